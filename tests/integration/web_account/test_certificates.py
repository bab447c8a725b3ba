"""«گواهی در دست اقدام» behind one's own door and at a counter: one button, one paper, and nobody else's."""

import re

import pytest
from django.test import Client

from integration.web_account.conftest import Apply, World, hidden
from panah.casework.models import Case
from panah.documents.models import Document

pytestmark = pytest.mark.django_db
BUTTON = "گواهی در دست اقدام می‌خواهم"


@pytest.fixture
def case(world: World, apply: Apply) -> Case:
    """A request that waits for its payment."""
    return apply()


def page_of(client: Client, case: Case, door: str = "/my") -> str:
    answer = client.get(f"{door}/cases/{case.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def bearers(page: str) -> list[str]:
    """Whom the buttons of a page are for."""
    return re.findall(r'name="person" value="(\d+)"', page)


def ask(client: Client, case: Case, person: object, door: str = "/my") -> int:
    page = page_of(client, case, door)
    sent = {"person": str(person), **hidden(page)}
    return client.post(f"{door}/cases/{case.pk}/certificate/", sent).status_code


def test_a_button_asks_for_it_and_it_comes_among_the_papers_of_the_case(world: World, case: Case) -> None:
    client = world.client()
    first = bearers(page_of(client, case))[0]
    assert BUTTON in page_of(client, case)
    assert ask(client, case, first) == 302
    assert "خواسته شد؛ چند دقیقهٔ دیگر همین‌جاست" in page_of(client, case)
    world.deliver()
    paper = Document.objects.get(case=case)
    page = page_of(client, case)
    assert f"/my/cases/{case.pk}/paper/{paper.pk}.pdf" in page
    assert first not in bearers(page)
    assert client.get(f"/my/cases/{case.pk}/paper/{paper.pk}/").status_code == 200
    assert "گواهی در دست اقدام" in page
    assert client.get(f"/my/cases/{case.pk}/again/lost/").status_code == 404


def test_what_was_asked_twice_is_one_and_what_stands_is_said(world: World, case: Case) -> None:
    client = world.client()
    first = bearers(page_of(client, case))[0]
    assert (ask(client, case, first), ask(client, case, first)) == (302, 302)
    world.deliver()
    assert Document.objects.filter(case=case).count() == 1
    assert ask(client, case, first) == 409


def test_nobody_asks_for_somebody_who_is_not_in_the_case(world: World, case: Case) -> None:
    for wrong in ("999999", "", "x", "-1"):
        assert ask(world.client(), case, wrong) == 404
    assert not Document.objects.exists()


def test_a_clerk_asks_for_whoever_stands_there(world: World, case: Case) -> None:
    clerk = world.client(world.staff("service-clerk"))
    first = bearers(page_of(clerk, case, "/counter"))[0]
    assert ask(clerk, case, first, "/counter") == 302
    world.deliver()
    paper = Document.objects.get(case=case)
    page = page_of(clerk, case, "/counter")
    assert f"/counter/cases/{case.pk}/paper/{paper.pk}.pdf" in page
    assert ask(clerk, case, "999999", "/counter") == 409
