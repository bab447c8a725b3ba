"""Heat, dust, a power cut: one motion shuts the office, moves everybody and tells them."""

from datetime import datetime, timedelta

import pytest

from factories.slips import open_slips, straight_way
from factories.times import Times
from panah.appointments.models import Appointment, Slot
from panah.appointments.operations import Closed, book, close_office, miss, place_waiting
from panah.appointments.queries import day_list, how_full, waiting_for_a_time
from panah.appointments.rules.needs import Need
from panah.audit.models import Event
from panah.casework.models import OutboxMessage
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.organisation.queries import working_calendar

REASON = "برق رفت"


def close(times: Times) -> Closed:
    return close_office(
        office=times.office, day=times.tomorrow, reason=REASON, actor=times.clerk, now=times.now
    )


def day_of(one: Appointment) -> int:
    return Appointment.objects.select_related("slot").get(pk=one.pk).slot.day.toordinal()


def test_everybody_gets_the_next_day_and_whoever_was_first_stays_first(times: Times) -> None:
    monday = times.open(days=2, until=570)
    first, second, third = monday[:3]
    early, middle, late = times.book(first), times.book(second), times.book(third)
    assert close(times) == Closed(moved=3, waiting=0)
    rows = Appointment.objects.select_related("slot").order_by("slot__starts_at")
    assert [one.pk for one in rows] == [early.pk, middle.pk, late.pk]
    assert {day_of(one) for one in rows} == {times.tomorrow.toordinal() + 1}
    assert close(times) == Closed(moved=0, waiting=0)
    assert list(Slot.objects.filter(day=times.tomorrow).values_list("taken", flat=True)) == [0] * 4


def test_who_needs_a_curtain_gets_the_one_that_is_left(times: Times) -> None:
    (today,) = times.open(places=2, minutes=60, offers=int(Need.CURTAIN))
    plain, needy = times.book(today), times.book(today, needs=int(Need.CURTAIN))
    nextday = times.tomorrow + timedelta(days=1)
    Slot.objects.create(
        office=times.office,
        starts_at=today.starts_at + timedelta(days=1),
        day=nextday,
        minutes=30,
        places=1,
        offers=int(Need.CURTAIN),
    )
    assert close(times) == Closed(moved=1, waiting=1)
    assert Appointment.objects.get(pk=needy.pk).state == "booked"
    assert Appointment.objects.get(pk=plain.pk).state == "waiting"


def test_whom_no_time_is_left_for_is_owed_one_and_gets_it_when_times_are_opened(times: Times) -> None:
    slot, _ = times.open()
    one = times.book(slot)
    assert close(times) == Closed(moved=0, waiting=1)
    scope = times.arranger.scope
    assert scope is not None
    assert [line.appointment_id for line in waiting_for_a_time(scope=scope)] == [one.pk]
    with pytest.raises(Conflict, match="appointment-ended"):
        miss(appointment_id=one.pk, actor=times.clerk, now=slot.starts_at + timedelta(days=1))
    times.open(days=2)
    assert place_waiting(office=times.office, actor=times.clerk, now=times.now) == Closed(moved=1, waiting=0)
    assert waiting_for_a_time(scope=scope) == []
    kinds = Event.objects.filter(stream=one.stream).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["appointment-booked", "appointment-waiting", "appointment-moved"]


def test_the_calendar_knows_the_closure_and_nobody_is_booked_there_any_more(times: Times) -> None:
    slot, _ = times.open()
    close(times)
    assert not working_calendar(times.office, since=times.tomorrow).is_open_day(times.tomorrow)
    assert times.free() == []
    with pytest.raises(Conflict, match="slot-shut"):
        times.book(slot)
    assert times.open() == []


def test_the_people_of_a_case_are_told_once(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    straight_way(monkeypatch)
    slips = open_slips(now)
    case = slips.open()
    times = Times(bureau=slips.bureau, now=now)
    slot, *_ = times.open(days=2)
    one = book(
        slot_id=slot.pk,
        household=slips.household,
        purpose="slip",
        minutes=20,
        needs=0,
        actor=times.clerk,
        now=times.now,
        case_id=case.pk,
    )
    close(times)
    close(times)
    told = OutboxMessage.objects.filter(case=case, topic="told", body__startswith="appointment ")
    assert list(told.order_by("pk").values_list("key", flat=True)) == [f"{one.stream}:1", f"{one.stream}:2"]
    moved = Appointment.objects.select_related("slot").get(pk=one.pk)
    assert f"{moved.slot.starts_at.isoformat()} {times.office.pk}" in told[1].body


def test_the_day_list_and_how_full_it_is(times: Times) -> None:
    first, second = times.open(places=2)
    later, early = times.book(second), times.book(first)
    scope = times.clerk.scope
    assert scope is not None
    lines = day_list(office=times.office, day=times.tomorrow, scope=scope)
    assert [line.appointment_id for line in lines] == [early.pk, later.pk]
    assert lines[0].household_code == early.household.household_code
    assert day_list(office=times.bureau.other_counter, day=times.tomorrow, scope=scope) == []
    (full,) = how_full(scope=scope, first=times.tomorrow, last=times.tomorrow)
    assert (full.places, full.taken, full.shut) == (4, 2, 0)
    close(times)
    (full,) = how_full(scope=scope, first=times.tomorrow, last=times.tomorrow)
    assert (full.places, full.taken, full.shut) == (0, 0, 4)


def test_an_office_is_shut_for_a_reason_and_by_its_own_people(times: Times) -> None:
    with pytest.raises(InvalidInput, match="closure-unreadable"):
        close_office(office=times.office, day=times.tomorrow, reason=" ", actor=times.clerk, now=times.now)
    with pytest.raises(NotAllowed, match="not-yours-to-arrange"):
        close_office(
            office=times.bureau.other_counter,
            day=times.tomorrow,
            reason=REASON,
            actor=times.clerk,
            now=times.now,
        )


def test_a_province_under_dust_is_shut_in_one_motion(times: Times) -> None:
    here, there = times.open(days=2), times.open(days=2, office=times.bureau.other_counter)
    times.book(here[0])
    book(
        slot_id=there[0].pk,
        household=times.household(),
        purpose="round-17",
        minutes=20,
        needs=0,
        actor=times.arranger,
        now=times.now,
    )
    found = close_office(
        office=times.bureau.directorate,
        day=times.tomorrow,
        reason="گرد و خاک",
        actor=times.arranger,
        now=times.now,
    )
    assert found == Closed(moved=2, waiting=0)
    offices = Appointment.objects.values_list("slot__office", flat=True)
    assert set(offices) == {times.office.pk, times.bureau.other_counter.pk}
