"""What a person whose status was ended may rely on, and whoever changes their mind."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from factories.departures import Departures, adults, departure, open_departures
from panah.audit.queries import timeline
from panah.casework.models import Case
from panah.casework.queries import broken_invariants
from panah.casework.statuses import cause_of
from panah.foundation.clock import local_date
from panah.foundation.errors import NotAllowed
from panah.registry.models import LifeEvent, PaperHeld, Person, ResidenceStatus, StatusEnd
from panah.registry.operations import Matter, end_statuses, record_status, reverse_event
from panah.registry.queries import ended_statuses, facts, held_papers
from panah.registry.values import Entry
from panah.registry.words import PaperState, StatusCause, StatusKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def departures(db: None, now: datetime) -> Departures:
    return open_departures(now)


def statuses(person: Person, now: datetime) -> list[str]:
    return [one.kind for one in facts(ResidenceStatus, local_date(now), person=person)]


def cards(people: list[Person], now: datetime) -> list[PaperState]:
    return [one.state for one in held_papers([one.pk for one in people], on=local_date(now))]


def to_the_end(departures: Departures, people: list[Person]) -> Case:
    case = departures.open(people)
    departures.approve(case)
    departures.say(case, "people/exchange", "handed", "bureau-clerk")
    departures.say(case, "people/ask", "already-left", "bureau-expert")
    return case


def test_a_renounced_status_ends_with_its_cause_and_the_two_officers_who_approved(
    departures: Departures, now: datetime
) -> None:
    (person,) = adults(departures.bureau, 1)
    case = to_the_end(departures, [person])
    assert statuses(person, now) == []
    assert statuses(person, now - timedelta(days=1)) == ["amayesh"]
    end = StatusEnd.objects.get()
    first = departures.bureau.hire("bureau-officer")
    second = departures.bureau.hire("bureau-approver")
    assert (end.kind, end.cause, end.case_number) == ("amayesh", "renounced", case.number)
    assert (end.decided_by_id, end.confirmed_by_id) == (first.pk, second.pk)
    assert ended_statuses([person.pk], on=local_date(now)) == {person.pk: StatusCause.RENOUNCED}
    assert broken_invariants() == []


def test_one_persons_end_touches_nobody_elses_status_or_card(departures: Departures, now: datetime) -> None:
    first, second = adults(departures.bureau, 2)
    to_the_end(departures, [first])
    assert (statuses(first, now), statuses(second, now)) == ([], ["amayesh"])
    assert cards([first, second], now) == [PaperState.INVALIDATED, PaperState.VALID]


def test_who_stays_has_status_and_card_as_if_nothing_had_been(departures: Departures, now: datetime) -> None:
    people = adults(departures.bureau, 2)
    before = _visible(people, now)
    case = to_the_end(departures, people)
    departures.now = later = now + timedelta(days=9)
    departures.say(case, "people/look-again", "stays", "bureau-officer")
    assert _visible(people, later) == before
    assert StatusEnd.objects.filter(retracted_at=None).count() == 0
    assert broken_invariants() == []


def test_that_a_restored_status_had_ended_is_still_known_as_known_then(
    departures: Departures, now: datetime
) -> None:
    (person,) = adults(departures.bureau, 1)
    case = to_the_end(departures, [person])
    departures.now = later = now + timedelta(days=9)
    departures.say(case, "people/look-again", "stays", "bureau-officer")
    between = now + timedelta(days=4)
    told = facts(ResidenceStatus, local_date(between), known_at=between, person=person)
    assert (told, statuses(person, between)) == ([], ["amayesh"])
    ended, restored = LifeEvent.objects.filter(kind__in=["status", "reversal"]).order_by("pk")
    assert (restored.reverses_id, restored.occurred_on) == (ended.pk, local_date(later))
    assert [one.kind for one in timeline(stream=f"person:{person.pk}")].count("life-event") >= 3


def test_a_status_that_never_ended_is_restored_by_leaving_it_alone(
    departures: Departures, now: datetime
) -> None:
    (person,) = adults(departures.bureau, 1)
    events = LifeEvent.objects.count()
    case = departures.open([person])
    departures.approve(case)
    departures.say(case, "people/exchange", "stays", "bureau-clerk")
    assert (statuses(person, now), cards([person], now)) == (["amayesh"], [PaperState.VALID])
    assert LifeEvent.objects.count() == events


def test_what_another_case_ended_is_not_restored_by_this_one(departures: Departures, now: datetime) -> None:
    (person,) = adults(departures.bureau, 1)
    to_the_end(departures, [person])
    other = departures.open([person])
    departures.approve(other)
    departures.say(other, "people/exchange", "stays", "bureau-clerk")
    assert (statuses(person, now), cards([person], now)) == ([], [PaperState.INVALIDATED])


def test_what_a_case_ended_is_restored_by_one_that_follows_it(departures: Departures, now: datetime) -> None:
    (person,) = adults(departures.bureau, 1)
    before = _visible([person], now)
    first = to_the_end(departures, [person])
    follows = departures.open([person], follows=departures.open([person], follows=first))
    departures.approve(follows)
    departures.say(follows, "people/exchange", "stays", "bureau-clerk")
    assert _visible([person], now) == before


def test_a_status_given_anew_is_kept_when_the_old_one_would_come_back(
    departures: Departures, now: datetime
) -> None:
    (person,) = adults(departures.bureau, 1)
    case = to_the_end(departures, [person])
    entry = Entry(on=local_date(now), now=now, actor_id=None)
    record_status(entry=entry, person=person, kind=StatusKind.PASSPORT)
    departures.say(case, "people/look-again", "stays", "bureau-officer")
    assert statuses(person, now) == ["passport"]


def test_no_status_ends_on_one_officers_word(departures: Departures, now: datetime) -> None:
    (person,) = adults(departures.bureau, 1)
    officer = departures.bureau.hire("bureau-officer")
    matter = Matter(
        person_id=person.pk,
        case_number="1",
        reason="x",
        title="x",
        decided_by=officer.pk,
        confirmed_by=officer.pk,
    )
    with pytest.raises(NotAllowed, match="two-officers-needed"):
        end_statuses(matters=[matter], cause=StatusCause.RENOUNCED, now=now)
    to_the_end(departures, [person])
    with pytest.raises(IntegrityError), transaction.atomic():
        StatusEnd.objects.update(confirmed_by=StatusEnd.objects.get().decided_by)


def test_an_end_recorded_by_mistake_can_be_taken_back_like_any_event(
    departures: Departures, now: datetime
) -> None:
    (person,) = adults(departures.bureau, 1)
    before = statuses(person, now)
    to_the_end(departures, [person])
    event = StatusEnd.objects.get().event
    reverse_event(entry=Entry(on=local_date(now), now=now, actor_id=None, reason="اشتباه"), event=event)
    assert statuses(person, now) == before


@pytest.mark.parametrize("word", ["already-left", "stays"])
def test_the_number_of_statements_does_not_grow_with_the_number_of_people(
    departures: Departures, now: datetime, word: str
) -> None:
    counted = []
    for count in (1, 1, 50):  # the first warms what a process keeps
        case = departures.open(adults(departures.bureau, count))
        departures.approve(case)
        departures.say(case, "people/exchange", "handed", "bureau-clerk")
        with CaptureQueriesContext(connection) as asked:
            assert departures.say(case, "people/ask", word, "bureau-expert") == count
        counted.append(len(asked))
    assert counted[1] == counted[2]


def test_a_service_says_by_its_law_why_a_status_ends(departures: Departures) -> None:
    assert cause_of(departure()) == StatusCause.RENOUNCED


def _visible(people: list[Person], now: datetime) -> list[object]:
    today = local_date(now)
    ids = [one.pk for one in people]
    held = PaperHeld.objects.filter(person__in=ids, retracted_at=None).order_by("pk")
    return [
        [(one.person_id, one.kind, one.valid_from, one.valid_until, one.ground) for person in people
         for one in facts(ResidenceStatus, today, person=person)],
        held_papers(ids, on=today),
        list(held.values_list("person", "kind", "number", "valid_from", "valid_until")),
        ended_statuses(ids, on=today),
    ]  # fmt: skip
