"""The control page counts people where they stand, and asks as much of the database for many as for few."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.rounds import Round, announced
from panah.casework.models import Item
from panah.casework.operations import act
from panah.casework.rules import Selected
from panah.foundation.errors import NotFound
from panah.organisation.rules import Scope
from panah.rounds.queries.control import Control, control, rounds_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(db: None, now: datetime) -> Round:
    found = announced(now)
    found.open()
    return found


def read(one: Round, *roles: str) -> Control:
    scope = one.bureau.actor(*roles, now=one.now).scope
    assert scope is not None
    return control(round_id=one.one.pk, scope=scope, now=one.now)


def test_people_are_counted_where_they_have_come_to(one: Round) -> None:
    found = read(one, "bureau-officer")
    figures = dict(zip([name for name, _ in found.figures], found.total, strict=True))
    assert figures["called"] == len(one.slips.members)
    assert figures["come"] == figures["delivered"] == 0
    assert [(jam.step, jam.waiting) for jam in found.jams] == [("visit", 1)]


def test_who_has_come_is_counted_once_and_stays_counted(one: Round) -> None:
    item = Item.objects.get(case=one.case(), state="open")
    act(
        chosen=[Selected(item.pk, item.ver)],
        step="visit",
        word="unchanged",
        actor=one.bureau.actor("bureau-clerk", now=one.now),
        key="came",
        now=one.now,
    )
    found = read(one, "bureau-officer")
    figures = dict(zip([name for name, _ in found.figures], found.total, strict=True))
    assert figures["called"] == figures["come"] == len(one.slips.members)


def test_a_round_of_another_province_is_not_there(one: Round) -> None:
    elsewhere = one.bureau.actor("bureau-officer", now=one.now, office=one.bureau.elsewhere, name="far").scope
    assert elsewhere is not None
    assert rounds_in(elsewhere) == []
    with pytest.raises(NotFound):
        control(round_id=one.one.pk, scope=elsewhere, now=one.now)


def test_nobody_without_an_office_sees_a_round(one: Round) -> None:
    assert rounds_in(Scope(0)) == []


def test_the_page_asks_a_bounded_number_of_queries(one: Round) -> None:
    read(one, "bureau-officer")
    with CaptureQueriesContext(connection) as queries:
        read(one, "bureau-officer")
    assert len(queries) <= 16
