"""An agency asks by machine: a key, a code, three lights; nothing of the question stays."""

import importlib
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from factories.slips import Slips, open_slips, straight_way
from panah.audit.models import Event
from panah.documents.models import Document
from panah.documents.operations import void
from panah.documents.operations.publishing import publish_numbers, publish_status, publish_trust_of_demo
from panah.documents.rules.data import TOKEN
from panah.documents.rules.proof import printed
from panah.documents.sealing import open_sheet
from panah.foundation.errors import InvalidInput, NotFound
from panah.organisation.models import AgencyKey
from panah.organisation.operations import end_agency_keys, make_agency_key
from panah.web.api import verify
from panah.web.counting import Brake

pytestmark = pytest.mark.django_db
ADDRESS = "/api/verify"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def slips(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Slips:
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    cache.clear()
    straight_way(monkeypatch)
    made = open_slips(now)
    monkeypatch.setattr(verify, "utc_now", lambda: made.now)
    return made


@pytest.fixture
def paper(slips: Slips) -> Document:
    made = slips.issued(slips.open())
    slips.later(9)
    publish(slips)
    return made


@pytest.fixture
def key(now: datetime, slips: Slips) -> str:
    return make_agency_key(agency="بانک نمونه", now=now)


def publish(slips: Slips) -> None:
    publish_status(now=slips.now)
    publish_numbers(now=slips.now)
    publish_trust_of_demo(now=slips.now)


def code_of(paper: Document) -> str:
    token = open_sheet(paper.number, paper.sealed)[TOKEN]
    assert isinstance(token, bytes)
    return printed.address(token, page="https://v.example/")


def ask(text: object, key: str, **more: Any) -> tuple[int, dict[str, Any]]:
    answer = Client(**more).post(
        ADDRESS, {"text": text}, content_type="application/json", headers={"Authorization": f"Bearer {key}"}
    )
    return answer.status_code, answer.json()


def test_a_good_paper_is_three_green_lights_and_says_what_must_be_printed_on_it(
    paper: Document, slips: Slips, key: str
) -> None:
    status, said = ask(code_of(paper), key)
    assert status == 200
    assert [said[name]["light"] for name in ("authentic", "in_date", "status")] == ["green"] * 3
    assert said["status"]["at"] == f"{slips.now:%Y-%m-%dT%H:%M:%SZ}"
    assert (said["paper"]["number"], said["paper"]["name"]) == (paper.number, slips.members[0].name)
    assert said["paper"]["until"] == "2026-12-11T20:30:00Z"


def test_a_paper_that_was_ended_is_red(paper: Document, slips: Slips, key: str) -> None:
    officer = slips.bureau.actor("bureau-officer", now=slips.now)
    void(document_id=paper.pk, reason="lost", actor=officer, now=slips.now)
    slips.now += timedelta(seconds=1)
    publish(slips)
    assert ask(code_of(paper), key)[1]["status"] == {
        "light": "red",
        "reason": "revoked",
        "at": f"{slips.now:%Y-%m-%dT%H:%M:%SZ}",
    }


def test_a_typed_code_is_found_and_is_no_proof_of_the_sheet(paper: Document, key: str) -> None:
    _, said = ask(paper.verify_code.lower(), key)
    assert said["authentic"] == {"light": "amber", "reason": "number-only", "at": None}
    assert said["status"]["light"] == "green"
    assert said["paper"] is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [("https://example.org/", "foreign-code"), ("https://v.example/#2KCAAAA", "malformed")],
)
def test_what_is_no_paper_says_why(paper: Document, key: str, text: str, reason: str) -> None:
    assert ask(text, key)[1]["authentic"]["reason"] == reason


def test_before_any_list_is_published_nothing_is_green(slips: Slips, key: str) -> None:
    paper = slips.issued(slips.open())
    assert ask(code_of(paper), key)[1]["authentic"] == {
        "light": "amber",
        "reason": "list-missing",
        "at": None,
    }


def test_the_question_leaves_no_trace(paper: Document, key: str, caplog: pytest.LogCaptureFixture) -> None:
    before = (Event.objects.count(), Session.objects.count())
    ask(code_of(paper), key)
    ask("", key)
    assert (Event.objects.count(), Session.objects.count()) == before
    assert paper.number not in caplog.text
    assert "2KC" not in caplog.text


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer panah-x", "Basic eDp5"])
def test_without_a_key_there_is_no_answer(paper: Document, header: str) -> None:
    answer = Client().post(
        ADDRESS, {"text": code_of(paper)}, content_type="application/json", headers={"Authorization": header}
    )
    assert (answer.status_code, answer.json()) == (401, {"error": "key-unknown"})


def test_a_key_that_ended_opens_nothing_and_is_kept_as_a_hash_only(slips: Slips, key: str) -> None:
    row = AgencyKey.objects.get()
    assert key not in json.dumps([row.agency, row.digest])
    slips.now += timedelta(minutes=1)
    assert end_agency_keys(agency="بانک نمونه", now=slips.now) == 1
    assert ask("x", key)[0] == 401
    with pytest.raises(NotFound, match="agency-unknown"):
        end_agency_keys(agency="بانک نمونه", now=slips.now)
    with pytest.raises(InvalidInput, match="agency-needed"):
        make_agency_key(agency=" ", now=slips.now)
    assert list(Event.objects.filter(stream="agency-keys").order_by("pk").values_list("kind", flat=True)) == [
        "key-made",
        "key-ended",
    ]


def test_a_key_that_asks_too_often_waits_and_others_do_not(
    paper: Document, slips: Slips, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = Brake("api-few", 2, timedelta(minutes=1))
    monkeypatch.setattr(verify, "QUESTIONS", few)
    assert [ask("x", key)[0] for _ in range(3)] == [200, 200, 429]
    assert ask("x", make_agency_key(agency="مدرسه", now=slips.now))[0] == 200


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"text": 5}', b'{"text": ""}', b'{"text": null}'])
def test_what_is_not_understood_is_not_repeated(key: str, body: bytes) -> None:
    answer = Client().post(
        ADDRESS, body, content_type="application/json", headers={"Authorization": f"Bearer {key}"}
    )
    assert answer.status_code in {400, 422}
    assert b"text" not in answer.content


def test_the_contract_that_is_published_is_the_one_that_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)
    contract = importlib.import_module("tools.contract")
    assert contract.CONTRACT.read_text(encoding="utf-8") == contract.written(), (
        "run: python -m tools.contract"
    )
