"""Whatever is typed into whatever field: the page comes again with what is wrong, or goes on; never a fault of ours."""

from collections.abc import Callable, Iterator
from copy import deepcopy

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from factories.forms import Form
from integration.web_forms.bureau import of_the_bureau
from integration.web_forms.conftest import Place, Town, of_people, of_the_counter, of_the_door, of_the_office
from integration.web_forms.leaving import of_leavers
from panah.foundation.persian import has_bidi_controls
from panah.web.access import TABLE

pytestmark = pytest.mark.django_db
NUL, NOT_A_NUMBER, LONG_NUMBER = "\x00", "²", "9" * 5_000
EVERYWHERE = {
    "NUL": "شیر\x00از",
    "direction marks": "\u202eعلی\u2066\u200f",
    "Persian digits": "۰۱۲۳۴۵۶۷۸۹",
    "Arabic digits": "٠١٢٣٤٥٦٧٨٩",
    "a digit that is no number": NOT_A_NUMBER,
    "a number no row has": LONG_NUMBER,
    "a thousand words": "کلمهٔ بی‌پایان " * 1000,
    "nothing but spaces": "\u200c \u00a0\t",
    "markup": "<script>alert(1)</script>",
    "half a letter": "\u0654'%s{0}👩‍👧",
}
ONE_BY_ONE = (NOT_A_NUMBER, LONG_NUMBER)
BOUND = {"csrfmiddlewaretoken", "writer", "next"}
"""Names whose value nothing is done with but to compare it."""
WORDS = ('class="errors', "field-error", "told", "inset", "<h1>این")
"""What a page says on which something is wrong."""
NEVER_THERE = {"account_signup", "account_reset_password", "account_email", "account_set_password"}
"""Addresses allauth wants and Panah answers with 404."""
BOOKS = {
    "casework",
    "payments",
    "decisions",
    "documents",
    "evidence",
    "notifications",
    "correspondence",
    "audit",
}
PEOPLE: dict[str, Callable[[Town], Iterator[Place]]] = {
    "people": of_people,
    "counter": of_the_counter,
    "office": of_the_office,
    "bureau": of_the_bureau,
    "leavers": of_leavers,
    "door": of_the_door,
}


def route(form: Form) -> str:
    """The name of the route a form goes to."""
    return str(resolve(form.action.partition("?")[0]).view_name)


def once_each(places: Iterator[Place]) -> Iterator[tuple[Place, Form]]:
    """Each form of the pages, once for each route and set of names."""
    seen = set()
    for place in places:
        for form in list(place.forms()):
            shape = (route(form), frozenset(form.offered))
            if shape not in seen:
                seen.add(shape)
                yield place, form


def sent(
    client: Client,
    form: Form,
    values: dict[str, list[str]] | str,
    look: Callable[[Form, int], None] = lambda *_: None,
) -> HttpResponse:
    """Send a form, look at what it did, and undo it."""
    cookies = deepcopy(client.cookies)
    cache.clear()
    with transaction.atomic():
        if isinstance(values, str):
            answer = client.generic("POST", form.action, values, "application/x-www-form-urlencoded")
        else:
            answer = client.post(form.action, values)
        look(form, answer.status_code)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer  # type: ignore[return-value]  # the test client's own answer is one


def trouble(answer: HttpResponse) -> str:
    """What is wrong with an answer; nothing, where it leads on or says in Persian what to do."""
    status, html = answer.status_code, answer.content.decode()
    if status == 302:
        return ""
    faults = {
        "a fault of ours": status >= 500 and status != 503,
        "no page": "<h1" not in html,
        "NUL on the page": NUL in html,
        "markup on the page": "<script>alert" in html,
        "not a word": status in {409, 422} and not any(one in html for one in WORDS),
    }
    return " ".join(f"{status} {fault}" for fault, found in faults.items() if found)


def tries(form: Form) -> Iterator[tuple[str, dict[str, list[str]] | str]]:
    """Every way of filling a form badly."""
    usual = form.filled()
    for what, value in EVERYWHERE.items():
        yield f"{what} everywhere", {name: [value] for name in usual}
    for name in usual.keys() - BOUND:
        for value in ONE_BY_ONE:
            yield f"{value[:3]!r} in {name}", {**usual, name: [value]}
        yield f"without {name}", {one: values for one, values in usual.items() if one != name}
    yield "nothing", {}
    yield "everything twice", {name: values * 2 for name, values in usual.items()}
    yield "no letters of any kind", "&".join(f"{name}=%FF%00%ED%A0%80" for name in usual) + "&%00=%00&=&&"


@pytest.mark.parametrize("who", PEOPLE)
def test_whatever_is_typed_the_page_answers_in_words(town: Town, who: str) -> None:
    wrong = []
    for place, form in once_each(PEOPLE[who](town)):
        for what, values in tries(form):
            try:
                found = trouble(sent(place.client, form, values))
            except Exception as fault:  # noqa: BLE001  # whatever it is, it is the finding
                found = f"{type(fault).__name__}: {fault}"
            if found:
                wrong.append(f"{form.action} on {place.address}, {what}: {found}"[:300])
    assert wrong == []


def stored_text() -> Iterator[str]:
    """Every text in the books."""
    for model in apps.get_models():
        if model._meta.app_label in BOOKS:
            kinds = (models.CharField, models.TextField, models.JSONField)
            names = [one.attname for one in model._meta.concrete_fields if isinstance(one, kinds)]
            for row in model._default_manager.values_list(*names) if names else ():
                yield from map(str, row)


def choices(form: Form) -> Iterator[dict[str, list[str]]]:
    """The form with each of its answers chosen in turn, and direction marks in everything that is written."""
    marked = {name: ["\u202eعلی\u2066 ۱۲۳\u200f"] for name in form.written if not form.given[name][0]}
    usual = {**form.filled(), **marked}
    yield usual
    for name in set(form.offered) - form.written:
        for value in form.offered[name] if len(form.offered[name]) > 1 else ():
            yield {**usual, name: [value]}


@pytest.mark.parametrize("who", ["people", "counter", "office", "bureau", "leavers"])
def test_no_direction_mark_is_ever_stored(town: Town, who: str) -> None:
    done, wrong = set(), set()

    def look(form: Form, status: int) -> None:
        if status == 302:
            done.add(form.action)
            if any(has_bidi_controls(text) for text in stored_text()):
                wrong.add(form.action)

    for place, form in once_each(PEOPLE[who](town)):
        for values in choices(form):
            sent(place.client, form, values, look=look)
    assert len(done) > 3
    assert wrong == set()


def test_every_route_that_takes_a_form_is_walked(town: Town) -> None:
    takes = {name for name, row in TABLE.items() if "POST" in row.methods}
    walked = {route(form) for places in PEOPLE.values() for place in places(town) for form in place.forms()}
    machines = {one for one in takes if one.startswith("gateways:")}
    assert takes - walked - machines == NEVER_THERE
