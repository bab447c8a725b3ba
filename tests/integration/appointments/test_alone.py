"""A time of one person alone is nobody else's to see, change or hear of; needs and tickets (S29)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from factories.bureau import public_account
from factories.times import PURPOSE, Times
from panah.appointments.models import Appointment, SaidNeeds
from panah.appointments.operations import (
    book,
    cancel,
    close_office,
    place_all_waiting,
    say_needs,
    swap,
)
from panah.appointments.queries import (
    need_names,
    needs_named,
    needs_of_households,
    needs_said,
    their_time,
    time_by_code,
)
from panah.appointments.rules.needs import Need
from panah.casework.engine.authority import Actor
from panah.casework.models import OutboxMessage
from panah.foundation.errors import Conflict, InvalidInput, NotFound
from panah.registry.models import Household, Membership
from panah.registry.operations import open_household_account

pytestmark = pytest.mark.django_db


def members(household: Household) -> list[int]:
    return list(
        Membership.objects.filter(household=household).order_by("pk").values_list("person", flat=True)
    )


def own(times: Times, slot_id: int, household: Household, person: int, actor: Actor) -> Appointment:
    return book(
        slot_id=slot_id,
        household=household,
        purpose=PURPOSE,
        minutes=15,
        needs=0,
        actor=actor,
        now=times.now,
        person_id=person,
    )


@pytest.fixture
def household(times: Times) -> Household:
    return times.household()


def actor_of_person(times: Times, person: int) -> Actor:
    account = public_account(f"person-{person}")
    return Actor(sender=f"account:{account.pk}", account_id=account.pk, persons=(person,))


def test_one_s_own_time_stands_beside_the_household_s_and_once(times: Times, household: Household) -> None:
    first, second = times.open(places=3)
    person = members(household)[1]
    one = own(times, first.pk, household, person, actor_of_person(times, person))
    times.book(second, household)
    with pytest.raises(Conflict, match="already-booked"):
        own(times, second.pk, household, person, times.clerk)
    shared = their_time(purpose=PURPOSE, household_id=household.pk, now=times.now)
    alone = their_time(purpose=PURPOSE, household_id=household.pk, person_id=person, now=times.now)
    assert shared is not None
    assert alone is not None
    assert (shared.is_own, alone.is_own, alone.appointment_id) == (False, True, one.pk)


def test_the_household_s_door_and_its_other_members_do_not_reach_it(
    times: Times, household: Household
) -> None:
    first, second = times.open(places=3)
    husband, wife = members(household)[:2]
    herself = actor_of_person(times, wife)
    one = own(times, first.pk, household, wife, herself)
    door = public_account("door")
    open_household_account(account=door, household=household, now=times.now)
    strangers = (Actor(sender="door", account_id=door.pk), actor_of_person(times, husband))
    for actor in strangers:
        with pytest.raises(NotFound, match="appointment-unknown"):
            cancel(appointment_id=one.pk, actor=actor, now=times.now)
        with pytest.raises(NotFound, match="appointment-unknown"):
            swap(appointment_id=one.pk, slot_id=second.pk, actor=actor, now=times.now)
        with pytest.raises(NotFound, match="appointment-unknown"):
            own(times, second.pk, household, wife, actor)
    swap(appointment_id=one.pk, slot_id=second.pk, actor=herself, now=times.now)
    assert not OutboxMessage.objects.filter(topic="told").exists()


def test_whose_time_it_is_and_its_code_never_change(times: Times, household: Household) -> None:
    slot, _ = times.open()
    one = times.book(slot, household)
    for change in ({"person": members(household)[0]}, {"code": "N0000000000000000"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Appointment.objects.filter(pk=one.pk).update(**change)


def test_a_ticket_is_found_by_its_code_however_it_is_typed_and_by_its_office_only(times: Times) -> None:
    slot, _ = times.open()
    one = times.book(slot)
    scope = times.clerk.scope
    assert scope is not None
    spaced = " ".join([one.code[:5].lower(), one.code[5:]]).replace("0", "o").replace("1", "۱")
    found = time_by_code(typed=spaced, scope=scope, now=times.now)
    assert found is not None
    assert found.appointment_id == one.pk
    assert len(found.square()) > 20
    far = times.bureau.actor("bureau-clerk", now=times.now, office=times.bureau.elsewhere).scope
    assert far is not None
    assert time_by_code(typed=one.code, scope=far, now=times.now) is None
    assert time_by_code(typed="", scope=scope, now=times.now) is None


def test_the_last_word_on_needs_counts_and_stands_on_the_appointment(
    times: Times, household: Household
) -> None:
    slot, _ = times.open()
    one = times.book(slot, household)
    person = members(household)[0]
    for needs in (int(Need.QUIET), int(Need.CURTAIN | Need.WOMAN_OPERATOR)):
        say_needs(household=household, needs=needs, actor=times.clerk, now=times.now, office=times.office)
    say_needs(
        household=household,
        person_id=person,
        needs=int(Need.HOME_VISIT),
        actor=actor_of_person(times, person),
        now=times.now,
    )
    assert needs_said(household_id=household.pk) == 12
    assert needs_said(household_id=household.pk, person_id=person) == int(Need.HOME_VISIT)
    assert needs_of_households() == {household.pk: 12}
    again = their_time(purpose=PURPOSE, household_id=household.pk, now=times.now)
    assert again is not None
    assert (again.needs, again.suits, again.appointment_id) == (12, False, one.pk)
    assert needs_named(list(need_names(12))) == 12
    with pytest.raises(InvalidInput, match="needs-unknown"):
        say_needs(household=household, needs=16, actor=times.clerk, now=times.now, office=times.office)
    with pytest.raises(NotFound):
        say_needs(household=household, needs=0, actor=Actor(sender="nobody"), now=times.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        SaidNeeds.objects.create(needs=1, said_at=times.now)
    with pytest.raises(DatabaseError), transaction.atomic():
        SaidNeeds.objects.update(needs=0)


def test_the_worker_gives_whom_an_office_owes_a_time_what_is_opened(times: Times) -> None:
    slot, _ = times.open()
    one = times.book(slot)
    close_office(office=times.office, day=times.tomorrow, reason="گرما", actor=times.clerk, now=times.now)
    assert place_all_waiting(now=times.now) == 0
    times.open(days=2)
    assert place_all_waiting(now=times.now) == 1
    assert Appointment.objects.get(pk=one.pk).state == "booked"
    assert place_all_waiting(now=times.now + timedelta(minutes=1)) == 0
