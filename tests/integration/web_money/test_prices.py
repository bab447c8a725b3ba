"""The official price list, and the report without a name of having paid more (S14, S19)."""

import re
from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from integration.web_account.conftest import World, static_folder, world
from panah.audit.models import Event
from panah.payments.models import OverchargeReport

__all__ = ["static_folder", "world"]

SAID = {
    "rial": "۵۰٬۰۰۰ تومان", "happened_on_day": "۱", "happened_on_month": "آذر", "happened_on_year": "۱۴۰۵",
    "words": "گفتند برای کپی است", "contact": "۰۹۱۷۰۰۰۰۰۰۰", "service": "intercity-travel",
}  # fmt: skip


@pytest.fixture(autouse=True)
def free_brakes(db: None) -> None:
    cache.clear()


def _send(key: str = "1", **changed: str) -> tuple[int, str]:
    answer = Client().post("/prices/overcharged/", {**SAID, "key": f"of-a-page-of-ours-{key}", **changed})
    return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()


@pytest.mark.parametrize("language", ["", "/prs", "/ar", "/ps", "/en"])
def test_everybody_sees_what_a_service_costs_today_and_whose_money_it_is(world: World, language: str) -> None:
    page = Client().get(f"{language}/prices/").content.decode()
    digits = "150,000" if language == "/en" else None
    if digits:
        assert digits in page
        assert "15,000" in page
    if not language:
        assert "۱۵۰٬۰۰۰" in page
        assert "تومان" in page
        assert "خزانهٔ دولت" in page
        assert "بیش از این از من گرفتند" in page


def test_a_report_needs_no_account_and_gives_a_number_that_leads_to_its_answer(
    world: World, now: datetime
) -> None:
    status, address = _send(office="")
    assert status == 302
    report = OverchargeReport.objects.get()
    assert (report.rial, report.service, report.office) == (500_000, "intercity-travel", None)
    assert address == f"/prices/reports/{report.reference}/"
    assert re.fullmatch("[0-9]{10}", report.reference)
    assert "کارشناس ادارهٔ کل می‌بیند" in Client().get(address).content.decode()
    expert = world.client(world.staff("bureau-expert"))
    told = {"answer": "با دفتر صحبت شد و پول برمی‌گردد."}
    assert expert.post(f"/office/price-reports/{report.pk}/", told).status_code == 302
    assert "پول برمی‌گردد" in Client().get(address).content.decode()
    assert expert.post(f"/office/price-reports/{report.pk}/", told).status_code == 409


def test_words_and_contact_lie_sealed_and_every_look_is_logged(world: World) -> None:
    _send()
    report = OverchargeReport.objects.get()
    kept = bytes(report.words) + bytes(report.contact)
    assert kept
    assert "گفتند".encode() not in kept
    page = world.client(world.staff("bureau-expert")).get("/office/price-reports/").content.decode()
    assert "گفتند برای کپی است" in page
    assert Event.objects.filter(stream=f"report:{report.pk}", kind="read", word="overcharge").exists()


def test_a_contractors_office_never_sees_a_report(world: World) -> None:
    _send(office=world.house.bushehr.code)
    assert OverchargeReport.objects.get().office == world.house.bushehr
    clerk = world.client(world.staff("service-clerk"))
    assert clerk.get("/office/price-reports/").status_code == 403
    number = OverchargeReport.objects.get().pk
    assert clerk.post(f"/office/price-reports/{number}/", {"answer": "x"}).status_code == 403


def test_a_report_sent_twice_is_one(world: World) -> None:
    assert _send()[1] == _send()[1]
    assert OverchargeReport.objects.count() == 1


@pytest.mark.parametrize(("field", "typed"), [("rial", "زیاد"), ("rial", ""), ("happened_on_year", "")])
def test_what_cannot_be_read_comes_back_with_all_that_was_typed(world: World, field: str, typed: str) -> None:
    status, page = _send(**{field: typed})
    assert status == 422
    assert "گفتند برای کپی است" in page
    assert not OverchargeReport.objects.exists()


def test_a_day_that_has_not_come_is_refused(world: World) -> None:
    assert _send(happened_on_year="۱۴۰۶")[0] == 422
    assert not OverchargeReport.objects.exists()


def test_one_address_reports_only_so_often_and_nothing_typed_is_lost(world: World) -> None:
    assert [_send(str(place))[0] for place in range(6)] == [302] * 5 + [429]
    assert "گفتند برای کپی است" in _send("9")[1]
    assert OverchargeReport.objects.count() == 5


def test_a_number_nobody_was_given_is_not_there(world: World) -> None:
    assert Client().get("/prices/reports/0000000000/").status_code == 404


def test_the_households_own_door_leads_to_the_prices(world: World) -> None:
    assert "/prices/" in world.client().get("/my/").content.decode()
