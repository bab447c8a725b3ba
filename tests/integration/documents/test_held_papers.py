"""What becomes of the card in somebody's hand: stopped and given back its force, kept and given back."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories.departures import Acts, Departures, adults, open_departures
from factories.people import entry
from panah.casework.models import BatchItem, Case
from panah.casework.queries import broken_invariants
from panah.casework.registrations import Call, effect
from panah.catalogue.queries import definition_of
from panah.documents.models import Document, Keeping
from panah.documents.queries import kept_papers
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput
from panah.registry.models import LifeEvent, PaperStanding, Person
from panah.registry.operations import Matter, record_paper, reinstate_papers, suspend_papers
from panah.registry.queries import HeldPaper, held_papers, in_force
from panah.registry.values import PaperInput
from panah.registry.words import RESIDENCE_PAPERS, PaperKind, PaperState
from panah.workflow.definition import Effect

pytestmark = pytest.mark.django_db
VALID, SUSPENDED, INVALIDATED = PaperState
KEEPING = Acts(
    hold=("suspend:card", "hold:card"),
    close=("invalidate:card", "end-status"),
    restore=("invalidate:exit-paper", "reinstate:card", "release:card", "restore-status"),
    issues=True,
)


@pytest.fixture
def departures(db: None, now: datetime) -> Departures:
    opened = open_departures(now)
    opened.bureau.hire("bureau-clerk")  # before any example that is rolled back
    return opened


@pytest.fixture
def keeping(db: None, now: datetime) -> Departures:
    return open_departures(now, KEEPING)


def held(person: Person, now: datetime) -> list[HeldPaper]:
    return held_papers([person.pk], on=local_date(now))


def states(person: Person, now: datetime) -> list[PaperState]:
    return [paper.state for paper in held(person, now)]


def to_exchange(departures: Departures, people: list[Person]) -> Case:
    case = departures.open(people)
    departures.approve(case)
    departures.deliver()
    return case


def do(name: str, case: Case, now: datetime, *, actor_id: int | None = None) -> None:
    """Do an effect to everybody of a case, as the engine asks for it."""
    verb, _, thing = name.partition(":")
    process = definition_of(case.version_id)
    step = process.step("people/restore")
    rows = BatchItem.objects.bulk_create(
        BatchItem(
            batch_id=99,
            case_id=case.pk,
            subject_id=subject,
            version_id=case.version_id,
            office_id=case.office_id,
            position=step.path,
        )
        for subject in case.subjects.values_list("pk", flat=True)
    )
    call = Call(
        travellers=BatchItem.objects.filter(pk__in=[row.pk for row in rows]),
        definition=process,
        step=step,
        batch=99,
        actor_id=actor_id,
        now=now,
    )
    entry_of = process.registry.verbs[verb]
    effect(verb)(call, Effect(name=name, entry=entry_of, scope="subject", object=thing))


def test_a_card_is_suspended_with_reason_case_and_officer_and_only_its_holders(
    departures: Departures, now: datetime
) -> None:
    one, other = adults(departures.bureau, 2)
    case = to_exchange(departures, [one])
    departures.say(case, "people/exchange", "handed", "bureau-clerk")
    assert (states(one, now), states(other, now)) == ([SUSPENDED], [VALID])
    fact = PaperStanding.objects.get()
    clerk = departures.bureau.hire("bureau-clerk")
    assert (fact.reason, fact.case_number, fact.decided_by_id) == (
        "voluntary-departure",
        case.number,
        clerk.pk,
    )
    assert broken_invariants() == []


def test_whichever_residence_paper_somebody_holds_is_meant_by_the_card(
    departures: Departures, now: datetime
) -> None:
    (person,) = adults(departures.bureau, 1)
    for kind in (PaperKind.NINETY_DAY_SLIP, PaperKind.INSURANCE_BOOKLET):
        record_paper(entry=entry(), person=person, paper=PaperInput(kind, "9", date(2026, 10, 1)))
    do("suspend:card", departures.open([person]), now, actor_id=departures.bureau.hire("bureau-clerk").pk)
    assert {one.kind: one.state for one in held(person, now)} == {
        PaperKind.AMAYESH_CARD: SUSPENDED,
        PaperKind.NINETY_DAY_SLIP: SUSPENDED,
        PaperKind.INSURANCE_BOOKLET: VALID,
    }


def test_what_was_is_never_written_over(departures: Departures, now: datetime) -> None:
    (person,) = adults(departures.bureau, 1)
    case, clerk = departures.open([person]), departures.bureau.hire("bureau-clerk").pk
    do("suspend:card", case, now, actor_id=clerk)
    do("invalidate:card", case, now + timedelta(days=3), actor_id=clerk)
    do("reinstate:card", case, now + timedelta(days=9), actor_id=clerk)
    days = [now - timedelta(days=1), now, now + timedelta(days=4), now + timedelta(days=9)]
    assert [states(person, day) for day in days] == [[VALID], [SUSPENDED], [INVALIDATED], [VALID]]
    known = held_papers([person.pk], on=local_date(days[2]), known_at=now)
    assert [one.state for one in known] == [SUSPENDED]
    assert LifeEvent.objects.filter(kind="paper").count() == 3


def test_what_one_case_took_no_other_gives_back(departures: Departures, now: datetime) -> None:
    (person,) = adults(departures.bureau, 1)
    clerk = departures.bureau.hire("bureau-clerk").pk
    first, second = departures.open([person]), departures.open([person])
    for case in (first, second):
        do("suspend:card", case, now, actor_id=clerk)
    do("reinstate:card", second, now, actor_id=clerk)
    assert states(person, now) == [SUSPENDED]
    do("reinstate:card", departures.open([person], follows=first), now, actor_id=clerk)
    assert states(person, now) == [VALID]


def test_an_invalidated_card_is_not_merely_suspended_afterwards(
    departures: Departures, now: datetime
) -> None:
    (person,) = adults(departures.bureau, 1)
    case, clerk = departures.open([person]), departures.bureau.hire("bureau-clerk").pk
    for name in ("invalidate:card", "suspend:card", "invalidate:card"):
        do(name, case, now, actor_id=clerk)
    assert states(person, now) == [INVALIDATED]
    assert PaperStanding.objects.count() == 1


def test_a_paper_of_the_service_itself_ends_and_is_not_suspended(keeping: Departures, now: datetime) -> None:
    case = to_exchange(keeping, adults(keeping.bureau, 1))
    with pytest.raises(InvalidInput, match="paper-not-suspended"):
        do("suspend:exit-paper", case, now)


def test_a_card_is_kept_against_a_receipt_and_what_was_given_for_it(
    keeping: Departures, now: datetime
) -> None:
    (person,) = adults(keeping.bureau, 1)
    case = to_exchange(keeping, [person])
    keeping.say(case, "people/exchange", "handed", "bureau-clerk")
    (kept,) = kept_papers(case.pk)
    paper = Document.objects.get()
    assert (kept.title, kept.number, kept.given_for_it) == ("کارت آمایش", "B0", paper.number)
    assert (len(kept.receipt), kept.returned_at) == (11, None)
    assert broken_invariants() == []


def test_who_stays_gets_the_card_back_against_a_receipt_and_the_exit_paper_ends(
    keeping: Departures, now: datetime
) -> None:
    (person,) = adults(keeping.bureau, 1)
    case = to_exchange(keeping, [person])
    keeping.say(case, "people/exchange", "handed", "bureau-clerk")
    keeping.now = later = now + timedelta(days=2)
    keeping.say(case, "people/ask", "stays", "bureau-expert")
    (kept,) = kept_papers(case.pk)
    assert (kept.returned_at, states(person, later)) == (later, [VALID])
    assert kept.return_receipt not in {"", kept.receipt}
    assert Document.objects.get().state == "void"
    assert broken_invariants() == []


def test_nobody_is_left_with_empty_hands(departures: Departures, now: datetime) -> None:
    people = adults(departures.bureau, 2)
    case = departures.open(people)
    with pytest.raises(Conflict, match="nothing-given-for-it"), transaction.atomic():
        do("hold:card", case, now, actor_id=departures.bureau.hire("bureau-clerk").pk)
    assert not Keeping.objects.exists()


def test_a_card_lies_in_one_place_and_its_taking_is_never_rewritten(
    keeping: Departures, now: datetime
) -> None:
    (person,) = adults(keeping.bureau, 1)
    case = to_exchange(keeping, [person])
    keeping.say(case, "people/exchange", "handed", "bureau-clerk")
    do("hold:card", case, now)
    kept = Keeping.objects.get()
    for change in ({"number": "X"}, {"against_id": None}, {"receipt": "ABCDEFGHJK"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Keeping.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Keeping.objects.all().delete()
    assert Keeping.objects.get() == kept


def test_a_stopped_card_counts_no_more_where_papers_are_asked_for(
    departures: Departures, now: datetime
) -> None:
    (person,) = adults(departures.bureau, 1)
    do("suspend:card", departures.open([person]), now, actor_id=departures.bureau.hire("bureau-clerk").pk)
    today = local_date(now)
    assert not person.papers.filter(in_force(today)).exists()
    assert person.papers.filter(in_force(today - timedelta(days=1))).exists()


def test_the_exit_paper_given_back_its_force_stands_again(keeping: Departures, now: datetime) -> None:
    case = to_exchange(keeping, adults(keeping.bureau, 1))
    do("invalidate:exit-paper", case, now)
    assert Document.objects.get().state == "void"
    do("reinstate:exit-paper", case, now)
    paper = Document.objects.get()
    assert (paper.state, paper.void_reason, paper.voided_at) == ("valid", "", None)


@pytest.mark.parametrize("word", ["handed", "stays"])
def test_the_number_of_statements_does_not_grow_with_the_number_of_people(
    keeping: Departures, word: str
) -> None:
    counted = []
    for count in (1, 1, 50):  # the first warms what a process keeps
        case = to_exchange(keeping, adults(keeping.bureau, count))
        with CaptureQueriesContext(connection) as asked:
            assert keeping.say(case, "people/exchange", word, "bureau-clerk") == count
        counted.append(len(asked))
    assert counted[1] == counted[2]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(
        st.tuples(st.sampled_from(["suspend:card", "invalidate:card"]), st.integers(0, 1), st.integers(0, 5)),
        max_size=4,
    ),
    pause=st.integers(0, 9),
)
def test_suspending_and_reinstating_leaves_what_can_be_seen_as_it_was(
    departures: Departures, now: datetime, before: list[tuple[str, int, int]], pause: int
) -> None:
    with transaction.atomic():
        (person,) = adults(departures.bureau, 1)
        clerk = departures.bureau.hire("bureau-clerk").pk
        others = [departures.open([person]) for _ in range(2)]
        at = now
        for name, which, days in before:
            at += timedelta(days=days)
            do(name, others[which], at, actor_id=clerk)
        matter = Matter(person_id=person.pk, case_number="new", reason="x", title="ایکس", decided_by=clerk)
        seen = held(person, at)
        suspend_papers(matters=[matter], kinds=RESIDENCE_PAPERS, now=at)
        assert all(one.state is not VALID for one in held(person, at))
        at += timedelta(days=pause)
        reinstate_papers(matters=[replace(matter, case_number="later", earlier=frozenset({"new"}))],
                         kinds=RESIDENCE_PAPERS, now=at)  # fmt: skip
        assert held(person, at) == seen
        transaction.set_rollback(True)
