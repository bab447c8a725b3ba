"""Heat, dust, a power cut: an office is shut, and everybody expected there gets the next free time in one motion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet

from panah.appointments.models import Appointment, EarlierOffer, Slot
from panah.appointments.operations.ground import SHUTTERS, held_for_others, staff_role
from panah.appointments.operations.telling import tell
from panah.appointments.queries.free import as_free
from panah.appointments.rules.changes import OfferState, State
from panah.appointments.rules.planning import Called, FreeSlot, Plan, Weights, by_moment, plan
from panah.audit.operations import Act, record
from panah.casework.engine.authority import SYSTEM, Actor
from panah.foundation.errors import InvalidInput
from panah.foundation.persian import clean
from panah.organisation.models import Closure, Office
from panah.organisation.operations import record_closure
from panah.organisation.queries import within

SOONEST: Final = Weights(late=16, near=0, early=0, far=0, spare=1, margin=0)
"""The next day counts before everything; within a day a time that offers more is left to who needs it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """How many have a new time, and how many the office owes one: none that suits them is open yet."""

    moved: int
    waiting: int


def close_office(*, office: Office, day: date, reason: str, actor: Actor, now: datetime) -> Closed:
    """Shut an office, and all below it, for the rest of a local day, and move everybody still expected that day.

    Each goes to the next time of the same office that suits, first those who need something; who came first that day
    stays first among their like. For whom no time is open the appointment waits (`place_waiting`); nobody loses it.
    All are told afterwards. The closure is written into the calendar, so deadlines move with it. Closed again, nothing
    more happens. Raises InvalidInput("closure-unreadable"), NotAllowed("not-yours-to-arrange").
    """
    role = staff_role(actor, SHUTTERS, office)
    why = clean(reason)[:200]
    if not why:
        raise InvalidInput("closure-unreadable", office=office.code)
    with transaction.atomic():
        if not Closure.objects.filter(office=office, first_day__lte=day, last_day__gte=day).exists():
            record_closure(
                office=office, first_day=day, last_day=day, reason=why, now=now, actor_id=actor.account_id
            )
        slots = _locked(office, now, Q(day=day) | Q(day__gt=day, taken__lt=F("places")))
        shut = [slot for slot in slots if slot.day == day]
        Slot.objects.filter(pk__in=[slot.pk for slot in shut]).update(shut_at=now, shut_because=why)
        EarlierOffer.objects.filter(slot__in=shut, state=OfferState.OPEN).update(state=OfferState.CLOSED)
        rows = Appointment.objects.filter(slot__in=shut, state=State.BOOKED)
        return _move(_appointments(rows), [slot for slot in slots if slot.day > day], role, actor, now)


def place_waiting(*, office: Office, actor: Actor, now: datetime) -> Closed:
    """Give those who wait for a new time, at an office and all below it, what has become free since.

    Raises NotAllowed("not-yours-to-arrange").
    """
    role = staff_role(actor, SHUTTERS, office)
    with transaction.atomic():
        slots = _locked(office, now, Q(taken__lt=F("places")))
        rows = Appointment.objects.filter(within([office.path], "slot__office__path"), state=State.WAITING)
        return _move(_appointments(rows), slots, role, actor, now)


def place_all_waiting(*, now: datetime) -> int:
    """Give everybody to whom some office owes a time what has become free there since; returns how many.

    What the worker does by itself, so that nobody has to remember.
    """
    owed = Appointment.objects.filter(state=State.WAITING).values("slot__office")
    offices = list(Office.objects.filter(pk__in=owed).order_by("pk"))
    return sum(place_waiting(office=office, actor=SYSTEM, now=now).moved for office in offices)


def _appointments(rows: QuerySet[Appointment]) -> list[Appointment]:
    """Give appointments locked in one order, with what their events need."""
    locked = rows.select_for_update(of=("self",)).select_related("slot__office")
    return list(locked.order_by("pk"))


def _locked(office: Office, now: datetime, which: Q) -> list[Slot]:
    rows = Slot.objects.select_for_update(of=("self",)).select_related("office")
    to_come = rows.filter(which, within([office.path], "office__path"), starts_at__gt=now, shut_at=None)
    return list(to_come.order_by("pk"))


def _move(
    expected: Sequence[Appointment], slots: Sequence[Slot], role: str, actor: Actor, now: datetime
) -> Closed:
    """Plan and write the new times of appointments; all rows are locked by the caller."""
    known = {slot.pk: slot for slot in slots}
    held = held_for_others(known, now=now)
    found = _planned(expected, [as_free(slot, held=held.get(slot.pk, 0)) for slot in slots])
    to = {number: known[slot] for number, slot in found.placed}
    told = [one for one in expected if one.pk in to or one.state == State.BOOKED]
    for one in told:
        one.state = State.BOOKED.value if one.pk in to else State.WAITING.value
        one.slot = to.get(one.pk, one.slot)
        one.ver += 1
    Appointment.objects.bulk_update(told, ["slot", "state", "ver"], batch_size=200)
    record(acts=[_act(one, role, actor) for one in told], at=now)
    tell(told, now=now)
    return Closed(moved=len(found.placed), waiting=len(found.unplaced))


def _planned(expected: Sequence[Appointment], free: Sequence[FreeSlot]) -> Plan:
    had = {one.pk: int(one.slot.starts_at.timestamp()) for one in expected}
    return plan(
        households=[
            Called(
                number=one.pk,
                reach=((one.slot.office_id, 0),),
                deadline=min(one.slot.day for one in expected),
                minutes=one.minutes,
                needs=one.needs,
            )
            for one in expected
        ],
        slots=free,
        weights=SOONEST,
        order=by_moment(had.__getitem__),
    )


def _act(one: Appointment, role: str, actor: Actor) -> Act:
    return Act(
        stream=one.stream,
        kind="appointment-moved" if one.state == State.BOOKED else "appointment-waiting",
        actor_id=actor.account_id,
        role=role,
        office=one.slot.office.code,
        about=f"household:{one.household_id}",
    )
