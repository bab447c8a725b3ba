"""Offering freed times to those who come later: by need and by the draw, held for them while they think."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from panah.appointments.models import Appointment, EarlierOffer, Slot
from panah.appointments.operations.booking import move
from panah.appointments.operations.ground import (
    COUNTER,
    booking_role,
    held_for_others,
    locked_appointment,
    locked_slots,
    offered,
    staff_role,
    standing,
)
from panah.appointments.operations.telling import note_freed, tell_offers
from panah.appointments.rules.changes import (
    OfferState,
    State,
    held_until,
    may_be_earlier,
    next_to_ask,
    refuse_change,
    refuse_unusable,
)
from panah.casework.engine.authority import SYSTEM, Actor
from panah.casework.models import OutboxMessage
from panah.foundation.errors import Conflict, InvalidInput, NotFound


def offer_earlier(
    *, slot_id: int, until: datetime, actor: Actor, now: datetime, besides: int | None = None
) -> list[EarlierOffer]:
    """Offer each free place of a slot to one household that comes later to this office, until a moment (UTC).

    `besides` is the appointment that left it. Never more offers than places; nobody is offered the same time twice, or
    two times at once. Raises InvalidInput("offer-unreadable") for one that lasts past the time itself or is over,
    NotFound("slot-unknown"), NotAllowed("not-yours-to-arrange").
    """
    with transaction.atomic():
        slot = locked_slots([slot_id])[slot_id]
        staff_role(actor, COUNTER, slot.office)
        if not now < until < slot.starts_at:
            raise InvalidInput("offer-unreadable")
        held = held_for_others([slot_id], now=now).get(slot_id, 0)
        time = offered(slot, held=held)
        asked = EarlierOffer.objects.filter(
            Q(slot=slot_id) | Q(state=OfferState.OPEN, until__gt=now), appointment__slot__office=slot.office
        )
        later = (
            Appointment.objects.filter(slot__office=slot.office, state=State.BOOKED)
            .filter(slot__starts_at__gt=slot.starts_at, minutes__lte=slot.minutes)
            .annotate(met=F("needs").bitand(slot.offers))
            .filter(met=F("needs"))
            .exclude(pk__in=asked.values("appointment"))
            .exclude(pk=besides or 0)
            .select_related("slot")
        )
        waiting = [
            (one.needs, _rank(one), one.pk) for one in later if may_be_earlier(standing(one), time, now=now)
        ]
        known = {one.pk: one for one in later}
        made = EarlierOffer.objects.bulk_create(
            EarlierOffer(appointment=known[number], slot=slot, offered_at=now, until=until)
            for number in next_to_ask(waiting, count=max(0, time.left))
        )
        tell_offers(made, slot=slot, now=now)
        return made


def take_offer(*, offer_id: int, actor: Actor, now: datetime) -> Appointment:
    """Move to the earlier time one was offered; the later one is free at once. Taken again, it stays.

    Raises Conflict (`offer-over`, `slot-shut`, `slot-over`, `slot-full`, `appointment-ended`, `appointment-begun`),
    NotFound (`offer-unknown`, `appointment-unknown`).
    """
    asked = _offer(offer_id)
    with transaction.atomic():
        one, slots = locked_appointment(asked.appointment_id, beside=asked.slot_id)
        slot = slots[asked.slot_id]
        role = booking_role(actor, one.household, slot.office, now=now, person_id=one.person_id)
        asked = EarlierOffer.objects.select_for_update().get(pk=offer_id)
        if asked.state == OfferState.TAKEN:
            return one
        if asked.state != OfferState.OPEN or asked.until <= now:
            raise Conflict("offer-over")
        refuse_change(standing(one), now=now)
        held = held_for_others([slot.pk], now=now, besides=one.pk).get(slot.pk, 0)
        refuse_unusable(offered(slot, held=held), minutes=one.minutes, needs=one.needs, now=now)
        move(one, slot, kind="moved-earlier", actor=actor, role=role, now=now)
        asked.state = OfferState.TAKEN.value
        asked.save(update_fields=["state"])
    return one


def decline_offer(*, offer_id: int, actor: Actor, now: datetime) -> None:
    """Say no to an earlier time, which costs nothing: the appointment stays as it is.

    Raises NotFound (`offer-unknown`, `appointment-unknown`).
    """
    asked = _offer(offer_id)
    with transaction.atomic():
        one, _ = locked_appointment(asked.appointment_id)
        booking_role(actor, one.household, one.slot.office, now=now, person_id=one.person_id)
        still = EarlierOffer.objects.filter(pk=offer_id, state=OfferState.OPEN)
        if still.update(state=OfferState.CLOSED):
            note_freed(asked.slot_id, why=f"declined:{offer_id}", now=now)


def offer_freed(message: OutboxMessage, now: datetime) -> None:
    """Consume the news that a place became free: offer it to whoever comes later; one too near is simply free."""
    number, _, left_by = message.body.partition(" ")
    slot = Slot.objects.filter(pk=int(number), shut_at=None).first()
    until = held_until(slot.starts_at, now=now) if slot else None
    if slot is not None and until is not None:
        offer_earlier(slot_id=slot.pk, until=until, actor=SYSTEM, now=now, besides=int(left_by or 0))


def lapse_offers(*, now: datetime, most: int = 500) -> int:
    """Close the offers that nobody answered in time, so that the next are asked; returns how many."""
    with transaction.atomic():
        over = EarlierOffer.objects.select_for_update().filter(state=OfferState.OPEN, until__lte=now)
        lapsed = list(over.order_by("pk")[:most])
        EarlierOffer.objects.filter(pk__in=[one.pk for one in lapsed]).update(state=OfferState.CLOSED)
        for one in lapsed:
            note_freed(one.slot_id, why=f"lapsed:{one.pk}", now=now)
    return len(lapsed)


def _offer(offer_id: int) -> EarlierOffer:
    found = EarlierOffer.objects.filter(pk=offer_id).first()
    if found is None:
        raise NotFound("offer-unknown")
    return found


def _rank(one: Appointment) -> bytes:
    """The ticket of the draw; whoever booked by hand comes after those who were drawn, in the order of booking."""
    return (one.ticket or f"g{one.pk:020}").encode("ascii")
