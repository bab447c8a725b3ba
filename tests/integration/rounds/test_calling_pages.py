"""The pages of a call-up: a household's own, an office's, and what anybody can check of the draw."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from factories.bureau import public_account
from factories.calling import SEED, Calling
from factories.rounds import announced
from panah.appointments.models import Appointment, EarlierOffer, SaidNeeds, Slot
from panah.appointments.rules.draw import commitment
from panah.appointments.rules.needs import Need
from panah.casework.models import Case, Item
from panah.casework.operations import deliver_outbox
from panah.organisation.models import Account
from panah.registry.operations import open_household_account
from panah.web import identity

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session", autouse=True)
def static_folder() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def calling(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Calling]:
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    made = Calling(announced(now))
    made.household()
    made.round.open()
    yield made
    translation.deactivate()


def client(who: Account) -> Client:
    made = Client()
    made.force_login(who)
    return made


def drawn(calling: Calling) -> tuple[Client, Case, Appointment]:
    """The family's door, its file and its time."""
    calling.open()
    calling.promise()
    calling.call()
    household = calling.round.slips.household
    door = public_account("door")
    open_household_account(account=door, household=household, now=calling.round.now)
    return client(door), calling.case_of(household), calling.time_of(household)


class Shown(Protocol):
    """What a page was answered with."""

    @property
    def status_code(self) -> int: ...

    @property
    def content(self) -> bytes: ...


def text(response: Shown) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_household_sees_its_day_hour_office_what_to_bring_and_its_ticket(calling: Calling) -> None:
    door, case, one = drawn(calling)
    shown = text(door.get(f"/my/cases/{case.pk}/appointment/"))
    for said in ("نوبت شما", "کد کارگاه", "چه کسی بیاید", "نصرالله", "قرعه را خودتان بسنجید"):
        assert said in shown
    assert "/appointment/" in text(door.get(f"/my/cases/{case.pk}/"))
    ticket = text(door.get(f"/my/cases/{case.pk}/appointment/ticket/"))
    assert "رحیمی" not in ticket.partition("<article")[2].partition("</article>")[0]
    assert one.code[1:5] in ticket


@pytest.mark.parametrize("language", ["prs", "ar", "ps", "en"])
def test_the_pages_speak_every_language(calling: Calling, language: str) -> None:
    door, case, _ = drawn(calling)
    for page in ("", "change/", "cancel/", "needs/", "ticket/"):
        assert door.get(f"/{language}/my/cases/{case.pk}/appointment/{page}").status_code == 200


def test_another_time_is_taken_and_the_household_is_told(calling: Calling) -> None:
    door, case, one = drawn(calling)
    address = f"/my/cases/{case.pk}/appointment/change/"
    assert "همین وقت" in text(door.get(address))
    assert door.post(address, {}).status_code == 422
    slot = Slot.objects.filter(office=one.slot.office, minutes__gte=30).exclude(pk=one.slot_id).earliest("pk")
    assert door.post(address, {"slot": slot.pk}).status_code == 302
    assert calling.time_of(one.household).slot_id == slot.pk
    Slot.objects.filter(pk=one.slot_id).update(places=1)
    other = calling.household()
    Appointment.objects.create(
        purpose="x", household=other, slot_id=one.slot_id, minutes=30, booked_at=calling.round.now
    )
    full = door.post(address, {"slot": one.slot_id})
    assert full.status_code == 409
    assert "همین حالا پر شد" in full.content.decode()


def test_who_lets_a_time_go_takes_another_and_nothing_is_held_against_them(calling: Calling) -> None:
    door, case, one = drawn(calling)
    base = f"/my/cases/{case.pk}/appointment/"
    assert "به زیانتان نوشته نمی‌شود" in text(door.get(f"{base}cancel/"))
    assert door.post(f"{base}cancel/").status_code == 302
    assert "اکنون نوبتی ندارید" in text(door.get(base))
    assert door.post(f"{base}change/", {"slot": one.slot_id}).status_code == 302
    assert calling.time_of(one.household).state == "booked"


def test_an_earlier_time_is_taken_or_declined_on_the_page(calling: Calling) -> None:
    door, case, one = drawn(calling)
    now = calling.round.now
    first = Slot.objects.filter(office=one.slot.office).order_by("starts_at").first()
    assert first is not None
    base = f"/my/cases/{case.pk}/appointment/"
    later = Slot.objects.filter(office=one.slot.office, minutes__gte=30).latest("starts_at")
    door.post(f"{base}change/", {"slot": later.pk})
    while deliver_outbox(now=now):
        pass
    offer = EarlierOffer.objects.filter(appointment=one, state="open").first() or EarlierOffer.objects.create(
        appointment=one, slot=first, offered_at=now, until=now + timedelta(hours=5)
    )
    assert "وقت زودتری خالی شده است" in text(door.get(base))
    assert door.post(f"{base}offer/", {"offer": offer.pk, "answer": "no"}).status_code == 302
    assert EarlierOffer.objects.get(pk=offer.pk).state == "closed"
    assert door.post(f"{base}offer/", {"offer": offer.pk, "answer": "yes"}).status_code == 409


def test_what_one_needs_is_said_and_rules_the_times_shown(calling: Calling) -> None:
    door, case, _ = drawn(calling)
    base = f"/my/cases/{case.pk}/appointment/"
    assert "ساعت خلوت" in text(door.get(f"{base}needs/"))
    assert door.post(f"{base}needs/", {"need": ["quiet"]}).status_code == 302
    assert SaidNeeds.objects.get().needs == int(Need.QUIET)
    assert "ساعت خلوت" in text(door.get(base))
    shown = text(door.get(f"{base}change/"))
    offered = [slot for slot in Slot.objects.all() if f'value="{slot.pk}"' in shown]
    assert offered
    assert all(slot.offers & Need.QUIET for slot in offered)


def test_nobody_else_sees_an_appointment(calling: Calling) -> None:
    _, case, _ = drawn(calling)
    other = public_account("other")
    open_household_account(account=other, household=calling.household(), now=calling.round.now)
    for page in ("", "change/", "cancel/", "needs/", "ticket/"):
        assert client(other).get(f"/my/cases/{case.pk}/appointment/{page}").status_code == 404


def test_the_bureau_opens_times_promises_and_draws_on_one_page(calling: Calling) -> None:
    bureau = client(calling.round.bureau.hire("bureau-officer"))
    base = f"/office/rounds/{calling.round.one.pk}/calling/"
    shown = text(bureau.get(base))
    assert "تنها همین یک بار" in shown
    wrong = bureau.post(f"{base}times/", {"first": "فردا", "last": "۱۴۰۵/۰۹/۱۰"})
    assert wrong.status_code == 422
    assert "۱۴۰۵/۰۹/۱۰" in wrong.content.decode()
    assert bureau.post(f"{base}times/", {"first": "1405/09/02", "last": "۱۴۰۵/۰۹/۱۰"}).status_code == 302
    assert bureau.post(f"{base}draw/", {"seed": SEED.hex()}).status_code == 409
    assert bureau.post(f"{base}promise/", {"commitment": commitment(SEED)}).status_code == 302
    assert bureau.post(f"{base}draw/", {"seed": "00" * 32}).status_code == 422
    typed = {"seed": f"{SEED.hex()[:32]} {SEED.hex()[32:]}", "witness": "۱۲۳"}
    assert bureau.post(f"{base}draw/", typed).status_code == 302
    assert Appointment.objects.count() == 2
    assert "از" in text(bureau.get(base))
    clerk = client(calling.round.bureau.hire("service-clerk"))
    assert clerk.post(f"{base}times/", {}).status_code == 403


def test_an_office_has_its_day_and_shuts_it_in_one_motion(calling: Calling) -> None:
    _, _, one = drawn(calling)
    clerk = client(calling.round.bureau.hire("service-clerk", office=one.slot.office))
    day = one.slot.day.isoformat()
    shown = text(clerk.get(f"/office/rounds/appointments/?office={one.slot.office_id}&day={day}"))
    assert one.household.household_code in shown.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    found = clerk.get("/office/rounds/appointments/", {"ticket": one.code.lower()})
    assert found["Location"].endswith(f"/appointments/{one.pk}/")
    assert clerk.get("/office/rounds/appointments/", {"ticket": "N0000"}).status_code == 422
    shut = {"office": one.slot.office_id, "day": day, "reason": "گرما", "more": ""}
    assert clerk.post("/office/rounds/appointments/closed/", shut).status_code == 302
    moved = calling.time_of(one.household)
    assert moved.slot.day > one.slot.day
    assert clerk.post("/office/rounds/appointments/closed/", {**shut, "office": 1}).status_code == 404


def test_the_counter_writes_that_they_came_or_missed_and_gives_another_time(
    calling: Calling, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, case, one = drawn(calling)
    bureau = client(calling.round.bureau.hire("bureau-clerk"))
    address = f"/office/rounds/appointments/{one.pk}/"
    assert "آمدند" in text(bureau.get(address))
    assert bureau.post(f"{address}act/", {"what": "missed"}).status_code == 409
    over = one.slot.starts_at + timedelta(minutes=40)
    monkeypatch.setattr(identity, "utc_now", lambda: over)
    assert "نرسیدند" in text(bureau.get(address))
    assert bureau.post(f"{address}act/", {"what": "missed"}).status_code == 302
    assert Item.objects.get(case=case, state="open").step == "call"
    visit = f"/office/rounds/cases/{case.pk}/visit/"
    assert "همین وقت" in text(bureau.get(visit))
    assert bureau.post(visit, {"what": "needs", "need": ["curtain"]}).status_code == 302
    slot = Slot.objects.filter(starts_at__gt=over, minutes__gte=30, office=one.slot.office).latest(
        "starts_at"
    )
    assert bureau.post(visit, {"what": "book", "slot": slot.pk}).status_code == 302
    assert Item.objects.get(case=case, state="open").step == "visit"
    again = calling.time_of(one.household)
    assert bureau.post(
        f"/office/rounds/appointments/{again.pk}/act/", {"what": "swap", "slot": slot.pk}
    ).status_code in {302, 409}
    assert bureau.post(f"/office/rounds/appointments/{again.pk}/act/", {"what": "came"}).status_code == 302


def test_anybody_checks_the_draw_with_what_the_public_page_gives(calling: Calling, tmp_path: Path) -> None:
    anybody = Client()
    assert anybody.get("/draws/amayesh-21/bushehr/").status_code == 404
    _, _, one = drawn(calling)
    page = anybody.get("/draws/amayesh-21/bushehr/")
    assert SEED.hex() in text(page)
    listed = anybody.get("/draws/amayesh-21/bushehr/list.txt")
    (tmp_path / "list.txt").write_bytes(listed.content)
    ran = subprocess.run(
        [sys.executable, "-c", page.context["checker"]],
        input=f"{one.household_id}\n",
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split()[-1] == one.ticket
    for language in ("prs", "ar", "ps", "en"):
        assert anybody.get(f"/{language}/draws/amayesh-21/bushehr/").status_code == 200
