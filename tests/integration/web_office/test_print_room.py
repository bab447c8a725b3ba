"""The pages of the print room: what each officer may do there, and what a refusal says."""

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client

from factories.cards import KIND, PrintRoom, code_of, open_print_room
from panah.audit.models import Event
from panah.documents.models import Blank, BlankDestruction, PrintBatch, PrintItem, PrintSheet, StockCount
from panah.documents.operations.print_room import typeset_batches
from panah.web import identity

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_above_the_engine() -> None:
    """Here every package does its own part."""


@pytest.fixture
def room(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> PrintRoom:
    Path(configured.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    return open_print_room(now, monkeypatch)


def as_(room: PrintRoom, role: str, name: str = "") -> Client:
    client = Client()
    client.force_login(room.bureau.hire(role, name=name))
    return client


def said(client: Client, path: str, status: int = 302, /, **form: object) -> str:
    answer = client.post(path, form)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_an_officer_brings_a_card_from_the_queue_into_the_box(room: PrintRoom) -> None:
    (card,) = room.issued()
    printer = as_(room, "card-office")
    assert "دسته بساز" in printer.get("/office/print/").content.decode()
    said(printer, "/office/print/batches/", site=room.site, kind=KIND, most="۱۰۰۰")
    batch = PrintBatch.objects.get().pk
    while typeset_batches(now=room.now):
        pass
    page = f"/office/print/batches/{batch}/"
    sheet = PrintSheet.objects.get().pk
    assert printer.get(f"/office/print/sheets/{sheet}.pdf")["Content-Type"] == "application/pdf"
    assert Event.objects.filter(stream=f"print-sheet:{sheet}", kind="taken-to-print").exists()
    said(printer, f"{page}sheets/{sheet}/printed/", first="۱۰۰۱")
    half = said(printer, f"{page}scan/", 200, code="1001")
    assert "اکنون رمز کارت" in half
    said(printer, f"{page}scan/", 302, **{"code": code_of(card), "kept-serial": "1001"})
    counter = room.bureau.counter.pk
    said(printer, "/office/print/boxes/", site=room.site, office=counter, box="۱")
    item = PrintItem.objects.get()
    assert item.state == "sent"
    clerk = as_(room, "service-clerk")
    assert "نصرالله رحیمی" in clerk.get("/office/print/arrivals/").content.decode()
    said(clerk, "/office/print/arrivals/taken-in/", print=item.pk)
    item.refresh_from_db()
    assert item.state == "arrived"
    assert room.steps(card.case) == ["people/hand-over"]
    assert printer.get("/office/print/").status_code == printer.get(page).status_code == 200


def test_a_wrong_scan_says_why_and_changes_nothing(room: PrintRoom) -> None:
    (card,) = room.issued()
    (item,) = room.printed()
    printer = as_(room, "card-office")
    path = f"/office/print/batches/{item.batch_id}/scan/"
    shown = said(printer, path, 409, **{"code": code_of(card), "kept-serial": "1002"})
    assert "سریال دیگری" in shown
    shown = said(printer, path, 422, **{"code": "https://example.org", "kept-serial": "1001"})
    assert "خوانده نشد" in shown
    item.refresh_from_db()
    assert item.state == "printed"


def test_a_card_is_sent_back_or_spoiled_at_the_office(room: PrintRoom) -> None:
    room.issued(*room.members[:2])
    first, second = room.printed()
    room.brought([first, second])
    clerk = as_(room, "service-clerk")
    shown = said(clerk, f"/office/print/cards/{first.pk}/returned/", 422, reason="")
    assert "بنویسید چرا" in shown
    said(clerk, f"/office/print/cards/{first.pk}/returned/", reason="نیامد")
    said(clerk, f"/office/print/cards/{second.pk}/spoiled/", reason="شکست")
    assert sorted(PrintItem.objects.values_list("state", flat=True)) == ["returned", "spoiled", "waiting"]


def test_the_book_of_blanks_is_kept_by_two(room: PrintRoom) -> None:
    printer, other = as_(room, "card-office"), as_(room, "card-office", "دوم")
    path, office = "/office/print/stock/done/", room.site
    some = {"kind": KIND, "office": office, "first": "۱۰۰۱", "last": "1003", "note": "تر شد"}
    said(printer, path, 302, what="spoil", **some)
    said(printer, path, 302, what="propose", **some)
    number = BlankDestruction.objects.get().pk
    assert "همکار دیگری" in said(printer, path, 409, what="confirm", destruction=number)
    said(other, path, what="confirm", destruction=number)
    assert Blank.objects.filter(state="destroyed").count() == 3
    shown = said(printer, path, 422, what="count", kind=KIND, office=office, pieces="")
    assert "شمار را" in shown
    said(printer, path, what="count", kind=KIND, office=office, pieces="۹۷")
    assert StockCount.objects.get().counted == 97
    assert "۹۷" in printer.get("/office/print/stock/").content.decode()


def test_nobody_else_sees_the_print_room(room: PrintRoom) -> None:
    room.issued()
    (item,) = room.printed()
    for role in ("bureau-expert", "service-clerk"):
        client = as_(room, role)
        for path in ("/office/print/", f"/office/print/batches/{item.batch_id}/", "/office/print/stock/"):
            assert client.get(path).status_code in {403, 404}
    elsewhere = Client()
    elsewhere.force_login(room.bureau.hire("card-office", office=room.bureau.elsewhere))
    assert elsewhere.get(f"/office/print/batches/{item.batch_id}/").status_code == 404
