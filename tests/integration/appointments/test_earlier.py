"""A freed time is offered to who needs it and to whom the draw names, and held for them while they think."""

from datetime import timedelta

import pytest

from factories.times import Times
from panah.appointments.models import Appointment, EarlierOffer, Slot
from panah.appointments.operations import cancel, decline_offer, offer_earlier, take_offer
from panah.appointments.rules.needs import Need
from panah.foundation.errors import Conflict, InvalidInput, NotFound

HOUR = timedelta(hours=1)


def offers(times: Times, slot: Slot, hours: int = 3) -> list[EarlierOffer]:
    return offer_earlier(slot_id=slot.pk, until=times.now + hours * HOUR, actor=times.clerk, now=times.now)


def test_an_earlier_time_goes_to_who_needs_something_first_and_is_held_for_them(times: Times) -> None:
    early, _ = times.open(offers=int(Need.QUIET))
    (late,) = times.open(offers=int(Need.QUIET), minutes=60, places=3, since=510, until=570)
    times.book(late)
    needy = times.book(late, needs=int(Need.QUIET))
    (offer,) = offers(times, early)
    assert offer.appointment_id == needy.pk
    assert offers(times, early) == []
    assert early.pk not in times.free()
    with pytest.raises(Conflict, match="slot-full"):
        times.book(early)
    member = times.actor_of_family(needy.household)
    for _ in range(2):
        take_offer(offer_id=offer.pk, actor=member, now=times.now)
    assert Appointment.objects.get(pk=needy.pk).slot_id == early.pk
    assert Slot.objects.get(pk=late.pk).taken == 1


def test_who_declines_keeps_what_they_have_and_the_next_is_asked(times: Times) -> None:
    early, late = times.open()
    Slot.objects.filter(pk=late.pk).update(places=2)
    late.refresh_from_db()
    first, second = times.book(late), times.book(late)
    (offer,) = offers(times, early)
    assert offer.appointment_id == first.pk
    decline_offer(offer_id=offer.pk, actor=times.actor_of_family(first.household), now=times.now)
    assert [one.appointment_id for one in offers(times, early)] == [second.pk]
    with pytest.raises(Conflict, match="offer-over"):
        take_offer(offer_id=offer.pk, actor=times.clerk, now=times.now)
    assert Appointment.objects.get(pk=first.pk).slot_id == late.pk


def test_an_offer_that_nobody_answers_lapses_and_holds_nothing_back(times: Times) -> None:
    early, late = times.open()
    one = times.book(late)
    (offer,) = offers(times, early)
    times.now += 4 * HOUR
    assert early.pk in times.free()
    with pytest.raises(Conflict, match="offer-over"):
        take_offer(offer_id=offer.pk, actor=times.clerk, now=times.now)
    assert times.book(early).state == "booked"
    assert Appointment.objects.get(pk=one.pk).slot_id == late.pk


def test_nobody_takes_somebody_elses_offer(times: Times) -> None:
    early, late = times.open()
    times.book(late)
    (offer,) = offers(times, early)
    stranger = times.actor_of_family(times.household())
    with pytest.raises(NotFound, match="appointment-unknown"):
        take_offer(offer_id=offer.pk, actor=stranger, now=times.now)
    with pytest.raises(NotFound, match="offer-unknown"):
        take_offer(offer_id=offer.pk + 1, actor=stranger, now=times.now)


def test_whoever_cancels_has_no_offer_left_and_what_is_too_late_is_not_offered(times: Times) -> None:
    early, late = times.open()
    one = times.book(late)
    (offer,) = offers(times, early)
    cancel(appointment_id=one.pk, actor=times.clerk, now=times.now)
    assert EarlierOffer.objects.get(pk=offer.pk).state == "closed"
    with pytest.raises(InvalidInput, match="offer-unreadable"):
        offers(times, early, hours=48)
