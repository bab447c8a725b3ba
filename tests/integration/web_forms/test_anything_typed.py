"""Whatever is typed into whatever field: the page comes again with what is wrong, or goes on; never a fault of ours."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from factories.forms import Form
from integration.web_forms.bureau import of_the_bureau
from integration.web_forms.conftest import Place, Town, of_people, of_the_counter, of_the_door, of_the_office
from integration.web_forms.leaving import of_leavers
from integration.web_forms.money import of_money
from integration.web_forms.print_room import of_the_print_room
from integration.web_forms.rounds import of_the_rounds
from integration.web_forms.secretariat import of_the_secretariat
from panah.foundation.persian import has_bidi_controls
from panah.web.access import TABLE

pytestmark = pytest.mark.django_db
NUL, NOT_A_NUMBER, NO_ROW, LONG_NUMBER = "\x00", "²", "9" * 25, "9" * 5_000
SOUP = "شیر\x00از \u202eعلی\u2066\u200f <script>alert(1)</script> \u0654'%s{0}👩‍👧"
"""NUL, direction marks, markup, half a letter, and what programs take for places to fill in."""
TYPED = {
    "soup": SOUP,
    "digits of any kind": "۱۲۳٤٥٦78",
    "a thousand words": "کلمهٔ بی‌پایان " * 1000,
    "nothing but spaces": "\u200c \u00a0\t",
    "a digit that is no number": NOT_A_NUMBER,
    "a number no database holds": NO_ROW,
    "a number no page is wide enough for": LONG_NUMBER,
}
ALONE = (NOT_A_NUMBER, NO_ROW)
NO_FILE = "نه عکس و نه چیز دیگر".encode()
EACH_COUNTS = {"office:call", "office:log-call"}
"""Whoever phones twice without an answer writes the same twice."""
BOUND = {"csrfmiddlewaretoken", "writer", "next"}
"""Names whose value nothing is done with but to compare it."""
WORDS = ('class="errors', "field-error", "told", "inset", "<h1>این")
"""What a page says on which something is wrong."""
NEVER_THERE = {"account_signup", "account_reset_password", "account_email", "account_set_password"}
"""Addresses allauth wants and Panah answers with 404."""
MACHINES = ("gateways:", "api:", "lists:")
"""Routes no page has a form for: what machines send there is tried where their contracts are."""
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
FOUND, FEW = 302, 3
PEOPLE: dict[str, Callable[[Town], Iterator[Place]]] = {
    "people": of_people,
    "counter": of_the_counter,
    "office": of_the_office,
    "bureau": of_the_bureau,
    "leavers": of_leavers,
    "money": of_money,
    "print room": of_the_print_room,
    "rounds": of_the_rounds,
    "secretariat": of_the_secretariat,
    "door": of_the_door,
}


def route(form: Form) -> str:
    """The name of the route a form goes to."""
    return str(resolve(form.action.partition("?")[0]).view_name)


def once_each(places: Iterator[Place]) -> Iterator[tuple[Place, Form]]:
    """Each form of the pages, once for each route, set of names, and thing it says shall be done."""
    seen = set()
    for place in places:
        for form in list(place.forms()):
            shape = (route(form), frozenset(form.offered), *form.offered.get("what", ()))
            if shape not in seen:
                seen.add(shape)
                yield place, form


def sent(
    client: Client,
    form: Form,
    values: dict[str, Any] | str,
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
    if status == FOUND:
        return ""
    faults = {
        "a fault of ours": status >= 500 and status != 503,
        "no page": "<h1" not in html,
        "NUL on the page": NUL in html,
        "markup on the page": "<script>alert" in html,
        "not a word": status in {409, 422} and not any(one in html for one in WORDS),
    }
    return " ".join(f"{status} {fault}" for fault, found in faults.items() if found)


def tries(form: Form, tried: set[tuple[str, str]]) -> Iterator[tuple[str, dict[str, Any] | str]]:
    """Every way of filling a form badly: everything, what one types into it, and the rest one by one.

    What was tried alone on another form of the same route (`tried`) is not tried again.
    """
    usual = form.filled()
    typed = usual.keys() & form.written
    yield "soup everywhere", {name: [SOUP] for name in usual}
    yield "nothing", {}
    yield "everything twice", {name: values * 2 for name, values in usual.items()}
    yield "no letters of any kind", "&".join(f"{name}=%FF%00%ED%A0%80" for name in usual) + "&%00=%00&=&&"
    for what, value in TYPED.items() if typed else ():
        yield f"{what} typed", {**usual, **{name: [value] for name in typed}}
    for name in sorted(usual.keys() - typed - BOUND):
        if (route(form), name) not in tried:
            tried.add((route(form), name))
            for value in ALONE:
                yield f"{value[:3]!r} in {name}", {**usual, name: [value]}
            yield f"without {name}", {one: values for one, values in usual.items() if one != name}
    for name in sorted(form.files):
        yield f"no file in {name}", {**usual, name: SimpleUploadedFile("\u202ex\x00.jpg", NO_FILE)}
        yield f"text in place of {name}", {**usual, name: [SOUP]}


def stored_text() -> Iterator[str]:
    """Every text in the books."""
    for model in apps.get_models():
        if model._meta.app_label in BOOKS:
            kinds = (models.CharField, models.TextField, models.JSONField)
            names = [one.attname for one in model._meta.concrete_fields if isinstance(one, kinds)]
            for row in model._default_manager.values_list(*names) if names else ():
                yield from map(str, row)


def rows() -> int:
    """How many rows the books have but for the journal, in which every look stands."""
    books = (one for one in apps.get_models() if one._meta.app_label in BOOKS - {"audit"})
    return sum(one._default_manager.count() for one in books)


def choices(form: Form) -> Iterator[dict[str, list[str]]]:
    """The form with each of its answers chosen in turn, and direction marks in everything that is written."""
    marked = {name: ["\u202eعلی\u2066 ۱۲۳\u200f"] for name in form.written if not form.given[name][0]}
    usual = {**form.filled(), **marked}
    yield usual
    for name in set(form.offered) - form.written:
        for value in form.offered[name] if len(form.offered[name]) > 1 else ():
            yield {**usual, name: [value]}


@dataclass(slots=True)
class Walk:
    """What was found on the forms of some pages: faults, where a direction mark was stored, and what went through."""

    routes: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    tried: set[tuple[str, str]] = field(default_factory=set)

    def try_everything(self, place: Place, form: Form) -> None:
        """Fill a form in every wrong way."""
        for what, values in tries(form, self.tried):
            try:
                found = trouble(sent(place.client, form, values))
            except Exception as fault:  # noqa: BLE001  # whatever it is, it is the finding
                found = f"{type(fault).__name__}: {fault}"
            if found:
                self.faults.append(f"{form.action} on {place.address}, {what}: {found}"[:300])

    def mark_everything(self, place: Place, form: Form) -> None:
        """Fill a form in every right way, with direction marks in what is written, and send it twice."""
        for values in choices(form):

            def look(form: Form, status: int, values: dict[str, list[str]] = values) -> None:
                if status != FOUND:
                    return
                if any(has_bidi_controls(text) for text in stored_text()):
                    self.marked.add(form.action)
                if form.action not in self.done:
                    self.done.add(form.action)
                    self._again(place, form, values)

            sent(place.client, form, values, look=look)

    def _again(self, place: Place, form: Form, values: dict[str, list[str]]) -> None:
        """Send once more what went through: as somebody does who presses twice."""
        written = rows()
        found = trouble(place.client.post(form.action, values))  # type: ignore[arg-type]  # the client's own is one
        if rows() != written and route(form) not in EACH_COUNTS:
            found += " counted twice"
        if found:
            self.faults.append(f"{form.action} on {place.address}, twice: {found}"[:300])


WALKED: dict[str, set[str]] = {}
"""Routes of the forms each of these people came by, from the walks of this run; what was not walked yet is."""


@pytest.mark.parametrize("who", PEOPLE)
def test_whatever_is_typed_is_answered_in_words_and_leaves_no_direction_mark(town: Town, who: str) -> None:
    walk = Walk()
    for place, form in once_each(PEOPLE[who](town)):
        walk.routes.add(route(form))
        walk.try_everything(place, form)
        walk.mark_everything(place, form)
    WALKED[who] = walk.routes
    assert walk.faults == []
    assert walk.marked == set()
    assert len(walk.done) > FEW


def test_every_route_that_takes_a_form_is_walked(town: Town) -> None:
    takes = {name for name, row in TABLE.items() if "POST" in row.methods}
    for who, places in PEOPLE.items():
        if who not in WALKED:
            with transaction.atomic():
                WALKED[who] = {route(form) for place in places(deepcopy(town)) for form in place.forms()}
                transaction.set_rollback(True)
    walked = set().union(*WALKED.values())
    assert {one for one in takes - walked if not one.startswith(MACHINES)} == NEVER_THERE
