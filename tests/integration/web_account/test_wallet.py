"""A paper on a phone: its own people show the very square that is printed on it, as long as it stands."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from PIL import Image, ImageDraw
from pytest_django import DjangoAssertNumQueries

from factories.people import account
from factories.squares import squares_in
from integration.web_account.conftest import Apply, World, hidden
from panah.casework.models import Case
from panah.documents.models import Document
from panah.documents.rules.codes import show_code
from panah.documents.rules.data import TOKEN
from panah.documents.rules.proof import printed
from panah.documents.sealing import open_sheet
from panah.web import identity

pytestmark = pytest.mark.django_db
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\d+z")
SIDE = re.compile(r'viewBox="0 0 (\d+) \1" role="img"')
MOST_QUERIES = 30


@pytest.fixture
def paper(world: World, apply: Apply) -> Document:
    case = apply()
    world.pay(case)
    world.deliver()
    return Document.objects.get(case=case)


def address(paper: Document) -> str:
    return f"/my/cases/{paper.case_id}/paper/{paper.pk}/"


def shown(client: Client, paper: Document, tongue: str = "") -> str:
    answer = client.get(f"{tongue}{address(paper)}")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    return answer.content.decode()


def picture(page: str) -> Image.Image:
    """The square as a camera meets it on a screen."""
    found = SIDE.search(page)
    assert found is not None
    side, scale = int(found[1]), 6
    screen = Image.new("L", (side * scale, side * scale), 255)
    pen = ImageDraw.Draw(screen)
    for left, top, wide in (map(int, run) for run in RUN.findall(page)):
        pen.rectangle((left * scale, top * scale, (left + wide) * scale - 1, (top + 1) * scale - 1), fill=0)
    return screen


def test_the_square_on_the_phone_is_the_one_on_the_paper(world: World, paper: Document) -> None:
    page = shown(world.client(), paper)
    (read,) = squares_in(picture(page))
    assert printed.read(read.text) == open_sheet(paper.number, paper.sealed)[TOKEN]
    for told in (paper.title, world.members[0].name, show_code(paper.verify_code), f"paper/{paper.pk}.pdf"):
        assert told in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("tongue", "told"),
    [("/en", "Hold"), ("/ar", "الهاتف"), ("/ps", "ټیلیفون"), ("/prs", "تلفون")],
)
def test_it_speaks_the_language_of_its_reader(world: World, paper: Document, tongue: str, told: str) -> None:
    assert told.lower() in shown(world.client(), paper, tongue).lower()


def test_nobody_else_sees_it(world: World, paper: Document, apply: Apply) -> None:
    other = apply()
    assert Client().get(address(paper)).status_code == 302
    assert world.client(account()).get(address(paper)).status_code in {403, 404}
    assert world.client().get(f"/my/cases/{other.pk}/paper/{paper.pk}/").status_code == 404


def test_what_stands_no_more_says_so_in_the_place_of_the_square(
    world: World, paper: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        later.setattr(identity, "utc_now", lambda: world.now + timedelta(days=400))
        page = shown(world.client(), paper)
        assert ("تاریخ این برگه گذشته است" in page, SIDE.search(page)) == (True, None)
    Document.objects.filter(pk=paper.pk).update(state="void", void_reason="گم شد", voided_at=world.now)
    page = shown(world.client(), paper)
    assert ("این برگه باطل است" in page, SIDE.search(page), ".pdf" in page) == (True, None, False)


def test_a_paper_in_hand_is_a_step_away_from_ones_own_page(world: World, paper: Document) -> None:
    client, case = world.client(), Case.objects.get(pk=paper.case_id)
    assert address(paper) not in client.get("/my/").content.decode()
    page = client.get(f"/my/cases/{case.pk}/").content.decode()
    client.post(f"/my/cases/{case.pk}/collect/", hidden(page))
    assert address(paper) in client.get("/my/").content.decode()
    assert address(paper) in client.get(f"/my/cases/{case.pk}/").content.decode()


def test_it_asks_the_database_little(
    world: World, paper: Document, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = world.client()
    shown(client, paper)
    with django_assert_max_num_queries(MOST_QUERIES):
        shown(client, paper)
