"""What the database itself refuses, whoever writes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from factories import people
from factories.people import LONG_AGO, NOW, TODAY, family
from panah.registry.models import Household, Membership, Person, PersonName, ResidenceStatus

pytestmark = pytest.mark.django_db

REFUSED = IntegrityError
Home = tuple[Household, list[Person]]


def write_head(household: Household, head_id: int | None) -> None:
    """Write a head past every operation, and end the transaction."""
    with transaction.atomic():
        Household.objects.filter(pk=household.pk).update(head_id=head_id)
        connection.check_constraints()


@pytest.fixture
def home() -> Home:
    return family(people.house().bushehr)


@pytest.fixture
def other(home: Home) -> Home:
    return family(home[0].office)


def test_nobody_belongs_to_two_households_at_once(home: Home, other: Home) -> None:
    person = home[1][2]
    with pytest.raises(REFUSED), transaction.atomic():
        Membership.objects.create(
            household=other[0],
            person=person,
            valid_from=LONG_AGO,
            valid_until=TODAY,
            recorded_at=NOW,
            event=home[0].events.get(),
        )


def test_one_household_may_follow_another_on_the_same_day(home: Home, other: Home) -> None:
    person = home[1][2]
    Membership.objects.create(
        household=other[0],
        person=person,
        valid_from=LONG_AGO - timedelta(days=9),
        valid_until=LONG_AGO,
        recorded_at=NOW,
        event=home[0].events.get(),
    )
    assert Membership.objects.filter(person=person).count() == 2


def test_a_membership_does_not_come_to_overlap_by_a_change(home: Home, other: Home) -> None:
    person = home[1][2]
    later = Membership.objects.create(
        household=other[0],
        person=person,
        valid_from=LONG_AGO - timedelta(days=9),
        valid_until=LONG_AGO,
        recorded_at=NOW,
        event=home[0].events.get(),
    )
    with pytest.raises(REFUSED), transaction.atomic():
        Membership.objects.filter(pk=later.pk).update(valid_until=None)


@pytest.mark.parametrize("nobody", [0, None])
def test_a_household_without_head_is_refused_at_the_end_of_its_transaction(
    home: Home, nobody: int | None
) -> None:
    with pytest.raises(REFUSED):
        write_head(home[0], nobody)


def test_a_stranger_is_not_the_head(home: Home, other: Home) -> None:
    with pytest.raises(REFUSED):
        write_head(home[0], other[0].head_id)


def test_the_heads_membership_does_not_end_before_another_is_head(home: Home) -> None:
    household = home[0]
    for change in ({"valid_until": TODAY}, {"retracted_at": NOW, "retracted_by": household.events.get()}):
        with pytest.raises(REFUSED), transaction.atomic():
            Membership.objects.filter(pk=household.head_id).update(**change)


def test_a_former_member_is_not_made_head(home: Home) -> None:
    household, (*_, daughter) = home
    former = Membership.objects.get(household=household, person=daughter)
    Membership.objects.filter(pk=former.pk).update(valid_until=TODAY)
    with pytest.raises(REFUSED), transaction.atomic():
        Household.objects.filter(pk=household.pk).update(head_id=former.pk)


def test_a_person_has_one_status_and_one_official_name_at_a_time(home: Home) -> None:
    household, (head, *_) = home
    event = household.events.get()
    with pytest.raises(REFUSED), transaction.atomic():
        ResidenceStatus.objects.create(
            person=head, kind="passport", valid_from=TODAY, recorded_at=NOW, event=event
        )
    official = PersonName.objects.get(person=head, use="official")
    official.pk = None
    with pytest.raises(REFUSED), transaction.atomic():
        official.save(force_insert=True)


def test_a_fact_lasts_at_least_a_day_and_its_retraction_names_an_event(home: Home) -> None:
    person = home[1][0]
    for change in ({"valid_until": LONG_AGO}, {"retracted_at": NOW}):
        with pytest.raises(REFUSED), transaction.atomic():
            ResidenceStatus.objects.filter(person=person).update(**change)
