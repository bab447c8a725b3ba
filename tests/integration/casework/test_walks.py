"""Whatever people do in whatever order, the engine stands where a naive reading of the definition stands."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from random import Random

import pytest
from django.db.models import QuerySet

from factories.bureau import Bureau, actor_of, people, public_account
from factories.definitions import definition, publish
from factories.trips import publish_slip
from integration.casework.processes import EACH, SHORT, WAITS
from integration.casework.walking import REASON, Walker, begin
from panah.audit.models import Event
from panah.casework import registrations
from panah.casework.models import BatchItem, Case, Item, Subject
from panah.casework.operations import NewSubject, Opening, act, open_case
from panah.casework.queries import broken_invariants
from panah.casework.registrations import Call
from panah.casework.rules import Selected
from panah.catalogue.queries import definition_of, version_in_force
from panah.workflow.definition import Effect, ServiceDefinition

pytestmark = pytest.mark.django_db
WALKS, LONGEST = 6, 40


def holds(condition: str, party: int) -> bool:
    """A made-up answer that is the same whoever asks."""
    return (party + len(condition)) % 3 == 0


@pytest.fixture(autouse=True)
def made_up(monkeypatch: pytest.MonkeyPatch, given: dict[str, list[int]]) -> None:
    """Conditions, effects and jobs of both processes and of the slip, none of which does anything."""

    def asked(call: Call, name: str) -> QuerySet[BatchItem]:
        wanted = [one.pk for one in Subject.objects.all() if holds(name, one.party_id)]
        return call.travellers.filter(subject_id__in=wanted)

    def nothing(_: Call, __: Effect) -> None:
        return None

    for name in ("odd", "no-go", "straight-through"):
        registrations.register_condition(name, asked)
    registrations.register_condition("later-return", lambda call, _: call.travellers)
    for name in ("mark", "void", "invalidate", "hand"):
        registrations.register_effect(name, nothing)
    registrations.register_job("issue", lambda *_: None)
    monkeypatch.setattr(registrations, "_asking", [lambda _: None])
    monkeypatch.setattr(registrations, "_charging", [lambda call: call.travellers.none()])


def trial(text: str) -> Callable[[datetime], ServiceDefinition]:
    def publishes(_: datetime) -> ServiceDefinition:
        publish(text)
        return definition(text)

    return publishes


def the_slip(now: datetime) -> ServiceDefinition:
    publish_slip(now=now)
    return definition_of(version_in_force("intercity-travel", province="bushehr", on=now.date()).id)


PROCESSES = {"short": trial(SHORT), "each": trial(EACH), "waits": trial(WAITS), "slip": the_slip}


def compare(walker: Walker) -> None:
    walker.settle()
    assert walker.found() == walker.expected()
    assert walker.found_ends() == walker.expected_ends()
    assert broken_invariants() == []


@pytest.mark.parametrize("seed", range(WALKS))
@pytest.mark.parametrize("process", PROCESSES)
def test_the_engine_stands_where_the_naive_interpreter_stands(
    process: str, seed: int, bureau: Bureau, now: datetime
) -> None:
    random = Random(f"{process}-{seed}")
    read = PROCESSES[process](now)
    for number in range(3):
        walker = begin(bureau, read, holds=holds, random=random, now=now, name=f"w{number}")
        compare(walker)
        while walker.naive.open and walker.acts < LONGEST:
            walker.step_at_random()
            compare(walker)
        walker.case.refresh_from_db()
        assert (walker.case.state == "closed") is (not walker.naive.open)


def some_cases(
    bureau: Bureau, sizes: list[int], *, slug: str, parties: list[int], now: datetime, name: str
) -> list[Case]:
    """Cases of these sizes, all with the same people, so that two sets of them are alike."""
    opened = []
    for number, size in enumerate(sizes):
        account = public_account(f"{name}-{number}")
        opening = Opening(
            slug=slug,
            start="request",
            office_id=bureau.counter.pk,
            subjects=[NewSubject("traveller", party) for party in parties[:size]],
            applicant_id=account.pk,
        )
        opened.append(
            open_case(opening=opening, actor=actor_of(account, now=now), key="open", form={}, now=now)
        )
    return opened


def waiting(cases: list[Case]) -> dict[str, list[Selected]]:
    found: dict[str, list[Selected]] = {}
    for item in Item.objects.filter(case__in=cases, state="open", kind="by").order_by("pk"):
        found.setdefault(item.step, []).append(Selected(item.pk, item.ver))
    return found


def rows_of(cases: list[Case]) -> list[Counter[tuple[object, ...]]]:
    """Everything the database says of each case, without the numbers of rows, batches and events."""
    found = []
    for case in cases:
        case.refresh_from_db()
        rows: Counter[tuple[object, ...]] = Counter([("case", case.state, case.ver, case.closed_at)])
        items = Item.objects.filter(case=case)
        rows.update(
            items.values_list(
                "subject__party_id", "step", "kind", "queue", "state", "round", "ver", "word", "due_at"
            )
        )
        rows.update(
            Subject.objects.filter(case=case).values_list(
                "party_id", "role", "state", "end", "ended_at", "waiting_at"
            )
        )
        parties = {
            f"{role} {pk}": party for pk, role, party in case.subjects.values_list("pk", "role", "party")
        }
        events = list(Event.objects.filter(stream=case.stream).order_by("seq"))
        assert [one.seq for one in events] == list(range(1, len(events) + 1))
        rows.update(
            ("event", one.kind, one.step, one.word, one.role, one.office, parties.get(one.about), one.at)
            for one in events
        )
        found.append(rows)
    return found


@pytest.mark.parametrize("process", ["short", "each"])
@pytest.mark.parametrize("seed", range(4))
def test_a_batch_of_n_ends_in_the_same_rows_as_n_singles(
    process: str, seed: int, bureau: Bureau, now: datetime
) -> None:
    random = Random(seed)
    read = PROCESSES[process](now)
    parties, sizes = people(4), [random.randint(1, 4) for _ in range(5)]
    alike = {"slug": process, "parties": parties, "now": now}
    together, singly = (some_cases(bureau, sizes, name=name, **alike) for name in ("all", "one"))  # type: ignore[arg-type]  # one dict for both
    for turn in range(12):
        steps = waiting(together)
        if not steps:
            break
        step = random.choice(sorted(steps))
        plain = [word for word in read.step(step).words if read.nature(word) == "plain"]
        word = random.choice(plain)
        roles = [role for role in read.step(step).holders if role not in {"applicant", "person"}]
        if not roles:
            break
        actor = bureau.actor(roles[0], now=now)
        if read.step(step).bulk != "yes":
            for cases in (together, singly):
                for item in waiting(cases)[step]:
                    act(chosen=[item], step=step, word=word, actor=actor, key=f"{turn}-{item}", now=now)
            continue
        mass = act(chosen=steps[step], step=step, word=word, actor=actor, key=f"{turn}", now=now)
        assert mass.moved + len(mass.skipped) == mass.selected == len(steps[step])
        moved = 0
        for item in waiting(singly)[step]:
            moved += act(
                chosen=[item], step=step, word=word, actor=actor, key=f"{turn}-{item}", now=now
            ).moved
        assert moved == mass.moved
        assert rows_of(together) == rows_of(singly)
        assert broken_invariants() == []


def test_of_a_mixed_selection_moved_and_skipped_are_together_what_was_selected(
    bureau: Bureau, now: datetime
) -> None:
    random = Random(1)
    publish(SHORT)
    cases = some_cases(bureau, [1] * 12, slug="short", parties=people(1), now=now, name="mixed")
    expert, officer = bureau.actor("bureau-expert", now=now), bureau.actor("bureau-officer", now=now)
    for turn in range(20):
        everything = [Selected(one.pk, one.ver) for one in Item.objects.all()]
        picked = random.sample(everything, random.randint(1, len(everything)))
        stale = [Selected(one.item, one.ver - random.randint(0, 1)) for one in picked]
        step, actor = random.choice([("look", expert), ("second", officer), ("look", officer)])
        stale = stale[:1] if step == "second" else stale
        result = act(chosen=stale, step=step, word="approved", actor=actor, key=f"{turn}", now=now)
        assert result.moved + len(result.skipped) == result.selected == len(stale)
        back = [item for item in waiting(cases).get("second", []) if random.random() < 0.3]
        for item in back:
            act(
                chosen=[item], step="second", word="returned", actor=officer,
                key=f"{turn}-{item}", form={**REASON}, now=now,
            )  # fmt: skip
        assert broken_invariants() == []
