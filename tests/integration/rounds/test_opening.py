"""A round calls whom its order covers, in one motion, and nobody else."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.rounds import Round, announced
from panah.casework.models import Item
from panah.casework.queries import broken_invariants
from panah.foundation.errors import Conflict, NotAllowed
from panah.rounds.models import CalledHousehold
from panah.rounds.operations import announce_round, open_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(db: None, now: datetime) -> Round:
    return announced(now)


def test_every_household_that_is_covered_gets_one_file_with_all_its_people(one: Round) -> None:
    assert one.open() == 1
    called = CalledHousehold.objects.get()
    assert called.case.subjects.count() == called.people == len(one.slips.members)
    assert called.first_expiry is not None
    assert Item.objects.get(case=called.case).step == "visit"
    assert not broken_invariants()


def test_it_does_not_open_before_every_office_has_read_it(one: Round) -> None:
    actor = one.bureau.actor("ministry-officer", now=one.now, office=one.bureau.ministry)
    with pytest.raises(Conflict, match="round-not-acknowledged"):
        open_round(round_id=one.one.pk, actor=actor, key="early", now=one.now)


def test_only_the_ministry_announces_one(one: Round) -> None:
    with pytest.raises(NotAllowed):
        announce_round(
            slug="amayesh-21",
            province="bushehr",
            actor=one.bureau.actor("bureau-director", now=one.now),
            now=one.now,
        )


def test_the_statements_do_not_grow_with_the_households(one: Round) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        one.open()
    assert len(queries) < 120
