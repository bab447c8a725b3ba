"""The page «نجوا و مرزبانی»: what is typed there, what another officer sees, and what an operator decides."""

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from factories.departures import Acts, Departures, adults, open_departures
from factories.simulators import simulators
from panah.audit.models import Event
from panah.conf.simulators.speech import Behaviour
from panah.documents.models import OutsideEntry
from panah.documents.operations.outside import send_outside
from panah.organisation.models import Account, Office
from panah.web import identity

pytestmark = pytest.mark.django_db
ACTS = Acts(
    hold=("suspend:card", "record-in-najva"), restore=("reinstate:card", "restore-status", "correct-in-najva")
)
PAGE = "/office/outside/"


@pytest.fixture(autouse=True)
def nothing_above_the_engine() -> None:
    """Here every package does its own part."""


@pytest.fixture
def departures(db: None, now: datetime, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Departures:
    Path(configured.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.PANAH_NAJVA_URL = ""
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    return open_departures(now, ACTS)


def waiting(departures: Departures, count: int = 1) -> list[OutsideEntry]:
    case = departures.open(adults(departures.bureau, count))
    departures.approve(case)
    departures.say(case, "people/exchange", "handed", "bureau-clerk")
    departures.deliver()
    return list(OutsideEntry.objects.filter(case=case).order_by("pk"))


def sees(departures: Departures, role: str, name: str = "", office: Office | None = None) -> Client:
    client = Client()
    account: Account = departures.bureau.hire(role, name=name, office=office)
    client.force_login(account)
    return client


def text(client: Client) -> str:
    return client.get(PAGE).content.decode()


def states() -> list[str]:
    return list(OutsideEntry.objects.order_by("pk").values_list("state", flat=True))


def test_the_page_lists_what_is_to_be_typed_and_the_look_is_logged(departures: Departures) -> None:
    (entry,) = waiting(departures)
    shown = text(sees(departures, "operator"))
    for words in ("عضو0 رحیمی", "توقف اعتبار کارت", "کارت آمایش", "متوقف"):
        assert words in shown
    assert "شاید رسیده باشد" not in shown
    looked = Event.objects.filter(stream=f"person:{entry.person_id}", kind="read").latest("pk")
    assert (looked.role, looked.word, looked.case_number) == ("operator", "service", entry.case.number)


def test_ticked_lines_are_kept_and_a_wrong_one_stays_as_it_was_typed(departures: Departures) -> None:
    first, second, third = waiting(departures, 3)
    answer = sees(departures, "operator").post(
        f"{PAGE}typed/",
        {
            "line": [first.pk, second.pk],
            f"receipt-{first.pk}": "۱۲/۳۴",
            f"on-{first.pk}": "۱۴۰۵/۰۹/۰۱",
            f"receipt-{second.pk}": "56/78",
            f"on-{second.pk}": "1405/12/01",
            f"receipt-{third.pk}": "90/12",
            f"on-{third.pk}": "1405/09/01",
        },
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert states() == ["typed", "to-type", "to-type"]
    assert OutsideEntry.objects.get(pk=first.pk).receipt == "12/34"
    assert "این روز هنوز نرسیده است" in shown
    for kept in ('value="56/78"', 'value="1405/12/01"', 'value="90/12"'):
        assert kept in shown
    assert sees(departures, "operator").post(f"{PAGE}typed/", {}).status_code == 422


def test_another_officer_looks_and_the_case_goes_on(departures: Departures) -> None:
    (entry,) = waiting(departures)
    typist = sees(departures, "operator")
    typist.post(
        f"{PAGE}typed/", {"line": entry.pk, f"receipt-{entry.pk}": "1", f"on-{entry.pk}": "1405/09/01"}
    )
    assert "خودتان ثبت کرده‌اید" in text(typist)
    look = f"{PAGE}{entry.pk}/look/"
    assert typist.post(look, {"matches": "yes"}).status_code == 409
    officer = sees(departures, "bureau-officer")
    assert officer.post(look, {"matches": "no"}).status_code == 422
    assert officer.post(look, {"matches": "no", "reason": "شمارهٔ کارت دیگر است"}).status_code == 302
    assert "شمارهٔ کارت دیگر است" in text(typist)
    typist.post(
        f"{PAGE}typed/", {"line": entry.pk, f"receipt-{entry.pk}": "2", f"on-{entry.pk}": "1405/09/01"}
    )
    assert officer.post(look, {"matches": "yes"}).status_code == 302
    assert states() == ["recorded"]
    assert entry.case.items.filter(state="open").get().step == "people/ask"


def test_an_operator_sends_what_failed_again_or_has_it_typed(
    departures: Departures, settings: Settings, now: datetime
) -> None:
    with simulators() as running:
        settings.PANAH_NAJVA_URL = running.najva_url
        running.both.najva.manners.behaviour = Behaviour.REFUSING
        first, second = waiting(departures, 2)
        OutsideEntry.objects.update(attempts=7)
        send_outside(now=now)
        assert states() == ["failed", "failed"]
        desk = sees(departures, "system-desk")
        shown = text(desk)
        assert "فرستاده نشد" in shown
        assert "نجوا نپذیرفت" in shown
        assert desk.post(f"{PAGE}{first.pk}/mend/", {"what": "retry"}).status_code == 302
        assert desk.post(f"{PAGE}{first.pk}/mend/", {"what": "retry"}).status_code == 409
        assert desk.post(f"{PAGE}{second.pk}/mend/", {"what": "by-hand"}).status_code == 302
        assert states() == ["queued", "to-type"]
    assert "شاید رسیده باشد" in text(sees(departures, "operator"))


def test_what_lies_elsewhere_is_not_there(departures: Departures) -> None:
    (entry,) = waiting(departures)
    far = sees(departures, "operator", office=departures.bureau.elsewhere)
    assert "عضو0" not in text(far)
    far.post(f"{PAGE}typed/", {"line": entry.pk, f"receipt-{entry.pk}": "1", f"on-{entry.pk}": "1405/09/01"})
    assert states() == ["to-type"]
    for path in ("look", "mend"):
        assert far.post(f"{PAGE}{entry.pk}/{path}/", {"matches": "yes"}).status_code == 404
