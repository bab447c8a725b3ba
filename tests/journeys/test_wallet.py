"""A paper on its bearer's phone: large and calm in every language, without JavaScript, in the dark and on paper."""

import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PIL import Image
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from factories.squares import squares_in
from integration.web_account.conftest import Apply, World, apply, world
from journeys.hands import DESK, SignedIn, doors, is_clean, static_folder, tables_may_be_emptied
from panah.documents.models import Document
from panah.documents.operations import sign_files
from panah.documents.rules.data import TOKEN
from panah.documents.rules.proof import printed
from panah.documents.sealing import open_sheet
from panah.web import identity

__all__ = ["apply", "static_folder", "tables_may_be_emptied", "world"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paper(world: World, apply: Apply) -> Document:
    case = apply()
    world.pay(case)
    world.deliver()
    return Document.objects.get(case=case)


@pytest.fixture
def signed_in(live_server: LiveServer, world: World, browser: Browser) -> Iterator[SignedIn]:
    """Open a page as the household."""
    with doors(live_server, browser) as opened:
        yield lambda path, **window: opened(path, world.door, **window)


def address(paper: Document) -> str:
    return f"/my/cases/{paper.case_id}/paper/{paper.pk}/"


def test_another_camera_reads_it_off_the_phone_in_light_and_dark_and_on_paper(
    signed_in: SignedIn, paper: Document
) -> None:
    visit = signed_in(address(paper), javascript=False)
    token = open_sheet(paper.number, paper.sealed)[TOKEN]
    looks: tuple[dict[str, str], ...] = (
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"forced_colors": "active"},
        {"media": "print"},
    )
    for look in looks:
        visit.page.emulate_media(**look)  # type: ignore[arg-type]  # each word belongs to its name
        shot = visit.page.locator(".wallet-square svg").screenshot()
        (read,) = squares_in(Image.open(io.BytesIO(shot)))
        assert printed.read(read.text) == token


@pytest.mark.parametrize("language", ["fa", "prs", "ar", "ps", "en"])
def test_it_is_whole_in_every_language_on_a_phone_and_at_a_desk(
    signed_in: SignedIn, paper: Document, language: str
) -> None:
    tongue = "" if language == "fa" else f"/{language}"
    visit = signed_in(f"{tongue}{address(paper)}")
    is_clean(visit, f"wallet-{language}-390")
    square = visit.page.locator(".wallet-square").bounding_box()
    assert square is not None
    assert square["y"] + square["height"] < 844
    visit.at_width(DESK)
    is_clean(visit, f"wallet-{language}-1280")


def test_from_ones_own_page_to_the_square_and_the_file(
    world: World, signed_in: SignedIn, paper: Document
) -> None:
    visit = signed_in(f"/my/cases/{paper.case_id}/")
    visit.page.get_by_role("button", name="برگه‌ام را می‌گیرم").click()
    is_clean(visit, "paper-being-made-390")
    visit.page.goto(visit.page.url.partition("/my/")[0] + f"/my/cases/{paper.case_id}/")
    is_clean(visit, "case-paper-on-phone-390")
    visit.page.goto(visit.page.url.partition("/my/")[0] + "/my/")
    is_clean(visit, "account-home-paper-390")
    visit.page.locator("#in-hand + ul a").click()
    assert visit.page.locator(".wallet-square").is_visible()
    sign_files(now=world.now)
    with visit.page.expect_response("**/*.pdf") as answer:
        visit.page.get_by_role("link", name="برگه را می‌گیرم").click()
    assert (answer.value.status, answer.value.headers["content-type"]) == (200, "application/pdf")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_what_stands_no_more_says_so_plainly(
    world: World,
    signed_in: SignedIn,
    paper: Document,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tongue = "" if language == "fa" else f"/{language}"
    Document.objects.filter(pk=paper.pk).update(state="void", void_reason="گم شد", voided_at=world.now)
    visit = signed_in(f"{tongue}{address(paper)}")
    is_clean(visit, f"wallet-void-{language}-390")
    Document.objects.filter(pk=paper.pk).update(state="valid", void_reason="", voided_at=None)
    monkeypatch.setattr(identity, "utc_now", lambda: world.now + timedelta(days=25))
    visit.page.reload()
    is_clean(visit, f"wallet-over-{language}-390")
    assert visit.page.locator(".wallet-square").count() == 0
