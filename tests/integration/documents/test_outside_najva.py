"""Recording in Najva: every way it may answer, and nothing lost or doubled."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from factories.departures import Acts, Departures, adults, open_departures
from factories.people import entry
from factories.simulators import Running, simulators
from panah.audit.queries import timeline
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, OutboxMessage
from panah.casework.queries import broken_invariants
from panah.conf.simulators.speech import Behaviour
from panah.documents.gateways.outside import Order, Receipt, Trouble, reached
from panah.documents.models import OutsideEntry
from panah.documents.operations.outside import (
    Typed,
    check_entry,
    retry_entry,
    send_outside,
    type_by_hand,
    type_entries,
)
from panah.documents.operations.outside.sending import stand
from panah.documents.rules.outside import System
from panah.documents.sealing import open_entry, seal_entry
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.registry.operations import record_identifier
from panah.registry.words import IdentifierKind

pytestmark = pytest.mark.django_db
ACTS = Acts(
    hold=("suspend:card", "record-in-najva"),
    close=("invalidate:card", "end-status", "record-in-najva"),
    restore=("reinstate:card", "restore-status", "correct-in-najva"),
)


@pytest.fixture
def departures(db: None, now: datetime) -> Departures:
    return open_departures(now, ACTS)


@pytest.fixture
def line(settings: Settings) -> Iterator[Running]:
    with simulators() as running:
        settings.PANAH_NAJVA_URL = running.najva_url
        settings.PANAH_GATEWAY_PATIENCE = 0.5
        yield running


@pytest.fixture
def no_line(settings: Settings) -> None:
    settings.PANAH_NAJVA_URL = ""


def held_case(departures: Departures, count: int = 1) -> Case:
    """A case whose people gave their cards, and which waits for Najva."""
    case = departures.open(adults(departures.bureau, count))
    departures.approve(case)
    departures.say(case, "people/exchange", "handed", "bureau-clerk")
    departures.deliver()
    return case


def steps(case: Case) -> set[str]:
    return set(case.items.filter(state="open").values_list("step", flat=True))


def states(case: Case) -> list[str]:
    return list(OutsideEntry.objects.filter(case=case).order_by("pk").values_list("state", flat=True))


def kinds(case: Case) -> list[str]:
    return [one.kind for one in timeline(stream=case.stream)][::-1]


def worn_out(departures: Departures, case: Case) -> OutsideEntry:
    """Let the worker try until it tries no more."""
    for hour in range(12):
        send_outside(now=departures.now + timedelta(hours=hour))
    return OutsideEntry.objects.get(case=case)


def test_what_was_done_is_recorded_once_and_the_case_goes_on(
    departures: Departures, line: Running, now: datetime
) -> None:
    case = held_case(departures)
    assert (steps(case), OutboxMessage.objects.get(topic="record-in-najva").state) == (
        {"people/hold-card"},
        "held",
    )
    assert send_outside(now=now) == 1
    (stands,) = line.both.najva.entries.values()
    recorded = OutsideEntry.objects.get()
    assert (recorded.state, recorded.receipt) == ("recorded", stands.receipt)
    assert stands.said["acts"] == ["suspend:card"]
    assert stands.about["papers"] == [{"kind": "amayesh_card", "number": "B0", "state": "suspended"}]
    assert steps(case) == {"people/ask"}
    assert OutboxMessage.objects.get(topic="record-in-najva").state == "done"
    assert "najva-recorded" in kinds(case)
    assert (send_outside(now=now), departures.deliver()) == (0, 0)
    assert broken_invariants() == []


def test_najva_is_told_who_it_is_and_what_ended_and_reads_it_nowhere_else(
    departures: Departures, line: Running, now: datetime
) -> None:
    (person,) = adults(departures.bureau, 1)
    record_identifier(entry=entry(), person=person, kind=IdentifierKind.UNIQUE_CODE, number="1234567890")
    case = departures.open([person])
    departures.approve(case)
    departures.say(case, "people/exchange", "handed", "bureau-clerk")
    departures.deliver()
    send_outside(now=now)
    departures.say(case, "people/ask", "already-left", "bureau-expert")
    departures.deliver()
    send_outside(now=now)
    about = list(line.both.najva.entries.values())[-1].about
    assert (about["unique_code"], about["case"], about["status_ended"]) == (
        "1234567890",
        case.number,
        "renounced",
    )
    kept = OutsideEntry.objects.latest("pk")
    assert person.name.encode() not in bytes(kept.sealed)
    assert open_entry(kept.key, kept.sealed)["name"] == person.name


def test_who_stays_is_corrected_there_under_the_receipt_of_before(
    departures: Departures, line: Running, now: datetime
) -> None:
    case = held_case(departures)
    send_outside(now=now)
    departures.say(case, "people/ask", "stays", "bureau-expert")
    departures.deliver()
    assert send_outside(now=now) == 1
    first, correction = line.both.najva.entries.values()
    assert (correction.said["corrects"], correction.said["acts"]) == (
        first.receipt,
        ["reinstate:card", "restore-status"],
    )
    case.refresh_from_db()
    assert (case.state, broken_invariants()) == ("closed", [])


def test_where_nothing_was_recorded_there_is_nothing_to_correct(
    departures: Departures, line: Running
) -> None:
    case = departures.open(adults(departures.bureau, 1))
    departures.approve(case)
    departures.say(case, "people/exchange", "stays", "bureau-clerk")
    departures.deliver()
    case.refresh_from_db()
    assert (case.state, OutsideEntry.objects.count()) == ("closed", 0)


def test_a_slow_najva_is_waited_for(departures: Departures, line: Running, now: datetime) -> None:
    line.both.najva.manners.behaviour = Behaviour.SLOW
    case = held_case(departures)
    assert (send_outside(now=now), steps(case)) == (1, {"people/ask"})


@pytest.mark.parametrize("behaviour", [Behaviour.SILENT, Behaviour.GARBLED, Behaviour.REFUSING])
def test_a_najva_that_recovers_records_once_whatever_it_said_before(
    departures: Departures, line: Running, now: datetime, behaviour: Behaviour
) -> None:
    case = held_case(departures)
    line.both.najva.manners.behaviour = behaviour
    assert send_outside(now=now) == 0
    waiting = OutsideEntry.objects.get()
    assert (waiting.state, waiting.attempts, waiting.was_sent) == ("queued", 1, True)
    assert send_outside(now=now + timedelta(seconds=1)) == 0
    assert OutsideEntry.objects.get().attempts == 1
    line.both.najva.manners.behaviour = Behaviour.PROMPT
    assert send_outside(now=now + timedelta(minutes=5)) == 1
    assert (len(line.both.najva.entries), steps(case)) == (1, {"people/ask"})
    assert broken_invariants() == []


def test_a_silent_najva_holds_up_a_round_once(departures: Departures, line: Running, now: datetime) -> None:
    held_case(departures, 3)
    line.both.najva.manners.behaviour = Behaviour.SILENT
    send_outside(now=now)
    assert sorted(OutsideEntry.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_after_eight_tries_it_is_an_operators_and_can_be_tried_again(
    departures: Departures, line: Running, now: datetime
) -> None:
    case = held_case(departures)
    line.both.najva.manners.behaviour = Behaviour.REFUSING
    failed = worn_out(departures, case)
    assert (failed.state, failed.attempts, failed.trouble) == ("failed", 8, "najva-refused: refusing")
    message = OutboxMessage.objects.get(topic="record-in-najva")
    assert (message.state, message.error, steps(case)) == ("failed", failed.trouble, {"people/hold-card"})
    line.both.najva.manners.behaviour = Behaviour.PROMPT
    desk = departures.bureau.actor("system-desk", now=now)
    retry_entry(entry_id=failed.pk, actor=desk, now=now)
    with pytest.raises(Conflict, match="entry-moved-on"):
        retry_entry(entry_id=failed.pk, actor=desk, now=now)
    assert send_outside(now=now) == 1
    assert (len(line.both.najva.entries), steps(case)) == (1, {"people/ask"})
    assert [kind for kind in kinds(case) if kind.startswith("najva")] == [
        "najva-failed",
        "najva-retried",
        "najva-recorded",
    ]
    assert broken_invariants() == []


def test_a_no_for_good_is_an_operators_at_once(departures: Departures, line: Running, now: datetime) -> None:
    (person,) = adults(departures.bureau, 1)
    record_identifier(entry=entry(), person=person, kind=IdentifierKind.UNIQUE_CODE, number="1230000")
    case = departures.open([person])
    departures.approve(case)
    departures.say(case, "people/exchange", "handed", "bureau-clerk")
    departures.deliver()
    send_outside(now=now)
    failed = OutsideEntry.objects.get()
    assert (failed.state, failed.attempts, failed.trouble) == ("failed", 1, "najva-refused: not-found")


def test_what_stands_there_already_is_found_before_anybody_types_it_again(
    departures: Departures, line: Running, now: datetime
) -> None:
    case = held_case(departures)
    line.both.najva.manners.behaviour = Behaviour.SILENT
    failed = worn_out(departures, case)
    assert len(line.both.najva.entries) == 1
    line.both.najva.manners.behaviour = Behaviour.PROMPT
    operator = departures.bureau.actor("operator", now=now)
    assert type_by_hand(entry_id=failed.pk, actor=operator, now=now) is False
    assert (states(case), steps(case)) == (["recorded"], {"people/ask"})
    assert OutsideEntry.objects.get().typed_by is None
    assert broken_invariants() == []


def test_what_cannot_be_asked_is_typed_with_its_mark_that_it_was_sent(
    departures: Departures, line: Running, now: datetime
) -> None:
    case = held_case(departures)
    line.both.najva.manners.behaviour = Behaviour.SILENT
    failed = worn_out(departures, case)
    operator = departures.bureau.actor("operator", now=now)
    assert type_by_hand(entry_id=failed.pk, actor=operator, now=now) is True
    waiting = OutsideEntry.objects.get()
    assert (waiting.state, waiting.was_sent) == ("to-type", True)
    assert send_outside(now=now + timedelta(days=1)) == 0
    by_hand(departures, waiting)
    assert steps(case) == {"people/ask"}


def test_an_answer_that_comes_while_it_waits_to_be_typed_counts(
    departures: Departures, no_line: None, now: datetime
) -> None:
    case = held_case(departures)
    waiting = OutsideEntry.objects.get()
    for _ in range(2):
        stand(waiting.pk, Receipt("N-7", local_date(now)), now=now)
    assert (states(case), steps(case)) == (["recorded"], {"people/ask"})
    assert kinds(case).count("najva-recorded") == 1


def test_an_answer_that_comes_after_it_was_typed_is_kept_for_somebody_to_look_at(
    departures: Departures, no_line: None, now: datetime
) -> None:
    case = held_case(departures)
    by_hand(departures, OutsideEntry.objects.get())
    stand(OutsideEntry.objects.get().pk, Receipt("N-7", local_date(now)), now=now)
    kept = OutsideEntry.objects.get()
    assert (kept.receipt, kept.other_receipt) == ("12/34", "N-7")
    assert "najva-twice" in kinds(case)
    assert broken_invariants() == []


def test_without_a_line_an_officer_types_and_another_looks(
    departures: Departures, no_line: None, now: datetime
) -> None:
    case = held_case(departures, 2)
    assert states(case) == ["to-type", "to-type"]
    assert send_outside(now=now) == 0
    typist, looker = officers(departures)
    ids = list(OutsideEntry.objects.order_by("pk").values_list("pk", flat=True))
    lines = [Typed(one, f"۱۲/{one}", local_date(now)) for one in ids]
    assert type_entries(lines=lines, actor=typist, now=now) == {}
    assert type_entries(lines=lines, actor=typist, now=now) == {}
    assert states(case) == ["typed", "typed"]
    with pytest.raises(NotAllowed, match="same-person"):
        check_entry(entry_id=ids[0], matches=True, actor=typist, now=now)
    check_entry(entry_id=ids[0], matches=True, actor=looker, now=now)
    check_entry(entry_id=ids[0], matches=True, actor=looker, now=now)
    assert (states(case), steps(case)) == (["recorded", "typed"], {"people/ask", "people/hold-card"})
    check_entry(entry_id=ids[1], matches=True, actor=looker, now=now)
    assert (steps(case), OutsideEntry.objects.get(pk=ids[0]).receipt) == ({"people/ask"}, f"12/{ids[0]}")
    assert broken_invariants() == []


def test_one_wrong_line_holds_up_no_other(departures: Departures, no_line: None, now: datetime) -> None:
    case = held_case(departures, 4)
    first, second, third, fourth = OutsideEntry.objects.order_by("pk").values_list("pk", flat=True)
    today = local_date(now)
    refused = type_entries(
        lines=[
            Typed(first, "1", today),
            Typed(second, "  ", today),
            Typed(third, "3", today + timedelta(days=1)),
            Typed(fourth, "4", None),
            Typed(10**9, "5", today),
        ],
        actor=officers(departures)[0],
        now=now,
    )
    assert {entry: error.code for entry, error in refused.items()} == {
        second: "receipt-missing",
        third: "date-in-future",
        fourth: "date-missing",
        10**9: "entry-unknown",
    }
    assert states(case) == ["typed", "to-type", "to-type", "to-type"]


def test_what_does_not_match_is_typed_again_with_the_reason_beside_it(
    departures: Departures, no_line: None, now: datetime
) -> None:
    case = held_case(departures)
    typist, looker = officers(departures)
    waiting = OutsideEntry.objects.get()
    type_entries(lines=[Typed(waiting.pk, "1", local_date(now))], actor=typist, now=now)
    with pytest.raises(InvalidInput, match="reason-needed"):
        check_entry(entry_id=waiting.pk, matches=False, actor=looker, now=now)
    check_entry(entry_id=waiting.pk, matches=False, actor=looker, now=now, reason="شمارهٔ کارت دیگر است")
    back = OutsideEntry.objects.get()
    assert (back.state, back.receipt, back.typed_by_id, back.trouble) == (
        "to-type",
        "",
        None,
        "شمارهٔ کارت دیگر است",
    )
    by_hand(departures, back)
    assert steps(case) == {"people/ask"}


def test_a_correction_is_not_typed_before_what_it_corrects(
    departures: Departures, no_line: None, now: datetime
) -> None:
    case = held_case(departures)
    first = OutsideEntry.objects.get()
    correction = OutsideEntry.objects.create(
        key="c", message=first.message, what="correct-in-najva", acts="", case=case, subject=first.subject,
        person=first.person, office=first.office, corrects=first, sealed=b"x", state="to-type", next_at=now,
        created_at=now,
    )  # fmt: skip
    typist, _ = officers(departures)
    line = Typed(correction.pk, "2", local_date(now))
    assert str(type_entries(lines=[line], actor=typist, now=now)[correction.pk]) == "correct-later"
    by_hand(departures, first)
    assert type_entries(lines=[line], actor=typist, now=now) == {}


def test_only_officers_of_the_place_in_their_role_record_or_look(
    departures: Departures, no_line: None, now: datetime
) -> None:
    held_case(departures)
    waiting, bureau = OutsideEntry.objects.get(), departures.bureau
    line = Typed(waiting.pk, "1", local_date(now))
    for actor, kind in (
        (bureau.actor("bureau-expert", now=now), NotAllowed),
        (bureau.actor("service-clerk", now=now), NotFound),
        (bureau.actor("operator", now=now, office=bureau.elsewhere), NotFound),
    ):
        assert isinstance(type_entries(lines=[line], actor=actor, now=now)[waiting.pk], kind)
        with pytest.raises(kind):
            check_entry(entry_id=waiting.pk, matches=True, actor=actor, now=now)


def test_the_database_takes_nothing_recorded_without_receipt_or_by_one_alone(
    departures: Departures, no_line: None, now: datetime
) -> None:
    held_case(departures)
    waiting = OutsideEntry.objects.filter(pk=OutsideEntry.objects.get().pk)
    officer = departures.bureau.hire("operator")
    with pytest.raises(IntegrityError), transaction.atomic():
        waiting.update(state="recorded", recorded_on=local_date(now))
    with pytest.raises(IntegrityError), transaction.atomic():
        waiting.update(state="recorded", recorded_on=local_date(now), receipt="1", typed_by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        waiting.update(sealed=b"another")
    by_hand(departures, waiting.get())
    for change in ({"receipt": "2"}, {"state": "to-type"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            waiting.update(**change)


def test_what_was_queued_is_typed_where_the_line_is_given_up(
    departures: Departures, line: Running, now: datetime, settings: Settings
) -> None:
    case = held_case(departures)
    settings.PANAH_NAJVA_URL = ""
    send_outside(now=now)
    assert states(case) == ["to-type"]
    by_hand(departures, OutsideEntry.objects.get())
    assert steps(case) == {"people/ask"}


def test_a_message_delivered_again_enters_nothing_again(
    departures: Departures, line: Running, now: datetime
) -> None:
    case = held_case(departures)
    OutboxMessage.objects.filter(topic="record-in-najva").update(state="pending", next_at=now)
    departures.deliver()
    assert OutsideEntry.objects.filter(case=case).count() == 1
    send_outside(now=now)
    OutboxMessage.objects.filter(topic="record-in-najva").update(state="pending", next_at=now)
    departures.deliver()
    assert (steps(case), len(line.both.najva.entries)) == ({"people/ask"}, 1)


def test_who_left_while_najva_was_silent_is_corrected_only_after_it_recorded(
    departures: Departures, line: Running, now: datetime
) -> None:
    case = held_case(departures)
    first = OutsideEntry.objects.get()
    OutsideEntry.objects.create(
        key="c", message=first.message, what="correct-in-najva", acts="reinstate:card", case=case,
        subject=first.subject, person=first.person, office=first.office, corrects=first,
        sealed=_sealed(first), state="queued", next_at=now - timedelta(hours=1), created_at=now,
    )  # fmt: skip
    assert send_outside(now=now) == 2
    receipts = [one.said.get("corrects") for one in line.both.najva.entries.values()]
    assert receipts == [None, OutsideEntry.objects.get(pk=first.pk).receipt]


def test_the_number_of_statements_of_a_step_does_not_grow_with_its_people(
    departures: Departures, no_line: None
) -> None:
    counted = []
    for count in (1, 1, 50):  # the first warms what a process keeps
        case = departures.open(adults(departures.bureau, count))
        departures.approve(case)
        with CaptureQueriesContext(connection) as asked:
            departures.say(case, "people/exchange", "handed", "bureau-clerk")
        counted.append(len(asked))
    assert counted[1] == counted[2]


def test_the_way_by_hand_sends_and_finds_nothing(no_line: None, now: datetime) -> None:
    for ask in (
        lambda: reached(System.NAJVA).record(Order(id="1", acts=()), now=now),
        lambda: reached(System.NAJVA).find("1", now=now),
    ):
        refuses(ask)


def refuses(ask: Callable[[], object]) -> None:
    with pytest.raises(Trouble, match="najva-by-hand"):
        ask()


def officers(departures: Departures) -> tuple[Actor, Actor]:
    bureau, now = departures.bureau, departures.now
    return bureau.actor("operator", now=now), bureau.actor("operator", now=now, name="second")


def by_hand(departures: Departures, waiting: OutsideEntry) -> None:
    """Type an entry, and look at it."""
    typist, looker = officers(departures)
    now = departures.now
    assert type_entries(lines=[Typed(waiting.pk, "12/34", local_date(now))], actor=typist, now=now) == {}
    check_entry(entry_id=waiting.pk, matches=True, actor=looker, now=now)


def _sealed(first: OutsideEntry) -> bytes:

    return seal_entry("c", open_entry(first.key, first.sealed))
