"""A status closed beside every operation, by hand in the database, is found; what officers do is not taken for it."""

from datetime import date, datetime

import pytest
from django.db import connection

from factories import people
from factories.people import NOW, TODAY, entry, family
from panah.audit.keys import make_seal_key
from panah.conf.commands import audit as command
from panah.registry import operations as ops
from panah.registry.models import LifeEvent, Person, ResidenceStatus, StatusEnd
from panah.registry.models.base import STANDING
from panah.registry.operations import Matter, end_statuses, restore_statuses
from panah.registry.queries import statuses_closed_by_hand
from panah.registry.synthetic.province import create_province
from panah.registry.words import StatusCause, StatusKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def members() -> list[Person]:
    return family(people.house().bushehr)[1]


@pytest.fixture
def somebody(members: list[Person]) -> Person:
    return members[0]


def standing(person: Person) -> int:
    return ResidenceStatus.objects.get(STANDING, person=person).pk


def by_hand(statement: str, *params: int | date | datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def matter(person: Person) -> Matter:
    one, two = people.staff(), people.staff()
    return Matter(
        person_id=person.pk,
        case_number="301/05/1",
        reason="own-wish",
        title="خروج داوطلبانه",
        decided_by=one.account_id,
        confirmed_by=two.account_id,
    )


def close_by_hand(person: Person) -> None:
    by_hand("UPDATE registry_residencestatus SET valid_until = %s WHERE id = %s", TODAY, standing(person))


def test_a_status_given_a_last_day_by_hand_is_found(members: list[Person], somebody: Person) -> None:
    assert statuses_closed_by_hand() == []
    close_by_hand(somebody)
    assert statuses_closed_by_hand() == [somebody.pk]


@pytest.mark.parametrize("which", ["own", "another's", "a death elsewhere"])
def test_a_status_taken_back_by_hand_is_found(members: list[Person], which: str) -> None:
    person, other = members[0], members[-1]
    own = ResidenceStatus.objects.get(STANDING, person=person).event_id
    another = ops.record_status(entry=entry(), person=other, kind=StatusKind.PASSPORT).pk
    death = ops.record_death(entry=entry(), person=other).pk
    event = {"own": own, "another's": another, "a death elsewhere": death}[which]
    by_hand(
        "UPDATE registry_residencestatus SET retracted_at = %s, retracted_by_id = %s WHERE id = %s",
        NOW, event, standing(person),
    )  # fmt: skip
    assert statuses_closed_by_hand() == [person.pk]


def test_a_status_that_another_replaced_is_found_when_the_new_one_is_closed_by_hand(somebody: Person) -> None:
    ops.record_status(entry=entry(date(2026, 1, 5)), person=somebody, kind=StatusKind.PASSPORT)
    close_by_hand(somebody)
    assert statuses_closed_by_hand() == [somebody.pk]


def test_the_end_of_a_status_cannot_be_hidden_by_hand(somebody: Person) -> None:
    end_statuses(matters=[matter(somebody)], cause=StatusCause.RENOUNCED, now=NOW)
    assert statuses_closed_by_hand() == []
    by_hand("DELETE FROM registry_statusend WHERE person_id = %s", somebody.pk)
    assert statuses_closed_by_hand() == [somebody.pk]


def test_what_two_officers_ended_and_gave_back_is_not_mistaken_for_it(somebody: Person) -> None:
    of = matter(somebody)
    end_statuses(matters=[of], cause=StatusCause.RENOUNCED, now=NOW)
    restore_statuses(matters=[of], now=NOW)
    assert StatusEnd.objects.filter(STANDING).count() == 0
    assert statuses_closed_by_hand() == []
    close_by_hand(somebody)
    assert statuses_closed_by_hand() == [somebody.pk]


def test_another_status_a_mistake_undone_and_a_death_are_not_mistaken_for_it(members: list[Person]) -> None:
    first, second, *_ = members
    for on in (date(2026, 1, 5), date(2026, 1, 5), TODAY):
        ops.record_status(entry=entry(on), person=first, kind=StatusKind.PASSPORT)
    last = LifeEvent.objects.order_by("-pk")[0]
    ops.reverse_event(entry=entry(reason="اشتباه"), event=last)
    ops.record_death(entry=entry(), person=second)
    assert statuses_closed_by_hand() == []


def test_nobody_of_the_made_up_province_is_named() -> None:
    create_province(now=NOW, people=250)
    assert statuses_closed_by_hand() == []


def test_the_check_of_the_journal_names_who_it_is(
    somebody: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    make_seal_key()
    close_by_hand(somebody)
    assert command.verify(as_json=False) == 1
    assert f"person {somebody.pk}: a status closed, and nothing says why" in capsys.readouterr().out
