"""A household whose head goes has somebody who may follow, the same day (S30)."""

from datetime import timedelta

import pytest

from factories.people import LONG_AGO, NOW, account, entry, family, house, person
from panah.foundation.clock import local_date
from panah.registry.models import Household, Person
from panah.registry.operations import (
    Matter,
    appoint_temporary_head,
    change_head,
    end_statuses,
    record_death,
    record_relationship,
)
from panah.registry.queries import head_of, succession
from panah.registry.words import RelationKind, Sex, StatusCause

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(db: None) -> tuple[Household, list[Person]]:
    """A head, his wife, his older brother, and two children."""
    household, people = family(
        house().bushehr,
        person(),
        person("ماه‌گل", "نوری", born="1984-02-03", sex=Sex.FEMALE),
        person("نبی", born="1970-01-01"),
        person("یوسف", born="2012-09-09"),
        person("زهرا", born="2016-01-20", sex=Sex.FEMALE),
    )
    record_relationship(
        entry=entry(), person=people[0], other=people[1], kind=RelationKind.SPOUSE, since=LONG_AGO
    )
    return household, people


def names(household: Household, **more: object) -> list[str]:
    return [heir.name.split()[0] for heir in succession(household, NOW, **more).heirs]  # type: ignore[arg-type]  # `without` alone


def test_the_wife_comes_first_then_the_eldest_and_children_while_an_adult_is_there_never(
    home: tuple[Household, list[Person]],
) -> None:
    household, people = home
    found = succession(household, NOW)
    assert found.head_id == people[0].pk
    assert [(one.person_id, one.is_spouse, one.is_minor) for one in found.heirs] == [
        (people[1].pk, True, False),
        (people[2].pk, False, False),
    ]
    assert found.stand_ins == found.heirs


def test_whoever_leaves_too_or_has_no_status_any_more_is_not_asked(
    home: tuple[Household, list[Person]],
) -> None:
    household, people = home
    assert names(household, without=[people[1].pk]) == ["نبی"]
    first, second = account(), account()
    matter = Matter(
        person_id=people[2].pk, case_number="1", reason="x", title="ایکس", decided_by=first.pk,
        confirmed_by=second.pk,
    )  # fmt: skip
    end_statuses(matters=[matter], cause=StatusCause.RENOUNCED, now=NOW)
    assert names(household) == ["ماه‌گل"]
    assert names(household, without=[people[1].pk]) == ["یوسف", "زهرا"]


def test_everybody_who_is_listed_may_become_head_the_same_day(home: tuple[Household, list[Person]]) -> None:
    household, people = home
    for heir in succession(household, NOW).heirs:
        change_head(entry=entry(), household=household, head=Person.objects.get(pk=heir.person_id))
    assert head_of(household, on=local_date(NOW)) == people[2]


def test_who_is_listed_may_stand_in_and_the_head_stays_head(home: tuple[Household, list[Person]]) -> None:
    household, people = home
    for heir in succession(household, NOW).stand_ins:
        somebody = Person.objects.get(pk=heir.person_id)
        appoint_temporary_head(entry=entry(), household=household, person=somebody)
    assert head_of(household, on=local_date(NOW)) == people[0]


def test_among_children_alone_each_may_head_and_none_stands_in(home: tuple[Household, list[Person]]) -> None:
    household, people = home
    found = succession(household, NOW, without=[people[1].pk, people[2].pk])
    assert ([one.is_minor for one in found.heirs], found.stand_ins) == ([True, True], ())


def test_the_dead_follow_nobody(home: tuple[Household, list[Person]]) -> None:
    household, people = home
    record_death(entry=entry(local_date(NOW) - timedelta(days=3)), person=people[1])
    assert names(household) == ["نبی"]
