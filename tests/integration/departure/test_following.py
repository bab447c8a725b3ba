"""A head who goes: the same day somebody stands in, and heads the household when the head has left (S30)."""

import pytest

from factories.bureau import Bureau
from factories.leaving import Way
from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.casework.operations import follow_head
from panah.casework.queries.following import following
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, NotAllowed
from panah.registry.models import LifeEvent
from panah.registry.queries import acting_head, head_of

pytestmark = pytest.mark.django_db


def expert(bureau: Bureau, way: Way) -> Actor:
    return bureau.actor("bureau-expert", now=way.now)


@pytest.fixture
def case(way: Way) -> Case:
    """The father has his exit paper and is on the way; nobody else goes."""
    opened = way.open("پدر")
    way.review(opened)
    way.free(opened, "پدر")
    way.to_exchange(opened, "پدر")
    way.say(opened, "پدر", "handed")
    way.deliver()
    return opened


def test_nobody_is_asked_to_follow_a_head_who_only_asked(way: Way) -> None:
    opened = way.open("پدر")
    way.review(opened)
    assert following(opened.pk, actor=expert(way.bureau, way), now=way.now) is None


def test_while_the_head_is_on_the_way_an_adult_stands_in_and_he_stays_head(way: Way, case: Case) -> None:
    found = following(case.pk, actor=expert(way.bureau, way), now=way.now)
    assert found is not None
    assert (found.has_left, found.head) == (False, way.people["پدر"].name)
    assert {one.name for one in found.heirs} == {
        way.people[name].name for name in ("مادر", "مادربزرگ", "دختر", "پسر")
    }
    mother = way.people["مادر"]
    follow_head(case_id=case.pk, person_id=mother.pk, actor=expert(way.bureau, way), now=way.now)
    today = local_date(way.now)
    assert (acting_head(way.household, on=today), head_of(way.household, on=today)) == (
        mother,
        way.people["پدر"],
    )
    again = following(case.pk, actor=expert(way.bureau, way), now=way.now)
    assert again is not None
    assert (again.heirs, again.stands_in) == ((), mother.name)


def test_when_the_head_has_left_another_member_heads_the_household_from_that_day(
    way: Way, case: Case
) -> None:
    way.wait_for(case, "پدر")
    way.say(case, "پدر", "already-left", form={"known-by": "border"})
    way.deliver()
    mother = way.people["مادر"]
    follow_head(case_id=case.pk, person_id=mother.pk, actor=expert(way.bureau, way), now=way.now)
    assert head_of(way.household, on=local_date(way.now)) == mother
    event = LifeEvent.objects.latest("pk")
    assert (event.kind, case.number in event.evidence) == ("change_of_head", True)
    with pytest.raises(Conflict, match="head-settled"):
        follow_head(case_id=case.pk, person_id=mother.pk, actor=expert(way.bureau, way), now=way.now)


def test_neither_a_clerk_nor_a_choice_out_of_line_changes_the_head(way: Way, case: Case) -> None:
    clerk = way.bureau.actor("bureau-clerk", now=way.now)
    with pytest.raises(NotAllowed, match="not-your-role"):
        follow_head(case_id=case.pk, person_id=way.people["مادر"].pk, actor=clerk, now=way.now)
    with pytest.raises(Conflict, match="head-settled"):
        follow_head(
            case_id=case.pk, person_id=way.people["کودک۱"].pk, actor=expert(way.bureau, way), now=way.now
        )


def test_who_came_back_from_the_way_is_followed_by_nobody(way: Way, case: Case) -> None:
    clerk = way.bureau.actor("bureau-clerk", now=way.now)
    way.bring(case, "پدر", "stays", by=clerk)
    assert following(case.pk, actor=expert(way.bureau, way), now=way.now) is None
