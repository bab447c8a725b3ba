"""Mistakes people make every day: a day that year did not have, and a slip that was used before."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from factories.forms import Form, forms_of
from integration.web_forms.conftest import Place, Town, of_people, of_the_counter, of_the_office
from integration.web_forms.test_anything_typed import once_each, sent
from panah.payments.models import Payment

pytestmark = pytest.mark.django_db
NOT_THAT_YEAR = "اسفند آن سال ۲۹ روز داشت"
USED = "پیش از این برای پروندهٔ دیگری ثبت شده است"
SLIP = {"channel": "deposit-slip", "reference": "۹۹۸۸-۷۷۶۶", "paid_on_day": "1", "paid_on_month": "9"}
TAG = re.compile(r"<[^>]+>")
ISOLATED = re.compile("[\u2066-\u2069]")


def plain(html: str) -> str:
    """What a page reads like."""
    return ISOLATED.sub("", TAG.sub("", html))


def day_fields(form: Form) -> set[str]:
    """The names of the days a form asks for."""
    return {name.removesuffix("_year") for name in form.offered if name.endswith("_year")}


def with_days(town: Town) -> Iterator[tuple[Place, Form]]:
    """Every form that asks for a day."""
    for places in (of_people, of_the_counter, of_the_office):
        for place, form in once_each(places(town)):
            if day_fields(form):
                yield place, form


def test_the_thirtieth_of_esfand_of_a_common_year_is_told_on_every_form_that_asks_for_a_day(
    town: Town,
) -> None:
    silent, seen = [], set()
    for place, form in with_days(town):
        for name in day_fields(form):
            typed = {f"{name}_day": ["۳۰"], f"{name}_month": ["اسفند"], f"{name}_year": ["۱۴۰۴"]}
            answer = sent(place.client, form, {**form.filled(), **typed})
            html = answer.content.decode()
            seen.add(f"{form.action.split('/')[1]} {name}")
            if answer.status_code != 422 or NOT_THAT_YEAR not in plain(html) or 'value="۳۰"' not in html:
                silent.append(f"{form.action} {name}: {answer.status_code}")
    assert {"my trip-starts", "my trip-ends", "my paid_on", "counter trip-ends", "counter paid_on"} <= seen
    assert silent == []


def test_a_household_is_asked_for_on_a_day_there_was(town: Town) -> None:
    clerk = town.world.client(town.world.staff("bureau-clerk"))
    address = f"/office/households/{town.world.household.household_code}/"
    day = {"on_day": "30", "on_month": "12", "on_year": "1404"}
    answer = clerk.get(address, day)
    assert answer.status_code == 200
    assert NOT_THAT_YEAR in plain(answer.content.decode())
    assert 'value="30"' in answer.content.decode()


@pytest.mark.parametrize("where", ["my", "counter"])
def test_a_slip_that_was_used_before_is_told_and_what_was_typed_stays(town: Town, where: str) -> None:
    first, second = town.to_pay(), town.to_pay()
    client = {
        "my": town.world.client(),
        "counter": town.world.client(town.world.staff("service-clerk")),
    }[where]
    slip = {**SLIP, "paid_on_year": "1405"}
    assert client.post(f"/{where}/cases/{first.pk}/pay/", slip).status_code == 302
    answer = client.post(f"/{where}/cases/{second.pk}/pay/", slip)
    html = answer.content.decode()
    assert answer.status_code in {409, 422}
    assert USED in plain(html)
    assert 'value="۹۹۸۸-۷۷۶۶"' in html
    assert str(first.number) not in html
    assert Payment.objects.count() == 1


def test_the_number_of_a_slip_is_the_same_in_any_digits_and_with_any_strokes(town: Town) -> None:
    first, second = town.to_pay(), town.to_pay()
    door = town.world.client()
    slip = {**SLIP, "paid_on_year": "1405"}
    door.post(f"/my/cases/{first.pk}/pay/", slip)
    for written in ("99887766", "٩٩٨٨٧٧٦٦", "9988 7766", "\u202e۹۹۸۸\u2069۷۷۶۶"):
        answer = door.post(f"/my/cases/{second.pk}/pay/", {**slip, "reference": written})
        assert USED in plain(answer.content.decode()), written


def test_a_page_that_was_open_too_long_says_what_to_do() -> None:
    cache.clear()
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/enter/", {"login": "x", "password": "y"})
    assert (answer.status_code, "این فرم کهنه شده است" in answer.content.decode()) == (403, True)
    page = client.get("/enter/").content.decode()
    form = next(one for one in forms_of(page, "/enter/") if "login" in one.offered)
    assert client.post("/enter/", {**form.filled(), "login": "x", "password": "y"}).status_code == 200
