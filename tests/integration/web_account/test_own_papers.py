"""Each adult's papers and receipts are behind her own door alone; the office keeps and gives back against receipts."""

import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from django.conf import settings
from django.test import Client

from factories.departures import Acts, Departures, adults, open_departures
from factories.people import account
from panah.audit.queries import timeline
from panah.casework.models import Case
from panah.casework.queries import apart, applicant
from panah.catalogue.queries import versions
from panah.documents.models import Document, Keeping
from panah.documents.operations import receipt_pdf, sign_files
from panah.documents.rules.codes import show_code
from panah.documents.sealing import open_sheet
from panah.foundation.errors import NotFound
from panah.organisation.models import Account
from panah.organisation.queries import scope_of
from panah.registry.models import Person
from panah.registry.operations import bind_account
from panah.web import identity

pytestmark = pytest.mark.django_db
ACTS = Acts(
    hold=("suspend:card", "hold:card"),
    restore=("invalidate:exit-paper", "reinstate:card", "release:card", "restore-status"),
    issues=True,
)
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


@pytest.fixture
def departures(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Departures:
    """A service in which each decides for herself, as the shipped one does."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    monkeypatch.setattr(apart, "is_each_for_herself", lambda _: True)
    monkeypatch.setattr(applicant, "_reasons_of", lambda *_: {})
    opened = open_departures(now, ACTS)
    form = SimpleNamespace(plain_title="خروج داوطلبانه", slug="voluntary-departure")
    for version, content in versions._STORE._kept.items():
        versions._STORE._kept[version] = replace(content, form=form)  # type: ignore[arg-type]  # pages read no more of it
    return opened


@pytest.fixture
def case(departures: Departures) -> Case:
    """Two adults who gave their cards against receipts."""
    opened = departures.open(adults(departures.bureau, 2))
    departures.approve(opened)
    departures.deliver()
    departures.say(opened, "people/exchange", "handed", "bureau-clerk")
    return opened


def own_door(departures: Departures, paper: Document) -> tuple[Client, Account]:
    """The door of whoever bears a paper."""
    made, clerk = account(), departures.bureau.hire("service-clerk")
    person = Person.objects.get(pk=paper.bearer_id)
    scope = scope_of(clerk.pk, at=departures.now)
    bind_account(account=made, person=person, by=scope, proof="کارت دیده شد", now=departures.now)
    client = Client()
    client.force_login(made)
    return client, made


def officer(departures: Departures, role: str = "bureau-clerk") -> Client:
    client = Client()
    client.force_login(departures.bureau.hire(role))
    return client


def test_an_exit_paper_is_fetched_by_its_bearer_and_by_no_other_adult_of_the_case(
    departures: Departures, case: Case
) -> None:
    mine, theirs = Document.objects.order_by("pk")
    client, _ = own_door(departures, mine)
    waiting = client.get(f"/my/cases/{case.pk}/paper/{mine.pk}.pdf")
    assert (waiting.status_code, "برگه آماده می‌شود" in waiting.content.decode()) == (202, True)
    sign_files(now=departures.now)
    fetched = client.get(f"/my/cases/{case.pk}/paper/{mine.pk}.pdf")
    assert (fetched.status_code, fetched.content[:5]) == (200, b"%PDF-")
    assert client.get(f"/my/cases/{case.pk}/paper/{theirs.pk}.pdf").status_code == 404


def test_a_receipt_is_fetched_by_whoever_gave_the_card_and_by_no_other_adult(
    departures: Departures, case: Case
) -> None:
    mine, theirs = Document.objects.order_by("pk")
    client, _ = own_door(departures, mine)
    own = Keeping.objects.get(party=mine.bearer_id)
    other = Keeping.objects.get(party=theirs.bearer_id)
    fetched = client.get(f"/my/cases/{case.pk}/kept/{own.pk}.pdf")
    assert (fetched.status_code, fetched["Cache-Control"]) == (200, "no-store")
    assert client.get(f"/my/cases/{case.pk}/kept/{other.pk}.pdf").status_code == 404
    page = client.get(f"/my/cases/{case.pk}/").content.decode()
    assert show_code(own.receipt) in page
    assert "از آنِ شماست" in page
    for foreign in (show_code(other.receipt), theirs.number):
        assert foreign not in page


def test_a_proof_that_the_request_is_open_is_ones_own_and_says_what_was_given_up_for_it(
    departures: Departures, case: Case
) -> None:
    mine, theirs = Document.objects.order_by("pk")
    (client, _), (other, _) = own_door(departures, mine), own_door(departures, theirs)
    page = client.get(f"/my/cases/{case.pk}/").content.decode()
    assert re.findall(r'name="person" value="(\d+)"', page) == [str(mine.bearer_id)]
    asked = f"/my/cases/{case.pk}/certificate/"
    assert client.post(asked, {"person": str(theirs.bearer_id)}).status_code == 404
    assert client.post(asked, {"person": str(mine.bearer_id)}).status_code == 302
    departures.deliver()
    proof = Document.objects.get(name="in-progress")
    kept = Keeping.objects.get(party=mine.bearer_id)
    assert show_code(kept.receipt) in str(open_sheet(proof.number, proof.sealed))
    assert proof.number in client.get(f"/my/cases/{case.pk}/").content.decode().translate(LATIN)
    assert proof.number not in other.get(f"/my/cases/{case.pk}/").content.decode().translate(LATIN)
    for address in (f"paper/{proof.pk}/", f"paper/{proof.pk}.pdf"):
        assert other.get(f"/my/cases/{case.pk}/{address}").status_code == 404


def test_the_office_sees_what_it_keeps_and_prints_papers_and_receipts_again(
    departures: Departures, case: Case
) -> None:
    paper = Document.objects.order_by("pk")[0]
    kept = Keeping.objects.get(party=paper.bearer_id)
    sign_files(now=departures.now)
    client = officer(departures)
    page = client.get(f"/office/cases/{case.pk}/").content.decode()
    for words in ("مدرک‌های سپرده", "نزد اداره", show_code(kept.receipt)):
        assert words in page
    for address in (f"paper/{paper.pk}.pdf", f"kept/{kept.pk}.pdf"):
        before = len(list(timeline(stream=case.stream)))
        assert client.get(f"/office/cases/{case.pk}/{address}").status_code == 200
        assert len(list(timeline(stream=case.stream))) == before + 1
    for address in ("paper/999999.pdf", "kept/999999.pdf"):
        assert client.get(f"/office/cases/{case.pk}/{address}").status_code == 404


def test_what_was_given_back_has_a_second_receipt(departures: Departures, case: Case) -> None:
    departures.say(case, "people/ask", "stays", "bureau-expert")
    kept = Keeping.objects.order_by("pk")[0]
    client = officer(departures)
    page = client.get(f"/office/cases/{case.pk}/").content.decode()
    assert "پس داده شد" in page
    assert show_code(kept.return_receipt) in page
    first, second = (
        client.get(f"/office/cases/{case.pk}/kept/{kept.pk}.pdf{asked}").content
        for asked in ("?of=taking", "")
    )
    assert first != second
    for pdf in (first, second):
        with pikepdf.open(BytesIO(pdf)) as opened:
            assert len(opened.pages) == 1


def test_there_is_no_receipt_of_a_return_before_it(departures: Departures, case: Case) -> None:
    kept = Keeping.objects.order_by("pk")[0]
    assert receipt_pdf(kept.pk, is_return=False).startswith(b"%PDF-")
    for number, is_return in ((kept.pk, True), (999_999, False)):
        with pytest.raises(NotFound, match="keeping-unknown"):
            receipt_pdf(number, is_return=is_return)
