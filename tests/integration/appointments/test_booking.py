"""Booking, changing, letting go and missing a time, and what the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from factories.times import PURPOSE, Times
from panah.appointments.models import Appointment, Slot
from panah.appointments.operations import Row, cancel, check_in, miss, open_slots, swap
from panah.appointments.queries import free_choices
from panah.appointments.rules.needs import Need
from panah.audit.models import Event
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.organisation.operations import record_closure


def taken(slot: Slot) -> int:
    return Slot.objects.get(pk=slot.pk).taken


def kinds(one: Appointment) -> list[str]:
    return list(Event.objects.filter(stream=one.stream).order_by("seq").values_list("kind", flat=True))


def test_times_are_opened_on_open_days_only_and_never_twice(times: Times) -> None:
    thursday = times.tomorrow + timedelta(days=3)
    record_closure(
        office=times.bureau.directorate,
        first_day=times.tomorrow,
        last_day=times.tomorrow,
        reason="گرد و خاک",
        now=times.now,
    )
    opened = times.open(days=7)
    assert {slot.day for slot in opened}.isdisjoint({times.tomorrow, thursday, thursday + timedelta(days=1)})
    assert [slot.starts_at.hour for slot in opened[:2]] == [4, 4]
    assert times.open(days=7) == []


def test_a_household_books_once_and_is_shown_only_what_suits_it(times: Times) -> None:
    plain, later = times.open()
    (curtained,) = times.open(offers=int(Need.CURTAIN), minutes=60)
    assert times.free() == [plain.pk, curtained.pk, later.pk]
    assert times.free(needs=int(Need.CURTAIN)) == times.free(minutes=45) == [curtained.pk]
    household = times.household()
    one = times.book(plain, household)
    assert (taken(plain), times.free(), kinds(one)) == (1, [curtained.pk, later.pk], ["appointment-booked"])
    with pytest.raises(Conflict, match="already-booked"):
        times.book(later, household)
    with pytest.raises(Conflict, match="slot-full"):
        times.book(plain)
    with pytest.raises(InvalidInput, match="slot-does-not-suit"):
        times.book(later, needs=int(Need.CURTAIN))
    assert taken(later) == 0


def test_a_household_changes_its_time_as_often_as_it_likes_and_the_old_place_is_free_at_once(
    times: Times,
) -> None:
    first, second = times.open()
    one = times.book(first)
    member = times.actor_of_family(one.household)
    for slot in (second, first, second, second):
        swap(appointment_id=one.pk, slot_id=slot.pk, actor=member, now=times.now)
    assert (taken(first), taken(second)) == (0, 1)
    assert kinds(one) == ["appointment-booked", *["appointment-swapped"] * 3]
    assert Appointment.objects.get(pk=one.pk).ver == 4


def test_a_time_belongs_to_its_household_and_nobody_else_can_touch_it(times: Times) -> None:
    first, second = times.open()
    one = times.book(first)
    other = times.actor_of_family(times.household())
    with pytest.raises(NotFound, match="appointment-unknown"):
        swap(appointment_id=one.pk, slot_id=second.pk, actor=other, now=times.now)
    with pytest.raises(NotFound, match="appointment-unknown"):
        cancel(appointment_id=one.pk, actor=other, now=times.now)
    with pytest.raises(NotAllowed, match="not-yours-to-arrange"):
        miss(appointment_id=one.pk, actor=other, now=times.now + timedelta(days=2))
    with pytest.raises(DatabaseError), transaction.atomic():
        Appointment.objects.filter(pk=one.pk).update(household=times.household())


def test_whoever_cancels_or_misses_books_again_and_no_row_holds_it_against_them(times: Times) -> None:
    first, second = times.open()
    one = times.book(first)
    with pytest.raises(Conflict, match="appointment-to-come"):
        miss(appointment_id=one.pk, actor=times.clerk, now=times.now)
    for _ in range(2):
        cancel(appointment_id=one.pk, actor=times.clerk, now=times.now)
    again = times.book(first, one.household)
    over = first.starts_at + timedelta(hours=1)
    for _ in range(2):
        miss(appointment_id=again.pk, actor=times.clerk, now=over)
    assert (taken(first), taken(second)) == (1, 0)
    third = times.book(second, one.household)
    assert third.state == "booked"
    assert kinds(again) == ["appointment-booked", "appointment-missed"]


def test_whoever_comes_is_checked_in_once_and_cannot_be_called_missing_afterwards(times: Times) -> None:
    slot, _ = times.open()
    one = times.book(slot)
    for _ in range(2):
        check_in(appointment_id=one.pk, actor=times.clerk, now=times.now)
    with pytest.raises(Conflict, match="appointment-ended"):
        miss(appointment_id=one.pk, actor=times.clerk, now=slot.starts_at)
    assert (taken(slot), len(kinds(one))) == (1, 2)


def test_what_has_begun_is_neither_changed_nor_booked(times: Times) -> None:
    first, second = times.open()
    one = times.book(first)
    with pytest.raises(Conflict, match="appointment-begun"):
        swap(appointment_id=one.pk, slot_id=second.pk, actor=times.clerk, now=first.starts_at)
    times.now = second.starts_at
    with pytest.raises(Conflict, match="slot-over"):
        times.book(second)


def test_the_database_itself_counts_places_and_refuses_one_too_many(times: Times) -> None:
    slot, other = times.open()
    one = times.book(slot)
    row = {"purpose": PURPOSE, "slot": slot, "minutes": 20, "booked_at": times.now}
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(household=times.household(), **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(household=one.household, **(row | {"slot": other}))
    with pytest.raises(DatabaseError), transaction.atomic():
        Appointment.objects.filter(pk=one.pk).delete()
    assert (taken(slot), taken(other)) == (1, 0)


def test_a_slot_keeps_its_hour_whoever_asks(times: Times) -> None:
    slot, _ = times.open()
    with pytest.raises(DatabaseError), transaction.atomic():
        Slot.objects.filter(pk=slot.pk).update(starts_at=times.now)


def test_only_those_who_arrange_open_times(times: Times) -> None:
    with pytest.raises(NotAllowed, match="not-yours-to-arrange"):
        open_slots(
            office=times.office,
            first=times.tomorrow,
            last=times.tomorrow,
            row=Row(minutes=30, places=1),
            actor=times.clerk,
            now=times.now,
        )


def test_each_hour_is_shown_once_by_the_time_that_wastes_least(times: Times) -> None:
    plain, _ = times.open()
    times.open(offers=int(Need.CURTAIN))
    (long,) = times.open(minutes=60)
    shown = free_choices(offices=[times.office.pk], minutes=20, needs=0, now=times.now)
    assert shown[0].slot_id == plain.pk
    assert len({one.starts_at for one in shown}) == len(shown) == 2
    assert long.pk not in {one.slot_id for one in shown}
