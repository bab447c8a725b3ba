"""What the public pages say, read as HTML."""

import csv
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from panah.catalogue.names import SERVICES
from panah.catalogue.operations import publish_shipped
from panah.foundation.persian import to_latin_digits
from panah.web.tongues import TONGUES

SEED = Path(__file__).parents[2] / "fixtures" / "seed0.tsv"
PREFIXES = ("", "/prs", "/ar", "/ps", "/en")
LONG_AGO = datetime(2020, 3, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Publish the catalogue once for all tests here and take it back at their end."""
    with django_db_blocker.unblock(), transaction.atomic():
        publish_shipped(now=LONG_AGO, published_by="test")
        yield
        transaction.set_rollback(True)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html))).strip()


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return words(answer.content.decode())


def cells(html: str) -> list[list[str]]:
    return [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", html, flags=re.DOTALL)
    ]


def plain(row: list[str]) -> list[str]:
    return [to_latin_digits(" ".join(cell.split())) for cell in row]


def test_the_list_of_permits_is_the_ministrys_own(client: Client, published: None) -> None:
    table = cells(client.get("/permits/").content.decode())
    assert table[0] == ["ردیف", "عنوان خدمت / فرایند", "شناسه", "ستاد/ استان", "گیرندگان خدمت/ فرایند"]
    with SEED.open(encoding="utf-8") as file:
        seed = list(csv.reader(file, delimiter="\t"))[1:]
    assert [plain(row) for row in table[1:]] == [plain(row) for row in seed]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_service_has_a_page_in_every_language(client: Client, published: None, prefix: str) -> None:
    for slug in SERVICES:
        assert client.get(f"{prefix}/services/{slug}/").status_code == 200, slug


def test_a_service_page_has_the_four_parts_in_order(client: Client, published: None) -> None:
    html = client.get("/services/refugee-id-card/").content.decode()
    parts = re.findall(r'<section class="part" id="[a-z]+">\s*<h2>(.*?)</h2>', html)
    assert parts == ["معرفی خدمت", "شرایط", "راهنما و مرحله‌ها", "پاسخ‌گویی"]


def test_where_sources_disagree_both_figures_stand_with_their_source(client: Client, published: None) -> None:
    text = text_of(client, "/services/refugee-id-card/")
    for said in (
        "۵۰۰٬۰۰۰ ریال صفحهٔ معرفی خدمت، استانداری بوشهر",
        "شناسنامهٔ خدمت مدارک اقامتی",
        "تعیین‌کننده:",
    ):
        assert said in text


def test_a_service_that_is_not_online_says_what_one_does_today(client: Client, published: None) -> None:
    text = text_of(client, "/services/naturalisation/")
    assert "هنوز برخط باز نشده است" in text
    assert "به دفتر بروید" in text


def test_a_service_that_is_online_offers_to_start(client: Client, published: None) -> None:
    text = text_of(client, "/services/intercity-travel/")
    assert "شروع می‌کنم" in text
    html = client.get("/ar/services/intercity-travel/").content.decode()
    assert 'href="/ar/my/apply/intercity-travel/"' in html
    assert "هنوز برخط باز نشده است" not in text


def test_the_unconfirmed_id_is_never_printed(client: Client, published: None) -> None:
    assert "12012154116" not in to_latin_digits(text_of(client, "/services/voluntary-departure/"))


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_front_door_shows_the_service_that_is_open(client: Client, published: None, prefix: str) -> None:
    html = client.get(f"{prefix}/").content.decode()
    assert f'href="{prefix}/services/intercity-travel/"' in html
    assert html.count('class="frame"') == 1


def test_the_front_door_stands_without_an_open_service(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("panah.web.public.home.service_cards", lambda **_wanted: [])
    html = client.get("/").content.decode()
    assert 'class="frame"' not in html


def test_a_search_that_finds_nothing_says_what_to_do_next(client: Client, published: None) -> None:
    text = text_of(client, "/services/?q=qqqqqq")
    assert "با این واژه‌ها خدمتی پیدا نشد." in text
    assert "همهٔ خدمات را نشان بده" in text


@pytest.mark.parametrize("question", ["%00", "%F0%9F%92%A9", "'", "<script>", "a" * 5000, "%E2%80%AE"])
def test_anything_may_be_typed_in_the_search(client: Client, published: None, question: str) -> None:
    answer = client.get(f"/services/?q={question}")
    assert answer.status_code == 200
    assert b"<script>" not in answer.content


def test_the_question_stays_in_the_box(client: Client, published: None) -> None:
    assert 'value="&lt;کارت&gt;"' in client.get("/services/", {"q": "<کارت>"}).content.decode()


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_wrong_address_is_answered_in_the_language_of_the_page(
    client: Client, db: None, prefix: str
) -> None:
    answer = client.get(f"{prefix}/no-such-page/")
    assert answer.status_code == 404
    assert b'id="main"' in answer.content
    language = TONGUES[prefix.strip("/") or "fa"]
    assert f'<html lang="{language.tag}" dir="{language.direction}">' in answer.content.decode()


def test_an_unknown_service_is_not_found(client: Client, published: None) -> None:
    for path in ("/services/nothing/", "/services/nothing/form.pdf", "/services/nothing/process.bpmn"):
        assert client.get(path).status_code == 404


def test_a_fault_of_ours_is_told_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_wanted: object) -> list[object]:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("panah.web.public.services.service_cards", broken)
    client.raise_request_exception = False
    answer = client.get("/services/")
    assert answer.status_code == 500
    assert "چیزی از دست نرفت" in answer.content.decode()


def test_the_official_form_comes_as_pdf(client: Client, published: None) -> None:
    answer = client.get("/services/residence-documents/form.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_the_process_of_an_open_service_comes_as_bpmn(client: Client, published: None) -> None:
    answer = client.get("/services/intercity-travel/process.bpmn")
    assert answer.status_code == 200
    assert b"bpmn" in answer.content
    assert client.get("/services/naturalisation/process.bpmn").status_code == 404


def test_the_sheet_of_components_is_closed_outside_demonstration(client: Client, db: None) -> None:
    assert client.get("/kit/").status_code == 200
    with override_settings(PANAH_DEMO=False):
        assert client.get("/kit/").status_code == client.get("/kit/office/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/services/", "/services/refugee-id-card/", "/permits/", "/kit/"])
def test_a_page_carries_no_style_or_script_of_its_own(client: Client, published: None, path: str) -> None:
    answer = client.get(path)
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert re.findall(rb"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", answer.content) == []


@pytest.mark.parametrize("path", ["/", "/services/", "/services/refugee-id-card/", "/permits/", "/help/"])
def test_every_number_in_the_text_is_isolated(client: Client, published: None, path: str) -> None:
    html = client.get(path).content.decode()
    body = re.sub(r"<svg.*?</svg>|<bdi.*?</bdi>|<head>.*?</head>", "", html, flags=re.DOTALL)
    assert re.findall(r"[0-9۰-۹٠-٩]+", re.sub(r"<[^>]+>", "", unescape(body))) == []
