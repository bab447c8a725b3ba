"""A case walked twice: by the engine in the database, and by the naive interpreter in memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from factories.bureau import Bureau, actor_of, people, public_account
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, Subject
from panah.casework.operations import NewSubject, Opening, act, act_as_system, deliver_outbox, open_case, say
from panah.casework.rules import Selected
from panah.catalogue.queries import definition_of
from panah.foundation.errors import Conflict, InvalidInput
from panah.workflow.definition import ServiceDefinition, Step
from unit.workflow.interpreter import DONE
from unit.workflow.interpreter import Case as Naive

REASON = {"reason_code": "photo", "reason_text": "عکس روشن نیست"}
type Holds = Callable[[str, int], bool]
"""Whether a condition holds for a party: the same answer for the engine and for the interpreter."""
type Where = set[tuple[str, int | None]]


@dataclass
class Walker:
    """One case in both worlds; subjects are known to both by their party."""

    bureau: Bureau
    now: datetime
    holds: Holds
    random: Random
    case: Case
    naive: Naive
    entered: set[tuple[str, int | None]] = field(default_factory=set)
    acts: int = 0

    @property
    def definition(self) -> ServiceDefinition:
        return definition_of(self.case.version_id)

    @property
    def messengers(self) -> Mapping[str, frozenset[str]]:
        """Who may bring what a wait may be told."""
        return self.definition.registry.messengers

    def expected(self) -> Where:
        """Where the interpreter says something can happen."""
        return {(step, int(name) if name else None) for step, name in self.naive.positions()}

    def found(self) -> Where:
        """Where the database says so."""
        rows = Item.objects.filter(case=self.case, state="open").values_list("step", "subject__party_id")
        return set(rows)

    def expected_ends(self) -> dict[int, str]:
        return {int(name): end for name, end in self.naive.ended.items()}

    def found_ends(self) -> dict[int, str]:
        rows = Subject.objects.filter(case=self.case, state="ended").values_list("party_id", "end")
        return dict(rows)

    def settle(self) -> None:
        """Let the interpreter pass the steps at which the engine rests for nobody."""
        while moved := self._pass_one():
            del moved
        self.entered |= self.expected()

    def _pass_one(self) -> bool:
        for path, name in self.naive.positions():
            step = self.naive.definition.step(path)
            passes = step.until and self.holds(step.until, int(name or 0))
            if passes or step.kind == "choose" or (step.kind == "do" and not has_jobs(step)):
                self.entered.add((path, int(name) if name else None))
                self.naive.act(path, name, self._chosen(step, name))
                return True
        return False

    def _chosen(self, step: Step, name: str | None) -> str:
        if step.kind in {"do", "wait"}:
            return "then"
        asked = [way.word for way in step.ways if way.word != "otherwise"]
        return next((word for word in asked if self.holds(word, int(name or 0))), "otherwise")

    def step_at_random(self) -> None:
        """Do one thing somebody, the clock or the worker could do now, in both worlds."""
        self.acts += 1
        if self.definition.ons and self.random.random() < 0.15:
            self._say(self.random.choice(list(self.definition.ons)))
            return
        path, party = self.random.choice(sorted(self.found(), key=str))
        step = self.definition.step(path)
        word = self.random.choice([way.word for way in step.ways])
        if step.kind == "do":
            self._deliver(path, party)
        elif word != "then" or not step.until:
            self._act(step, party, word)

    def _act(self, step: Step, party: int | None, word: str) -> None:
        item = Item.objects.get(
            case=self.case, state="open", step=step.path, **({"subject__party_id": party} if party else {})
        )
        chosen, key = [Selected(item.pk, item.ver)], f"{item.pk}-{item.ver}-{self.acts}"
        trigger = next(way.trigger for way in step.ways if way.word == word)
        if trigger == "clock":
            self.now = max(self.now, item.due_at or self.now)
        if trigger != "human" and word not in self.messengers:
            result = act_as_system(chosen=chosen, step=step.path, word=word, key=key, now=self.now)
        else:
            form = {} if self.definition.nature(word) == "plain" else {**REASON}
            holders = step.holders or sorted(self.messengers[word])
            actor = self._actor(self.random.choice(holders), party)
            result = act(
                chosen=chosen, step=step.path, word=word, actor=actor, key=key, form=form, now=self.now
            )
        assert (result.selected, result.moved, result.skipped) == (1, 1, ())
        self.naive.act(step.path, str(party) if party else None, word)

    def _deliver(self, path: str, party: int | None) -> None:
        assert deliver_outbox(now=self.now) >= 1
        self.naive.act(path, str(party) if party else None, "then")

    def _say(self, message: str) -> None:
        on = self.definition.ons[message]
        name = self.random.choice(self.naive.open)
        subject = Subject.objects.get(case=self.case, party_id=int(name))
        by = self._actor(self.random.choice(on.by), int(name))
        known = not on.starts or self.case.start in on.starts
        too_late = bool(self.entered & {(on.until or "", None), (on.until or "", int(name))})
        outside = on.block is not None and self.naive.block != on.block
        try:
            say(
                case_id=self.case.pk,
                message=message,
                subjects=[subject.pk],
                actor=by,
                key=f"say-{self.case.pk}-{self.acts}",
                now=self.now,
            )
        except InvalidInput:
            assert not known
        except Conflict:
            assert too_late or outside
        else:
            assert known
            assert not too_late
            assert not outside
            self.naive.say(message, name)

    def _actor(self, role: str, party: int | None) -> Actor:
        if role == "applicant":
            assert self.case.applicant is not None
            return actor_of(self.case.applicant, now=self.now)
        if role == "person":
            own = party or int(self.random.choice(self.naive.open))
            return actor_of(
                public_account(f"person-{self.case.pk}-{self.acts}"), now=self.now, persons=(own,)
            )
        return self.bureau.actor(role, now=self.now)


def has_jobs(step: Step) -> bool:
    """Whether a `do` waits for the worker."""
    return any(effect.entry.kind == "job" for effect in step.effects)


def begin(
    bureau: Bureau, definition: ServiceDefinition, *, holds: Holds, random: Random, now: datetime, name: str
) -> Walker:
    """Open a case of a random start with some people of each role, in both worlds."""
    start = random.choice(list(definition.starts))
    roles = {
        str(party): role
        for role, subject in definition.subjects.items()
        for party in people(1 if subject.count == "1" else random.randint(1, 4))
    }
    account = public_account(name)
    opening = Opening(
        slug=definition.slug,
        start=start,
        office_id=bureau.counter.pk,
        subjects=[NewSubject(role, int(party)) for party, role in roles.items()],
        applicant_id=account.pk,
        dates={"trip-ends": date(2026, 12, 20)},
        offices={"destination": bureau.directorate.pk},
    )
    actor = actor_of(account, now=now, persons=tuple(map(int, roles)))
    case = open_case(opening=opening, actor=actor, key="open", form={}, now=now)
    naive = Naive(definition_of(case.version_id), roles, start)
    naive.begin()
    walker = Walker(bureau, now, holds, random, case, naive)
    walker.settle()
    return walker


__all__ = ["DONE", "REASON", "Walker", "begin", "has_jobs"]
