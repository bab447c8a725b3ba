"""Booking one time, changing it, letting it go, coming, and missing it; whoever missed simply books again (S10)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from panah.appointments.models import Appointment, EarlierOffer, Slot
from panah.appointments.operations.ground import (
    COUNTER,
    booking_role,
    held_for_others,
    locked_appointment,
    locked_slots,
    note,
    offered,
    staff_role,
    standing,
)
from panah.appointments.operations.telling import note_freed, tell
from panah.appointments.rules.changes import (
    OfferState,
    State,
    refuse_change,
    refuse_missing,
    refuse_unusable,
)
from panah.appointments.rules.tickets import new_code
from panah.casework.engine.authority import Actor
from panah.foundation.errors import Conflict
from panah.registry.models import Household


def book(
    *,
    slot_id: int,
    household: Household,
    purpose: str,
    minutes: int,
    needs: int,
    actor: Actor,
    now: datetime,
    case_id: int | None = None,
    person_id: int | None = None,
) -> Appointment:
    """Book a place for a household that has none for this purpose, or for one person of it alone (S29).

    Of many at once as many get a place as there are; the others are told `slot-full`, and nothing else. Raises
    Conflict (`slot-full`, `slot-shut`, `slot-over`, `already-booked`), InvalidInput("slot-does-not-suit"),
    NotFound (`slot-unknown`, `appointment-unknown` for whose household it is not).
    """
    with transaction.atomic():
        slot = locked_slots([slot_id])[slot_id]
        role = booking_role(actor, household, slot.office, now=now, person_id=person_id)
        _refuse_unusable(slot, minutes=minutes, needs=needs, now=now)
        one = Appointment(
            purpose=purpose,
            household=household,
            person_id=person_id,
            case_id=case_id,
            slot=slot,
            minutes=minutes,
            needs=needs,
            booked_at=now,
            code=new_code(),
        )
        _save_once(one)
        note(one, kind="booked", actor=actor, role=role, now=now, office=slot.office.code)
        tell([one], now=now)
    return one


def swap(*, appointment_id: int, slot_id: int, actor: Actor, now: datetime) -> Appointment:
    """Change a household's own time for another free one, as often as it likes; the old place is free at once.

    Swapped for the time it has, nothing happens. Raises as `book`, and Conflict (`appointment-ended`,
    `appointment-begun`).
    """
    with transaction.atomic():
        one, slots = locked_appointment(appointment_id, beside=slot_id)
        slot = slots[slot_id]
        role = booking_role(actor, one.household, slot.office, now=now, person_id=one.person_id)
        refuse_change(standing(one), now=now)
        if one.slot_id == slot_id and one.state == State.BOOKED:
            return one
        _refuse_unusable(slot, minutes=one.minutes, needs=one.needs, now=now, besides=one.pk)
        move(one, slot, kind="swapped", actor=actor, role=role, now=now)
    return one


def cancel(*, appointment_id: int, actor: Actor, now: datetime) -> Appointment:
    """Let a time go; another can be booked at once. Cancelled again, it stays.

    Raises Conflict (`appointment-ended`, `appointment-begun`), NotFound("appointment-unknown").
    """
    with transaction.atomic():
        one, _ = locked_appointment(appointment_id)
        role = booking_role(actor, one.household, one.slot.office, now=now, person_id=one.person_id)
        if one.state == State.CANCELLED:
            return one
        refuse_change(standing(one), now=now)
        _end(one, State.CANCELLED, actor=actor, role=role, now=now)
        note_freed(one.slot_id, why=f"{one.pk}:{one.ver}", now=now)
    return one


def miss(*, appointment_id: int, actor: Actor, now: datetime) -> Appointment:
    """Write down that nobody came; nothing follows but that another time can be booked (S10).

    Raises Conflict (`appointment-to-come`, `appointment-ended`), NotAllowed("not-yours-to-arrange").
    """
    with transaction.atomic():
        one, _ = locked_appointment(appointment_id)
        role = staff_role(actor, COUNTER, one.slot.office)
        if one.state == State.MISSED:
            return one
        refuse_missing(standing(one), now=now)
        _end(one, State.MISSED, actor=actor, role=role, now=now)
    return one


def check_in(*, appointment_id: int, actor: Actor, now: datetime) -> Appointment:
    """Write down that the household came, early or late as it may be.

    Raises Conflict("appointment-ended"), NotAllowed("not-yours-to-arrange").
    """
    with transaction.atomic():
        one, _ = locked_appointment(appointment_id)
        role = staff_role(actor, COUNTER, one.slot.office)
        if one.state == State.CAME:
            return one
        if one.state != State.BOOKED:
            raise Conflict("appointment-ended", state=one.state)
        _end(one, State.CAME, actor=actor, role=role, now=now)
    return one


def move(one: Appointment, slot: Slot, *, kind: str, actor: Actor, role: str, now: datetime) -> None:
    """Put an appointment at another slot and tell its people; both slots are locked by the caller."""
    left, was_there = one.slot_id, one.state == State.BOOKED
    one.slot, one.state = slot, State.BOOKED.value
    one.ver += 1
    one.save(update_fields=["slot", "state", "ver"])
    EarlierOffer.objects.filter(appointment=one, state=OfferState.OPEN).exclude(slot=slot).update(
        state=OfferState.CLOSED
    )
    note(one, kind=kind, actor=actor, role=role, now=now, office=slot.office.code)
    tell([one], now=now)
    if was_there:
        note_freed(left, why=f"{one.pk}:{one.ver}", now=now, left_by=one.pk)


def _end(one: Appointment, state: State, *, actor: Actor, role: str, now: datetime) -> None:
    one.state, one.ended_at = state.value, now
    one.ver += 1
    one.save(update_fields=["state", "ended_at", "ver"])
    EarlierOffer.objects.filter(appointment=one, state=OfferState.OPEN).update(state=OfferState.CLOSED)
    note(one, kind=state.value, actor=actor, role=role, now=now, office=one.slot.office.code)


def _refuse_unusable(
    slot: Slot, *, minutes: int, needs: int, now: datetime, besides: int | None = None
) -> None:
    held = held_for_others([slot.pk], now=now, besides=besides).get(slot.pk, 0) if slot.left > 0 else 0
    refuse_unusable(offered(slot, held=held), minutes=minutes, needs=needs, now=now)


def _save_once(one: Appointment) -> None:
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError as error:
        standing_already = Appointment.objects.filter(
            household=one.household, person=one.person_id, purpose=one.purpose, ended_at=None
        )
        if standing_already.exists():
            raise Conflict("already-booked") from error
        raise
