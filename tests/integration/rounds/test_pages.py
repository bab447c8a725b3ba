"""The ministry announces and opens a round from its page; an office answers from its own."""

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from factories.bureau import Bureau
from factories.rounds import SLUG
from factories.slips import Slips, open_slips
from panah.casework.models import Case
from panah.organisation.models import Office
from panah.rounds.models import RegistrationRound

pytestmark = pytest.mark.django_db
ROUNDS = "/office/rounds/"


@pytest.fixture
def slips(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Slips:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return open_slips(now)


def door(bureau: Bureau, role: str, office: Office | None = None) -> Client:
    client = Client()
    client.force_login(bureau.hire(role, office=office))
    return client


def test_a_round_is_announced_answered_opened_and_closed_in_pages(slips: Slips) -> None:
    ministry = door(slips.bureau, "ministry-officer", slips.bureau.ministry)
    page = ministry.get(ROUNDS).content.decode()
    assert "ابلاغ شود" in page
    ministry.post(f"{ROUNDS}announce/", {"slug": SLUG, "province": "bushehr"})
    one = RegistrationRound.objects.get()
    at = f"{ROUNDS}{one.pk}/"
    early = ministry.post(f"{at}open/", {"key": "early"})
    assert early.status_code == 409
    assert "هنوز ننوشته‌اند" in early.content.decode()
    bureau = door(slips.bureau, "bureau-officer")
    for told in one.communications.all():
        said = {"office": told.office_id, "briefed": "۱۴۰۵/۰۸/۳۰", "minutes": "همه آمدند."}
        assert bureau.post(f"{at}acknowledge/", said).status_code == 302
    ministry.post(f"{at}open/", {"key": "open"})
    assert Case.objects.filter(start="round").count() == 1
    assert "فراخوانده" in ministry.get(at).content.decode()
    ministry.post(f"{at}close/")
    one.refresh_from_db()
    assert one.course == "closed"
    assert Case.objects.get(start="round").state == "open"


def test_what_was_typed_about_a_briefing_is_not_lost_when_its_day_cannot_be_read(slips: Slips) -> None:
    ministry = door(slips.bureau, "ministry-officer", slips.bureau.ministry)
    ministry.post(f"{ROUNDS}announce/", {"slug": SLUG, "province": "bushehr"})
    one = RegistrationRound.objects.get()
    told = one.communications.get(office=slips.bureau.directorate)
    said = {"office": told.office_id, "briefed": "فردا", "minutes": "همه آمدند."}
    answer = door(slips.bureau, "bureau-officer").post(f"{ROUNDS}{one.pk}/acknowledge/", said)
    assert answer.status_code == 422
    assert "همه آمدند." in answer.content.decode()


def test_a_clerk_cannot_open_a_round(slips: Slips) -> None:
    clerk = door(slips.bureau, "service-clerk")
    assert clerk.post(f"{ROUNDS}announce/", {"slug": SLUG, "province": "bushehr"}).status_code == 403
    assert not RegistrationRound.objects.exists()
