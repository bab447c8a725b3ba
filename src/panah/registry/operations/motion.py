"""Many people's events in one motion: one event each, all facts of a kind written and taken back by one statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from django.db.models import OuterRef, Subquery

from panah.audit.operations import Act, record
from panah.foundation.clock import local_date
from panah.foundation.errors import Stale
from panah.registry.models import Fact, LifeEvent, LifeEventSubject, Membership
from panah.registry.models.base import STANDING
from panah.registry.operations.recording import by_model, copied, lock_households
from panah.registry.words import EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Whose matter of which case: what was decided, by whom, and whom another officer confirmed it by.

    `reason` is a code, `title` says the same in Persian. `earlier` are the numbers of the cases this one follows: what
    they took may be given back here.
    """

    person_id: int
    case_number: str
    reason: str
    title: str
    decided_by: int
    confirmed_by: int | None = None
    earlier: frozenset[str] = frozenset()

    @property
    def cases(self) -> frozenset[str]:
        """This case and those it follows."""
        return self.earlier | {self.case_number}


@dataclass(slots=True, kw_only=True)
class Motion:
    """Events of one kind about many people, each its own, so that each can be taken back alone (S5).

    `events` is the event of each person. Facts are gathered, then written in a constant number of statements.
    """

    kind: EventKind
    now: datetime
    events: dict[int, LifeEvent] = field(default_factory=dict)
    homes: dict[int, int] = field(default_factory=dict)
    stated: list[Fact] = field(default_factory=list)
    taken_back: list[Fact] = field(default_factory=list)

    @classmethod
    def begin(
        cls,
        kind: EventKind,
        matters: Iterable[Matter],
        *,
        now: datetime,
        reverses: Mapping[int, int] | None = None,
    ) -> Self:
        """Write one event per person under the lock of their households; `reverses` names the event each takes back."""
        motion = cls(kind=kind, now=now)
        of = {matter.person_id: matter for matter in matters}
        belonging = Membership.objects.filter(STANDING, person__in=of)
        motion.homes = dict(belonging.values_list("person_id", "household_id"))
        lock_households(sorted(set(motion.homes.values())))
        made = LifeEvent.objects.bulk_create(
            LifeEvent(
                kind=kind,
                occurred_on=local_date(now),
                recorded_at=now,
                recorded_by_id=matter.decided_by,
                household_id=motion.homes.get(person),
                reason=matter.title[:300],
                evidence=matter.case_number,
                reverses_id=reverses[person] if reverses else None,
            )
            for person, matter in of.items()
        )
        motion.events = dict(zip(of, made, strict=True))
        LifeEventSubject.objects.bulk_create(
            LifeEventSubject(event=event, person_id=person, role="person")
            for person, event in motion.events.items()
        )
        return motion

    def state(self, person_id: int, fact: Fact) -> None:
        """State a fact as this person's event."""
        fact.event = self.events[person_id]
        self.stated.append(fact)

    def state_again(self, fact: Fact) -> None:
        """State anew a fact that was taken back; it belongs to the event that first stated it."""
        self.stated.append(copied(fact, event_id=fact.event_id))

    def take_back(self, fact: Fact) -> None:
        """Take a fact back."""
        self.taken_back.append(fact)

    def end(self, person_id: int, fact: Fact, on: date) -> None:
        """End a fact on the first day it no longer holds; one that began no earlier is taken back."""
        self.take_back(fact)
        if on > fact.valid_from:
            self.state(person_id, copied(fact, valid_until=on))

    def write(self) -> None:
        """Write what was gathered, and the journal. Raises Stale when somebody changed a fact meanwhile."""
        mine = LifeEventSubject.objects.filter(
            event__in=[event.pk for event in self.events.values()], person=OuterRef("person")
        )
        for model, facts in by_model(self.taken_back).items():
            still = model._default_manager.filter(pk__in=[fact.pk for fact in facts], retracted_at=None)
            count = still.update(retracted_at=self.now, retracted_by=Subquery(mine.values("event")[:1]))
            if count != len(facts):
                raise Stale("facts-changed-meanwhile", kind=model._meta.model_name)
        for model, facts in by_model(self.stated).items():
            for fact in facts:
                fact.recorded_at = self.now
            model._default_manager.bulk_create(facts)
        self._log()

    def _log(self) -> None:
        acts = [act for person, event in self.events.items() for act in self._acts(person, event)]
        record(acts=sorted(acts, key=lambda act: act.stream), at=self.now)

    def _acts(self, person: int, event: LifeEvent) -> Sequence[Act]:
        home = self.homes.get(person)
        return [
            Act(
                stream=stream,
                kind="life-event",
                actor_id=event.recorded_by_id,
                case_number=event.evidence,
                word=event.kind,
                about=f"event:{event.pk}",
            )
            for stream in (f"person:{person}", *([f"household:{home}"] if home else []))
        ]
