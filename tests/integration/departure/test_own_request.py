"""Each adult asks for herself and the children she looks after; nobody is asked for by another (S12)."""

import pytest

from factories.leaving import Way
from panah.casework.models import Case
from panah.foundation.errors import InvalidInput, NotAllowed

pytestmark = pytest.mark.django_db


def test_a_mother_asks_for_herself_and_the_children_in_her_care(way: Way) -> None:
    case = way.ask(way.account_of("مادر"), "مادر", "کودک۱", "کودک۴")
    assert case.subjects.count() == 3


def test_the_head_cannot_ask_for_another_adult(way: Way) -> None:
    account = way.account_of("پدر")
    with pytest.raises(InvalidInput, match="start-not-met") as refused:
        way.ask(account, "پدر", "مادر", "کودک۱")
    assert refused.value.params["condition"] == "own-request"
    assert not Case.objects.exists()


def test_who_does_not_look_after_a_child_cannot_take_it_along(way: Way) -> None:
    account = way.account_of("پسر")
    with pytest.raises(InvalidInput, match="start-not-met"):
        way.ask(account, "پسر", "کودک۱")


def test_an_account_that_is_nobody_of_the_request_asks_for_nobody(way: Way) -> None:
    account = way.account_of("پسر")
    with pytest.raises(NotAllowed):
        way.ask(account, "دختر")


def test_a_clerk_writes_down_several_adults_only_where_each_of_them_is_there(way: Way) -> None:
    with pytest.raises(InvalidInput, match="start-not-met"):
        way.open("پدر", "مادر")
    with pytest.raises(InvalidInput, match="start-not-met"):
        way.open("پدر", "مادر", present=["پدر"])
    assert way.open("پدر", "مادر", present=["پدر", "مادر"]).subjects.count() == 2


def test_a_clerk_writes_for_nobody_who_is_not_there_though_it_be_one(way: Way) -> None:
    with pytest.raises(InvalidInput, match="start-not-met"):
        way.open("پدر", present=["مادر"])


def test_having_an_account_is_not_being_there(way: Way) -> None:
    way.account_of("مادر")
    with pytest.raises(InvalidInput, match="start-not-met"):
        way.open("پدر", "مادر", present=["پدر"])
