"""The border on the page «نجوا و مرزبانی»: what is told, the letter to print, and who may."""

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from factories.departures import Acts, Departures, adults, open_departures
from panah.audit.models import Event
from panah.documents.models import Document, OutsideEntry
from panah.documents.operations.outside import Typed, type_entries
from panah.foundation.clock import local_date
from panah.foundation.persian import to_persian_digits
from panah.organisation.models import Office
from panah.web import identity

pytestmark = pytest.mark.django_db
PAGE = "/office/outside/"
ACTS = Acts(
    hold=("suspend:card",),
    restore=("invalidate:exit-paper", "reinstate:card", "restore-status", "tell-border"),
    issues=True,
    tells=True,
)


@pytest.fixture(autouse=True)
def nothing_above_the_engine() -> None:
    """Here every package does its own part."""


@pytest.fixture
def departures(db: None, now: datetime, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Departures:
    Path(configured.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.PANAH_BORDER_URL = ""
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    return open_departures(now, ACTS)


@pytest.fixture
def waiting(departures: Departures) -> OutsideEntry:
    case = departures.open(adults(departures.bureau, 1))
    departures.approve(case)
    departures.deliver()
    return OutsideEntry.objects.get(case=case)


def sees(departures: Departures, role: str, name: str = "", office: Office | None = None) -> Client:
    client = Client()
    client.force_login(departures.bureau.hire(role, name=name, office=office))
    return client


def test_what_the_border_is_to_hear_stands_beside_what_najva_is_to_hear(
    departures: Departures, waiting: OutsideEntry
) -> None:
    page = sees(departures, "operator").get(PAGE).content.decode()
    number = to_persian_digits(Document.objects.get().number)
    for words in ("مرزبانی", "صدور برگهٔ خروج", number, "دوغارون", f"{PAGE}{waiting.pk}/notice.pdf"):
        assert words in page


def test_the_letter_is_printed_by_an_officer_of_the_place_and_the_look_is_logged(
    departures: Departures, waiting: OutsideEntry
) -> None:
    address = f"{PAGE}{waiting.pk}/notice.pdf"
    letter = sees(departures, "operator").get(address)
    assert (letter.status_code, letter.content[:5]) == (200, b"%PDF-")
    looked = Event.objects.filter(stream=f"person:{waiting.person_id}", kind="read").latest("pk")
    assert (looked.role, looked.case_number) == ("operator", waiting.case.number)
    elsewhere = sees(departures, "operator", "far", departures.bureau.elsewhere)
    assert elsewhere.get(address).status_code == 404
    assert sees(departures, "operator").get(f"{PAGE}999999/notice.pdf").status_code == 404


def test_a_withdrawal_says_which_receipt_it_takes_back(
    departures: Departures, waiting: OutsideEntry, now: datetime
) -> None:
    typist, looker = sees(departures, "operator"), sees(departures, "operator", "second")
    kept = {"line": [waiting.pk], f"receipt-{waiting.pk}": "م/۱۲", f"on-{waiting.pk}": "۱۴۰۵/۰۹/۰۱"}
    assert typist.post(f"{PAGE}typed/", kept).status_code == 302
    assert looker.post(f"{PAGE}{waiting.pk}/look/", {"matches": "yes"}).status_code == 302
    departures.say(waiting.case, "people/exchange", "stays", "bureau-clerk")
    departures.deliver()
    page = sees(departures, "operator").get(PAGE).content.decode()
    assert "پس‌گرفتن خبر" in page
    assert "ابطال برگهٔ خروج" in page
    assert "اصلاح ثبت" not in page


def test_what_was_sent_by_hand_is_not_confirmed_by_the_same_hand(
    departures: Departures, waiting: OutsideEntry, now: datetime
) -> None:
    actor = departures.bureau.actor("operator", now=now)
    type_entries(lines=[Typed(waiting.pk, "12", local_date(now))], actor=actor, now=now)
    answer = sees(departures, "operator").post(f"{PAGE}{waiting.pk}/look/", {"matches": "yes"})
    assert answer.status_code == 409
    assert OutsideEntry.objects.get().state == "typed"
