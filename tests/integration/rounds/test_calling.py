"""The call-up: everybody gets a time by draw, whoever finds none stays on the list, and no one is told twice."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.calling import SEED, Calling
from factories.rounds import announced
from panah.appointments.models import Appointment, EarlierOffer, Slot
from panah.appointments.operations import cancel, lapse_offers, remind_of_times, say_needs, swap
from panah.appointments.queries import published_draw, published_list
from panah.appointments.rules.needs import Need
from panah.casework.models import Item, OutboxMessage
from panah.casework.operations import deliver_outbox
from panah.casework.queries import broken_invariants
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.notifications.models import Message
from panah.organisation.queries import scope_of
from panah.rounds.operations import (
    book_visit,
    miss_visit,
    open_times,
    place_rest,
    promise_draw,
    say_visit_needs,
)
from panah.rounds.queries.calling import call_up_of, round_named, visit_of, without_time

pytestmark = pytest.mark.django_db


@pytest.fixture
def calling(db: None, now: datetime) -> Calling:
    return Calling(announced(now))


def ready(calling: Calling, *, more: int = 0, days: int = 10) -> None:
    for _ in range(more):
        calling.household()
    calling.round.open()
    calling.open(days=days)
    calling.promise()


def scope(calling: Calling) -> object:
    return calling.arranger.scope


def test_times_are_opened_at_every_office_of_the_round_and_a_day_that_is_open_stays(calling: Calling) -> None:
    calling.round.open()
    assert calling.open(days=3) > 0
    offices = {slot.office.code for slot in Slot.objects.select_related("office")}
    assert offices == {"301", "302"}
    before = Slot.objects.count()
    assert calling.open(days=3) == 0
    assert calling.open(days=8) > 0
    assert Slot.objects.filter(day__lt=calling.first + timedelta(days=3)).count() == before
    quiet = Slot.objects.filter(offers__gte=int(Need.QUIET), office__code="301")
    assert any(slot.offers & Need.QUIET for slot in quiet)


def test_every_household_is_given_a_time_and_told_it_once(calling: Calling) -> None:
    ready(calling, more=2)
    found = calling.call()
    assert (found.placed, found.unplaced) == (3, 0)
    assert calling.call() == found
    one = calling.time_of(calling.round.slips.household)
    told = OutboxMessage.objects.filter(topic="told", body__startswith="called ")
    assert told.count() == 3
    line = told.get(case=one.case_id)
    assert line.key == f"{one.stream}:1"
    assert line.body.endswith(f"{one.slot.starts_at.isoformat()} {one.slot.office_id}")
    assert one.minutes == 30
    assert one.code.startswith("N")
    assert not broken_invariants()


def test_a_message_says_day_hour_and_office(calling: Calling) -> None:
    ready(calling)
    calling.call()
    while deliver_outbox(now=calling.round.now):
        pass
    one = calling.time_of(calling.round.slips.household)
    message = Message.objects.filter(news="called").latest("pk")
    assert (message.meets_at, message.meets_office_id) == (one.slot.starts_at, one.slot.office_id)


def test_whoever_finds_no_place_is_listed_and_placed_when_times_are_opened(calling: Calling) -> None:
    for _ in range(2):
        calling.household()
    calling.round.open()
    calling.promise()
    found = calling.call()
    assert (found.placed, found.unplaced) == (0, 3)
    one = round_named(calling.round.one.pk)
    scope = scope_of(calling.arranger.account_id or 0, at=calling.round.now)
    assert len(without_time(one, scope=scope)) == 3
    calling.open()
    later = place_rest(round_id=one.pk, actor=calling.arranger, now=calling.round.now)
    assert (later.placed, later.unplaced) == (3, 0)
    assert not without_time(one, scope=scope)
    state = call_up_of(one, scope=scope)
    assert (state.called, state.booked, state.without) == (3, 3, 0)
    assert Appointment.objects.exclude(ticket="").count() == 3


def test_what_is_published_is_the_list_that_was_drawn_from(calling: Calling) -> None:
    ready(calling, more=1)
    calling.call()
    shown = published_draw(purpose="amayesh-21:bushehr")
    listed = published_list(purpose=shown.purpose)
    assert (shown.called, shown.seed, shown.witness) == (2, SEED.hex(), "۱۴۰۵")
    assert sorted(map(int, listed.split())) == sorted(Appointment.objects.values_list("household", flat=True))


def test_another_seed_is_not_taken_and_nobody_is_called_by_it(calling: Calling) -> None:
    ready(calling)
    with pytest.raises(InvalidInput, match="seed-differs"):
        calling.call(bytes(32))
    assert not Appointment.objects.exists()
    with pytest.raises(Conflict, match="draw-announced-otherwise"):
        promise_draw(
            round_id=calling.round.one.pk, commitment="0" * 64, actor=calling.arranger, now=calling.round.now
        )


def test_only_those_who_arrange_open_times_and_only_within_the_round(calling: Calling) -> None:
    calling.round.open()
    with pytest.raises(NotAllowed):
        open_times(
            round_id=calling.round.one.pk,
            first=calling.first,
            last=calling.first,
            actor=calling.clerk,
            now=calling.round.now,
        )
    with pytest.raises(InvalidInput, match="days-unreadable"):
        calling.open(days=400)


def test_what_was_said_to_be_needed_decides_the_time(calling: Calling) -> None:
    household = calling.household()
    say_needs(household=household, needs=int(Need.QUIET), actor=calling.arranger, now=calling.round.now)
    ready(calling)
    calling.call()
    one = calling.time_of(household)
    assert one.slot.offers & Need.QUIET
    assert one.needs == int(Need.QUIET)


def test_the_statements_of_a_call_up_do_not_grow_with_households(calling: Calling) -> None:
    for _ in range(39):
        calling.household()
    ready(calling)
    with CaptureQueriesContext(connection) as queries:
        found = calling.call()
    assert found.placed == 40
    assert len(queries) < 60, [one["sql"][:100] for one in queries]


def test_missing_moves_the_file_to_a_call_and_a_new_time_brings_it_back(calling: Calling) -> None:
    ready(calling)
    calling.call()
    household = calling.round.slips.household
    one, case = calling.time_of(household), calling.case_of(household)
    clerk = calling.round.bureau.actor("bureau-clerk", now=calling.round.now)
    over = one.slot.starts_at + timedelta(hours=1)
    for _ in range(2):
        miss_visit(appointment_id=one.pk, actor=clerk, now=over)
    assert Item.objects.get(case=case, state="open").step == "call"
    visit = visit_of(case.pk, now=over)
    assert visit is not None
    assert visit.may_book
    slot = Slot.objects.filter(office=one.slot.office, starts_at__gt=over, minutes__gte=30).earliest(
        "starts_at"
    )
    book_visit(case_id=case.pk, slot_id=slot.pk, actor=clerk, now=over)
    assert Item.objects.get(case=case, state="open").step == "visit"
    assert not broken_invariants()


def test_a_household_that_cancels_keeps_its_file_at_the_visit_and_books_again(calling: Calling) -> None:
    ready(calling)
    calling.call()
    household = calling.round.slips.household
    one, case = calling.time_of(household), calling.case_of(household)
    cancel(appointment_id=one.pk, actor=calling.arranger, now=calling.round.now)
    assert Item.objects.get(case=case, state="open").step == "visit"
    say_visit_needs(case_id=case.pk, needs=int(Need.CURTAIN), actor=calling.arranger, now=calling.round.now)
    again = book_visit(case_id=case.pk, slot_id=one.slot_id, actor=calling.arranger, now=calling.round.now)
    assert again.needs == int(Need.CURTAIN)
    with pytest.raises(Conflict, match="already-booked"):
        book_visit(case_id=case.pk, slot_id=one.slot_id, actor=calling.arranger, now=calling.round.now)


def test_a_freed_time_is_offered_by_the_worker_and_after_a_day_to_the_next(calling: Calling) -> None:
    ready(calling, more=3)
    calling.call()
    now = calling.round.now
    early, *others = Appointment.objects.select_related("slot").order_by("slot__starts_at", "pk")
    far = Slot.objects.filter(office=early.slot.office, minutes__gte=45).latest("starts_at")
    for one in others[:1]:
        swap(appointment_id=one.pk, slot_id=far.pk, actor=calling.arranger, now=now)
    later = Appointment.objects.filter(
        slot__office=early.slot.office,
        slot__starts_at__gt=early.slot.starts_at,
        minutes__lte=early.slot.minutes,
    )
    assert later.exists()
    cancel(appointment_id=early.pk, actor=calling.arranger, now=now)
    while deliver_outbox(now=now):
        pass
    offers = EarlierOffer.objects.filter(slot=early.slot_id)
    assert 1 <= offers.count() <= early.slot.places
    assert Message.objects.filter(news="earlier", meets_at=early.slot.starts_at).exists()
    asked = set(offers.values_list("appointment", flat=True))
    after = offers.first().until  # type: ignore[union-attr]  # there is one
    assert lapse_offers(now=after) == len(asked)
    assert not EarlierOffer.objects.filter(state="open").exists()
    assert OutboxMessage.objects.filter(topic="freed", state="pending").exists()


def test_a_time_that_is_near_is_told_once_more(calling: Calling) -> None:
    ready(calling, days=30)
    calling.call()
    household = calling.round.slips.household
    one = calling.time_of(household)
    far = Slot.objects.filter(office=one.slot.office, minutes__gte=30).latest("starts_at")
    swap(appointment_id=one.pk, slot_id=far.pk, actor=calling.arranger, now=calling.round.now)
    assert remind_of_times(now=far.starts_at - timedelta(days=5)) == 0
    near = far.starts_at - timedelta(hours=30)
    assert [remind_of_times(now=near), remind_of_times(now=near)] == [1, 0]
    keys = OutboxMessage.objects.filter(topic="told", key__startswith=f"{one.stream}:").order_by("pk")
    assert [key.key.rpartition(":")[2] for key in keys] == ["1", "2", "2-soon"]
