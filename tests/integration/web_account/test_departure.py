"""Asking to return, through the pages: an adult for herself and her child, and for nobody else (S12, S29)."""

from collections.abc import Sequence

import pytest
from django.http import HttpResponse
from django.test import Client

from integration.web_account.conftest import World, hidden
from panah.casework.models import Case
from panah.catalogue.operations import publish
from panah.catalogue.shipped import shipped_files
from panah.registry.models import Person

pytestmark = pytest.mark.django_db
APPLY = "/my/apply/voluntary-departure/"
ANSWERS: dict[str, dict[str, object]] = {
    "border": {"border": "milak"},
    "wished-day": {"wished-day_day": "۲۰", "wished-day_month": "۱۰", "wished-day_year": "۱۴۰۵"},
    "language": {"language": "prs", "language-other": ""},
    "woman": {"woman": "yes"},
    "phone": {"phone": ""},
}


@pytest.fixture
def home(world: World) -> World:
    publish(
        slug="voluntary-departure", files=shipped_files("voluntary-departure"), now=world.now,
        published_by="test", valid_from=world.now.date(),
    )  # fmt: skip
    return world


def sent(client: Client, people: Sequence[Person]) -> HttpResponse:
    """Answer page by page as a browser would, and send."""
    answers = {"leavers": {"leavers": [str(one.pk) for one in people]}, **ANSWERS}
    response = client.get(APPLY)
    while response.status_code == 302 and not response["Location"].endswith("/check/"):
        name = response["Location"].rstrip("/").rpartition("/")[2]
        response = client.post(response["Location"], answers[name])
        assert response.status_code == 302, response.content.decode()
    page = client.get(response["Location"])
    return client.post(f"{APPLY}check/", hidden(page.content.decode()))  # type: ignore[return-value]  # the client's own answer


def test_a_mother_asks_for_herself_and_her_daughter(home: World) -> None:
    _, mother, _ = home.members
    daughter = home.child()
    answer = sent(home.client(home.own_door(mother)), [mother, daughter])
    assert answer.status_code == 302
    case = Case.objects.get(slug="voluntary-departure")
    assert (case.alone, case.subjects.count()) == (False, 2)


def test_who_asks_for_herself_alone_asks_behind_her_own_door(home: World) -> None:
    _, mother, _ = home.members
    assert sent(home.client(home.own_door(mother)), [mother]).status_code == 302
    case = Case.objects.get(slug="voluntary-departure")
    assert (case.alone, case.subjects.get().party_id) == (True, mother.pk)


def test_for_another_adult_a_sentence_says_that_he_asks_himself(home: World) -> None:
    father, mother, _ = home.members
    answer = sent(home.client(home.own_door(mother)), [mother, father])
    assert answer.status_code == 422
    assert "هر بزرگسال خودش درخواست می‌دهد" in answer.content.decode()
    assert not Case.objects.exists()


def test_a_phone_the_household_shares_asks_for_nobody(home: World) -> None:
    answer = sent(home.client(), home.members[:1])
    assert answer.status_code == 422
    assert not Case.objects.exists()
