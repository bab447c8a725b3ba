"""The draw is promised before and shown with its outcome; the plan is kept whole or not at all."""

import hashlib
import hmac

import cbor2
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from factories.times import PURPOSE, Times
from panah.appointments.models import AnnouncedDraw, Appointment, Slot
from panah.appointments.operations import Drawn, announce_draw, keep_plan
from panah.appointments.queries import free_slots, published_draw
from panah.appointments.rules.draw import Draw, commitment, digest_of_list
from panah.appointments.rules.planning import Called, Weights, plan
from panah.audit.models import Event
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound

SEED = bytes(range(32))
WEIGHTS = Weights(late=100, near=10, early=1, far=30, spare=2, margin=5)


def promise(times: Times, seed: bytes = SEED) -> None:
    announce_draw(
        purpose=PURPOSE,
        commitment=commitment(seed),
        office=times.bureau.directorate,
        actor=times.arranger,
        now=times.now,
    )


def drawn(times: Times, count: int) -> Drawn:
    called = {
        household.pk: Called(
            number=household.pk, reach=((times.office.pk, 0),), deadline=times.tomorrow, minutes=20
        )
        for household in [times.household() for _ in range(count)]
    }
    draw = Draw(seed=SEED, purpose=PURPOSE, list_digest=digest_of_list(called))
    free = free_slots(offices=[times.office.pk], first=times.tomorrow, last=times.tomorrow, now=times.now)
    found = plan(households=called.values(), slots=free, weights=WEIGHTS, order=draw.ticket)
    return Drawn(draw=draw, plan=found, called=called, cases={})


def keep(times: Times, one: Drawn) -> int:
    return keep_plan(drawn=one, office=times.bureau.directorate, actor=times.arranger, now=times.now)


def test_everybody_finds_in_the_journal_and_on_the_list_the_time_that_was_drawn(times: Times) -> None:
    times.open(places=2)
    promise(times)
    one = drawn(times, 5)
    assert keep(times, one) == keep(times, one) == 4
    rows = Appointment.objects.filter(purpose=PURPOSE)
    assert set(rows.values_list("household_id", "slot_id")) == set(one.plan.placed)
    assert list(Slot.objects.values_list("taken", flat=True)) == [2, 2]
    streams = {row.stream for row in rows}
    events = Event.objects.filter(stream__in=streams, seq=1, kind="appointment-drawn")
    assert events.count() == 4


def test_a_third_person_checks_the_draw_with_nothing_but_what_was_published(times: Times) -> None:
    first, second = times.open(places=2)
    promise(times)
    assert published_draw(purpose=PURPOSE).seed == ""
    one = drawn(times, 4)
    keep(times, one)
    shown = published_draw(purpose=PURPOSE)
    seed = bytes.fromhex(shown.seed)
    assert hashlib.sha256(seed).hexdigest() == shown.commitment
    listed = sorted(one.called)
    assert hashlib.sha256("\n".join(map(str, listed)).encode()).hexdigest() == shown.list_digest

    def ticket(number: int) -> bytes:
        said = cbor2.dumps([PURPOSE, shown.list_digest, shown.witness, number])
        return hmac.digest(seed, b"panah.draw.1" + said, "sha256")

    told = dict(Appointment.objects.values_list("household_id", "slot_id"))
    assert [told[number] for number in sorted(listed, key=ticket)] == [first.pk] * 2 + [second.pk] * 2


def test_no_other_seed_list_or_promise_is_taken(times: Times) -> None:
    times.open(places=2)
    one = drawn(times, 2)
    with pytest.raises(NotFound, match="draw-not-announced"):
        keep(times, one)
    promise(times, bytes(32))
    with pytest.raises(InvalidInput, match="seed-differs"):
        keep(times, one)
    with pytest.raises(Conflict, match="draw-announced-otherwise"):
        promise(times)


def test_whoever_was_not_called_cannot_be_slipped_into_the_plan(times: Times) -> None:
    times.open(places=2)
    promise(times)
    one = drawn(times, 2)
    more = Drawn(draw=one.draw, plan=one.plan, called={**one.called, **drawn(times, 1).called}, cases={})
    with pytest.raises(InvalidInput, match="plan-is-not-of-this-list"):
        keep(times, more)


def test_a_plan_whose_places_are_gone_is_not_kept_by_half(times: Times) -> None:
    first, _ = times.open()
    promise(times)
    one = drawn(times, 2)
    times.book(first)
    with pytest.raises(Conflict, match="slot-full"):
        keep(times, one)
    assert Appointment.objects.count() == 1
    assert published_draw(purpose=PURPOSE).seed == ""


def test_statements_do_not_grow_with_the_households(times: Times) -> None:
    times.open(places=20)
    promise(times)
    one = drawn(times, 30)
    with CaptureQueriesContext(connection) as asked:
        assert keep(times, one) == 30
    assert len(asked) < 25


def test_what_was_promised_or_drawn_is_not_rewritten(times: Times) -> None:
    times.open(places=2)
    promise(times)
    keep(times, drawn(times, 2))
    for change in ({"commitment": "0" * 64}, {"seed": bytes(32)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            AnnouncedDraw.objects.update(**change)


def test_the_counter_holds_no_draw(times: Times) -> None:
    with pytest.raises(NotAllowed, match="not-yours-to-arrange"):
        announce_draw(
            purpose=PURPOSE,
            commitment=commitment(SEED),
            office=times.office,
            actor=times.clerk,
            now=times.now,
        )
    with pytest.raises(InvalidInput, match="commitment-unreadable"):
        announce_draw(
            purpose=PURPOSE, commitment="soon", office=times.office, actor=times.arranger, now=times.now
        )
