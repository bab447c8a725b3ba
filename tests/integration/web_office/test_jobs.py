"""«کارهای نشده»: what the system could not do stays, is told to an operator in words, and is done once they say so."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from integration.web_account.conftest import LONG_AGO, Apply, World, apply, static_folder, world
from panah.audit.models import Event
from panah.casework.models import Case, OutboxMessage
from panah.casework.operations import deliver_outbox
from panah.casework.rules import MOST_ATTEMPTS
from panah.documents.models import Document
from panah.documents.operations.files import sign_files
from panah.organisation.operations import open_office
from panah.organisation.roles import OfficeKind
from panah.web import identity

__all__ = ["apply", "static_folder", "world"]

pytestmark = pytest.mark.django_db
PAGE = "/office/jobs/"


@pytest.fixture(autouse=True)
def nothing_above_the_engine() -> None:
    """Here every package does its own part."""


@pytest.fixture
def unsigned(world: World, apply: Apply, settings: Settings) -> Case:
    """A paid request whose paper nobody can sign, tried as often as it is tried."""
    case = apply()
    world.pay(case)
    settings.PANAH_DEMO = False
    for round_ in range(MOST_ATTEMPTS):
        deliver_outbox(now=world.now + timedelta(hours=round_))
    return case


def test_a_paper_that_could_not_be_signed_is_told_to_the_operator_and_to_nobody_else(
    world: World, unsigned: Case
) -> None:
    page = world.client(world.staff("operator")).get(PAGE).content.decode()
    assert unsigned.number.split("/")[-1] in page
    assert "صدور برگه" in page
    assert "کلید امضای برگه‌ها نیست" in page
    assert not Document.objects.exists()
    assert world.client(world.staff("bureau-expert")).get(PAGE).status_code == 403


def test_what_an_operator_lets_be_done_again_is_done_once(
    world: World, unsigned: Case, settings: Settings
) -> None:
    settings.PANAH_DEMO = True
    job = OutboxMessage.objects.get(case=unsigned, state="failed")
    client = world.client(world.staff("operator"))
    for _ in range(2):
        assert client.post(f"{PAGE}{job.pk}/retry/").status_code == 302
    world.deliver()
    assert Document.objects.filter(case=unsigned).count() == 1
    assert "هیچ کاری نمانده است" in client.get(PAGE).content.decode()
    assert Event.objects.filter(kind="job-retried").count() == 1


def test_an_operator_neither_sees_nor_moves_what_is_about_themselves(world: World, unsigned: Case) -> None:
    job = OutboxMessage.objects.get(case=unsigned, state="failed")
    operator = world.staff("operator")
    Case.objects.filter(pk=unsigned.pk).update(applicant=operator)
    client = world.client(operator)
    assert "هیچ کاری نمانده است" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}{job.pk}/retry/")
    job.refresh_from_db()
    assert job.state == "failed"


def test_papers_that_wait_for_their_signed_file_are_counted_with_the_reason(
    world: World, apply: Apply, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = apply()
    world.pay(case)
    world.deliver()
    settings.PANAH_DEMO = False
    sign_files(now=world.now)
    client = world.client(world.staff("operator"))
    assert "فایل امضاشده" not in client.get(PAGE).content.decode()
    monkeypatch.setattr(identity, "utc_now", lambda: world.now + timedelta(minutes=11))
    page = client.get(PAGE).content.decode()
    assert "۱ برگه یا نامه هنوز فایل امضاشده ندارد" in page
    assert "کلید امضای برگه‌ها نیست" in page


def test_an_operator_of_another_province_neither_sees_nor_moves_it(world: World, unsigned: Case) -> None:
    yazd = open_office(
        parent=world.house.ministry,
        kind=OfficeKind.DIRECTORATE,
        code="yazd",
        name="اداره کل امور اتباع و مهاجرین خارجی استان یزد",
        province_code="21",
        opened_on=LONG_AGO,
        now=world.now,
    )
    job = OutboxMessage.objects.get(case=unsigned, state="failed")
    client = world.client(world.staff("operator", office=yazd))
    assert "هیچ کاری نمانده است" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}{job.pk}/retry/")
    job.refresh_from_db()
    assert job.state == "failed"
