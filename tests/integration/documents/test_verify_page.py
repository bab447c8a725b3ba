"""The page where anybody asks whether a paper is good: a word, its days, no name, no trace."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from factories.slips import Slips, open_slips, straight_way
from panah.audit.models import Event
from panah.documents.models import Document
from panah.documents.operations import void
from panah.documents.rules.codes import show_code
from panah.web.public import verify
from panah.web.public.verify_words import NO_GROUND

pytestmark = pytest.mark.django_db
DURING = datetime(2026, 12, 1, 8, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def folder_of_static_files() -> None:
    """The server of static files warns of a folder that is not there; in tests nothing was gathered into it."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def slips(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Slips:
    straight_way(monkeypatch)
    return open_slips(now)


@pytest.fixture
def paper(slips: Slips) -> Document:
    return slips.issued(slips.open())


@pytest.fixture(autouse=True)
def a_fresh_minute(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(verify, "utc_now", lambda: DURING)
    cache.clear()
    yield
    cache.clear()


def ask(typed: str, language: str = "") -> str:
    response = Client().get(f"{language}/verify", {"n": typed})
    assert response.status_code == 200
    return response.content.decode()


def test_a_valid_paper_is_said_to_be_valid_with_its_days(paper: Document) -> None:
    for typed in (paper.verify_code, show_code(paper.verify_code).lower(), "۱۸/۱۴۰۵/۱"):
        said = ask(typed)
        assert '<h1 id="verdict">معتبر</h1>' in said
        assert "verdict-circle" in said
        assert '<bdi dir="ltr">۵</bdi> آذر' in said
        assert '<bdi dir="ltr">۲۰</bdi> آذر' in said


@pytest.mark.parametrize(
    ("moment", "word", "shape"),
    [
        (datetime(2026, 11, 25, 8, tzinfo=UTC), "هنوز آغاز نشده", "triangle"),
        (datetime(2026, 12, 11, 20, 29, tzinfo=UTC), "معتبر", "circle"),
        (datetime(2026, 12, 11, 20, 31, tzinfo=UTC), "تمام شده", "octagon"),
    ],
)
def test_the_day_is_irans(
    paper: Document, monkeypatch: pytest.MonkeyPatch, moment: datetime, word: str, shape: str
) -> None:
    monkeypatch.setattr(verify, "utc_now", lambda: moment)
    said = ask(paper.number)
    assert f'<h1 id="verdict">{word}</h1>' in said
    assert f"verdict-{shape}" in said


def test_a_void_paper_says_so_and_that_it_is_no_ground_to_hold_anybody(slips: Slips, paper: Document) -> None:
    officer = slips.bureau.actor("bureau-officer", now=slips.now)
    void(document_id=paper.pk, reason="lost", actor=officer, now=slips.now)
    said = ask(paper.number)
    assert '<h1 id="verdict">باطل</h1>' in said
    assert "verdict-octagon" in said
    assert str(NO_GROUND) in said


def test_an_unknown_number_is_no_accusation(db: None) -> None:
    for typed in ("18/1405/999", "سلام", "22222-22222", "<script>", "\u202e18/1405/1", "'--", "x" * 500):
        said = ask(typed)
        assert '<h1 id="verdict">چنین شماره‌ای نیست</h1>' in said
        assert "<script>" not in said


def test_without_a_question_there_is_only_the_form(db: None) -> None:
    assert 'id="verdict"' not in ask("")
    assert 'name="n"' in ask("   ")


def test_no_name_card_or_household_is_ever_shown(slips: Slips, paper: Document) -> None:
    said = ask(paper.verify_code)
    told = [
        word for member in slips.members for word in (member.name, *member.name.split(), member.latin_name)
    ]
    assert not [word for word in told if word and word in said]
    assert slips.household.household_code not in said


def test_the_question_leaves_no_trace(paper: Document) -> None:
    events, sessions = Event.objects.count(), Session.objects.count()
    response = Client().get("/verify", {"n": paper.verify_code})
    assert (Event.objects.count(), Session.objects.count()) == (events, sessions)
    assert not response.cookies
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_the_page_itself_is_the_same_for_everybody(slips: Slips) -> None:
    officer = Client()
    officer.force_login(slips.bureau.hire("bureau-officer"))
    strangers, officers = Client().get("/verify"), officer.get("/verify")
    assert strangers.content == officers.content
    assert not strangers.cookies


def test_only_this_page_may_run_webassembly_and_none_may_run_what_is_written_into_it() -> None:
    policies = {
        path: Client().get(path)["Content-Security-Policy"] for path in ("/verify", "/en/verify", "/help/")
    }
    assert "script-src 'self' 'wasm-unsafe-eval'" in policies["/verify"]
    assert policies["/verify"] == policies["/en/verify"]
    assert "wasm" not in policies["/help/"]
    assert "unsafe-inline" not in "".join(policies.values())
    assert "'unsafe-eval'" not in policies["/verify"]


def test_who_asks_too_often_is_asked_to_wait_and_others_are_not(paper: Document) -> None:
    client, other = Client(REMOTE_ADDR="10.0.0.1"), Client(REMOTE_ADDR="10.0.0.2")
    answers = [
        client.get("/verify", {"n": "22222-22222"}).status_code for _ in range(verify.QUESTIONS.most + 1)
    ]
    assert answers == [*[200] * verify.QUESTIONS.most, 429]
    refused = client.get("/verify", {"n": paper.verify_code})
    assert refused["Retry-After"] == "60"
    assert "معتبر</h1>" not in refused.content.decode()
    assert other.get("/verify", {"n": paper.verify_code}).status_code == 200


def test_behind_a_proxy_nobody_borrows_another_address(paper: Document, settings: object) -> None:
    settings.PANAH_DEMO = False  # type: ignore[attr-defined]  # the fixture of pytest-django
    forged = [
        Client(HTTP_X_FORWARDED_FOR=f"1.1.1.{turn}, 10.0.0.9") for turn in range(verify.QUESTIONS.most + 1)
    ]
    answers = [client.get("/verify", {"n": paper.verify_code}).status_code for client in forged]
    assert answers == [*[200] * verify.QUESTIONS.most, 429]


@pytest.mark.parametrize(
    ("language", "word"), [("/en", "Valid"), ("/ar", "سارية"), ("/ps", "د اعتبار وړ"), ("/prs", "معتبر")]
)
def test_five_languages_have_the_answer(paper: Document, language: str, word: str) -> None:
    assert f'<h1 id="verdict">{word}</h1>' in ask(paper.number, language)
