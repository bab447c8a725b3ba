"""Asking for the slip on a phone: page by page, kept, read back, sent once."""

import pytest
from django.conf import settings
from django.test import override_settings

from integration.web_account.conftest import ANSWERS, APPLY, Apply, World, hidden
from panah.casework.models import Case, Draft
from panah.casework.queries.forms import request_of

pytestmark = pytest.mark.django_db
WHERE = f"{APPLY}destination/"


def test_a_household_asks_page_by_page_and_keeps_a_number(world: World, apply: Apply) -> None:
    case = apply()
    assert request_of(case.pk) == {
        "travellers": [one.pk for one in world.members],
        "origin": "bushehr/bushehr",
        "destination": "fars/shiraz",
        "reason": "pilgrimage",
        "reason-other": "",
        "trip-starts": "1405/09/05",
        "trip-ends": "1405/09/12",
        "phone": "+989171234567",
    }
    assert case.applicant_id == world.door.pk
    assert not case.alone
    page = world.client().get(f"/my/cases/{case.pk}/sent/").content.decode()
    assert "شمارهٔ شما" in page
    assert not Draft.objects.exists()


def test_the_number_comes_at_the_ninth_page(world: World) -> None:
    client, pages = world.client(), 1
    answers = {"travellers": {"travellers": [str(world.members[0].pk)]}, **ANSWERS}
    assert client.get("/my/").status_code == 200
    to = client.get(APPLY)["Location"]
    while not to.endswith("/check/"):
        assert client.get(to).status_code == 200
        pages += 1
        to = client.post(to, answers[to.rstrip("/").rpartition("/")[2]])["Location"]
    sent = client.post(to, {"key": hidden(client.get(to).content.decode())["key"]})
    assert client.get(sent["Location"]).status_code == 200
    pages += 2
    assert pages == 9


def test_the_same_form_sent_twice_is_one_request(world: World, apply: Apply) -> None:
    client = world.client()
    answers = {"travellers": {"travellers": [str(world.members[0].pk)]}, **ANSWERS}
    for name, given in answers.items():
        client.post(f"{APPLY}{name}/", given)
    form = {"key": hidden(client.get(f"{APPLY}check/").content.decode())["key"]}
    first, second = client.post(f"{APPLY}check/", form), client.post(f"{APPLY}check/", form)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_what_was_typed_survives_an_error_and_the_error_says_what_to_type(world: World) -> None:
    page = world.client().post(WHERE, {"destination": "ناکجاآباد"})
    assert page.status_code == 422
    assert "ناکجاآباد" in page.content.decode()
    assert "استانش را هم بنویسید" in page.content.decode()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (("30", "12", "1404", "1", "1", "1405"), "اسفند آن سال"),
        (("5", "9", "1405", "4", "9", "1405"), "روز برگشت پیش از روز رفتن است"),
        (("5", "9", "1405", "25", "10", "1405"), "روز پس از رفتن"),
        (("5", "8", "1405", "5", "8", "1405"), "این روز گذشته است"),
        (("5", "9", "2026", "5", "9", "1405"), "این سال میلادی است"),
    ],
)
def test_every_way_of_mistaking_a_day_has_its_own_sentence(
    world: World, days: tuple[str, ...], sentence: str
) -> None:
    names = [f"trip-{end}_{part}" for end in ("starts", "ends") for part in ("day", "month", "year")]
    page = world.client().post(f"{APPLY}trip-starts/", dict(zip(names, days, strict=True)))
    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_a_place_nobody_listed_is_taken_with_its_province(world: World) -> None:
    client = world.client()
    assert client.post(WHERE, {"destination": "مرودشت، فارس"}).status_code == 302
    assert "مرودشت، استان فارس" in client.get(WHERE).content.decode()


def test_a_reason_of_ones_own_is_asked_only_beside_other(world: World) -> None:
    client = world.client()
    assert client.post(f"{APPLY}reason/", {"reason": "other", "reason-other": ""}).status_code == 422
    assert client.post(f"{APPLY}reason/", {"reason": "other", "reason-other": "عروسی\0"}).status_code == 302
    assert client.post(f"{APPLY}reason/", {"reason": "work", "reason-other": ""}).status_code == 302


def test_somebody_of_another_household_cannot_be_taken_along(world: World) -> None:
    page = world.client().post(f"{APPLY}travellers/", {"travellers": ["999999"]})
    assert page.status_code == 422
    assert Draft.objects.count() == 0


def test_what_was_begun_waits_for_its_writer_even_after_signing_out(world: World) -> None:
    client = world.client()
    client.post(WHERE, {"destination": "شیراز"})
    client.logout()
    again = world.client()
    assert "نیمه‌کاره" in again.get("/my/").content.decode()
    assert "شیراز، استان فارس" in again.get(WHERE).content.decode()


KEEPING = [
    *(one for one in settings.MIDDLEWARE if not one.endswith(("PolicyMiddleware", "KeepTyping"))),
    "panah.web.forms.keeping.KeepTyping",
    "panah.web.access.PolicyMiddleware",
]


@override_settings(MIDDLEWARE=KEEPING)
def test_a_session_that_ends_inside_a_form_loses_nothing(world: World) -> None:
    client = world.client()
    writer = _writer(client.get(WHERE).content.decode())
    client.logout()
    answer = client.post(WHERE, {"destination": "شیرا", "writer": writer})
    assert answer.status_code == 302
    assert "/enter/" in answer["Location"]
    assert "destination" in answer["Location"]
    client.force_login(world.door)
    assert 'value="شیرا"' in client.get(WHERE).content.decode()
    assert Draft.objects.count() == 0


@override_settings(MIDDLEWARE=KEEPING)
def test_what_one_typed_is_never_shown_to_another_who_signs_in(world: World) -> None:
    client = world.client()
    writer = _writer(client.get(WHERE).content.decode())
    client.logout()
    client.post(WHERE, {"destination": "کجای دور", "writer": writer})
    client.force_login(world.own_door(world.members[1]))
    assert "کجای دور" not in client.get(WHERE).content.decode()


def _writer(page: str) -> str:
    return page.partition('name="writer" value="')[2].partition('"')[0]
