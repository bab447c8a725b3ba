"""What one adult asks alone shows behind no other door (S29)."""

from dataclasses import replace
from urllib.parse import quote_plus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.people import account, family
from integration.web_account.conftest import Apply, World, hidden
from panah.casework.models import Case
from panah.casework.operations import NewSubject, Opening, open_case
from panah.foundation.errors import NotAllowed
from panah.organisation.queries import scope_of
from panah.registry.models import Binding
from panah.registry.operations import bind_account, end_binding, open_household_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def alone(world: World, apply: Apply) -> Case:
    """The wife asks for herself, from her own account."""
    wife = world.members[1]
    return apply(who=world.own_door(wife), people=[wife])


def test_an_adult_who_asks_for_herself_asks_alone(world: World, alone: Case) -> None:
    assert alone.alone
    assert alone.applicant is not None
    assert world.client(alone.applicant).get(f"/my/cases/{alone.pk}/").status_code == 200


def test_the_households_phone_sees_nothing_of_it(world: World, alone: Case) -> None:
    household = world.client()
    assert alone.number not in household.get("/my/").content.decode()
    for rest in ("", "sent/", "withdraw/", "pay/", "again/lost/"):
        assert household.get(f"/my/cases/{alone.pk}/{rest}").status_code == 404
    assert household.post(f"/my/cases/{alone.pk}/withdraw/", {"key": "k" * 20}).status_code == 404


def test_the_husbands_own_account_sees_nothing_of_it(world: World, alone: Case) -> None:
    husband = world.client(world.own_door(world.members[0]))
    assert alone.number not in husband.get("/my/").content.decode()
    assert husband.get(f"/my/cases/{alone.pk}/").status_code == 404


def test_whoever_has_her_old_account_now_sees_nothing_of_it(world: World, alone: Case) -> None:
    assert alone.applicant is not None
    clerk = world.staff("service-clerk")
    end_binding(binding=Binding.objects.get(account=alone.applicant), actor_id=clerk.pk, now=world.now)
    scope = scope_of(clerk.pk, at=world.now)
    bind_account(
        account=alone.applicant, person=world.members[0], by=scope, proof="کارت دیده شد", now=world.now
    )
    heir = world.client(alone.applicant)
    assert alone.number not in heir.get("/my/").content.decode().translate(LATIN)
    assert heir.get(f"/my/cases/{alone.pk}/").status_code == 404


def test_a_number_and_year_tell_nothing_of_it(world: World, alone: Case) -> None:
    page = world.client().get("/track/", {"number": alone.number, "year": "1405"})
    assert "نشان داده شود" in page.content.decode()


def test_a_households_phone_starts_nothing_that_asks_for_the_person(world: World) -> None:
    husband = world.members[0]
    door, own = (
        replace(world.actor(who), persons=persons)
        for who, persons in ((world.door, ()), (world.own_door(husband), (husband.pk,)))
    )
    opening = Opening(
        slug="intercity-travel",
        start="lost",
        office_id=world.house.bushehr.pk,
        subjects=[NewSubject("traveller", one.pk) for one in world.members],
        household_id=world.household.pk,
    )
    asked = replace(opening, applicant_id=door.account_id)
    with pytest.raises(NotAllowed, match="not-yours-to-start"):
        open_case(opening=asked, actor=door, key="lost", form={}, now=world.now)
    asked = replace(opening, applicant_id=own.account_id)
    assert open_case(opening=asked, actor=own, key="lost", form={}, now=world.now).start == "lost"


def test_shared_work_is_seen_by_both(world: World, apply: Apply) -> None:
    case = apply()
    wife = world.client(world.own_door(world.members[1]))
    assert wife.get(f"/my/cases/{case.pk}/").status_code == 200
    assert case.number in world.client().get("/my/").content.decode().translate(LATIN)


def test_another_household_sees_nothing(world: World, apply: Apply) -> None:
    case = apply()
    stranger = account()
    household, _ = family(world.house.borazjan)
    open_household_account(account=stranger, household=household, now=world.now)
    assert world.client(stranger).get(f"/my/cases/{case.pk}/").status_code == 404


def test_a_clerk_has_no_door_here(world: World) -> None:
    assert world.client(world.staff("service-clerk")).get("/my/").status_code == 403


def test_anybody_with_number_and_year_learns_the_status_and_no_name(world: World, apply: Apply) -> None:
    case = apply()
    shown = world.client().get("/track/", {"number": f" {case.number.replace('/', '-')} ", "year": "۱۴۰۵"})
    page = shown.content.decode()
    assert "امروز روز" in page
    assert not any(one.name in page for one in world.members)
    for wrong in ({"number": case.number, "year": "1404"}, {"number": "301/05/9999", "year": "1405"}):
        assert "نشان داده شود" in world.client().get("/track/", wrong).content.decode()


def test_what_is_over_alone_or_never_was_is_answered_alike(world: World, apply: Apply, alone: Case) -> None:
    over = apply()
    page = world.client().get(f"/my/cases/{over.pk}/withdraw/").content.decode()
    world.client().post(f"/my/cases/{over.pk}/withdraw/", hidden(page))
    over.refresh_from_db()
    assert over.state == "closed"
    shared = apply()
    asked = [(over.number, "1405"), (alone.number, "1405"), (shared.number, "1404"), ("301/05/99999", "1405")]
    asked += [("nothing", "1405"), ("999/05/1", "1405")]
    answers, costs = set(), set()
    for number, year in asked:
        with CaptureQueriesContext(connection) as queries:
            told = Client().get("/track/", {"number": number, "year": year})
        assert told.status_code == 200
        body = told.content.decode()
        for typed in (number, quote_plus(number), year):
            body = body.replace(typed, "#")
        answers.add(body)
        costs.add(len([one for one in queries if "casework_" in one["sql"]]))
    assert costs == {1}
    assert len(answers) == 1
    assert "نشان داده شود" in answers.pop()


LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
