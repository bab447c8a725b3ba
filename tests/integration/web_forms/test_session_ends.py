"""A session that ends inside a form: after signing in, what was typed is there again, for its writer alone."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from factories.forms import Form, forms_of
from integration.web_forms.bureau import of_the_bureau
from integration.web_forms.conftest import Place, Town, of_people, of_the_counter, of_the_office
from integration.web_forms.print_room import of_the_print_room
from integration.web_forms.secretariat import of_the_secretariat
from integration.web_forms.test_anything_typed import once_each
from panah.organisation.models import Account
from panah.web.forms.keeping import KEPT

pytestmark = pytest.mark.django_db
TYPED = "آنچه خودم نوشتم"
LONG = "خط به خط نوشتم " * 266
PAGES = {
    "people": of_people,
    "counter": of_the_counter,
    "office": of_the_office,
    "bureau": of_the_bureau,
    "print room": of_the_print_room,
    "secretariat": of_the_secretariat,
}


def writer_of(place: Place) -> Account:
    return Account.objects.get(pk=place.client.session["_auth_user_id"])


def written(form: Form, text: str) -> dict[str, list[str]]:
    """The form with this text wherever one writes."""
    typed = {name: [text] for name in form.written if not form.given[name][0]}
    return {**form.filled(), **typed}


def after_signing_in(form: Form, values: dict[str, list[str]], who: Account) -> tuple[Client, str]:
    """Send a form without a session, sign in, and give the page one is led to."""
    cache.clear()
    client = Client()
    asked = client.post(form.action, values)
    assert asked.status_code == 302, form.action
    back = parse_qs(urlsplit(asked["Location"]).query)["next"][0]
    client.force_login(who)
    answer = client.get(back, follow=True)
    return client, answer.content.decode()


def with_words(places: Iterator[Place]) -> Iterator[tuple[Place, Form]]:
    """Forms into which one writes something that can be lost."""
    for place, form in once_each(places):
        if any(not form.given[name][0] for name in form.written):
            yield place, form


@pytest.mark.parametrize("who", PAGES)
def test_what_was_typed_is_there_after_signing_in_again(town: Town, who: str) -> None:
    lost, seen = [], 0
    for place, form in with_words(PAGES[who](town)):
        seen += 1
        with transaction.atomic():
            _, html = after_signing_in(form, written(form, TYPED), writer_of(place))
            transaction.set_rollback(True)
        if TYPED not in html:
            lost.append(f"{form.action} on {place.address}")
    assert seen > 2
    assert lost == []


@pytest.mark.parametrize("who", PAGES)
def test_what_was_typed_is_shown_to_nobody_else(town: Town, who: str) -> None:
    stranger = town.world.staff("bureau-expert")
    for _, form in with_words(PAGES[who](town)):
        with transaction.atomic():
            _, html = after_signing_in(form, written(form, TYPED), stranger)
            transaction.set_rollback(True)
        assert TYPED not in html, form.action


def test_a_pin_is_kept_nowhere(town: Town) -> None:
    seen = 0
    for place, form in once_each(of_the_secretariat(town)):
        if form.secret:
            seen += 1
            with transaction.atomic():
                typed = {**form.filled(), **{name: [TYPED] for name in form.secret}}
                client, html = after_signing_in(form, typed, writer_of(place))
                kept = str(dict(client.session))
                transaction.set_rollback(True)
            assert (TYPED in html, KEPT in kept) == (False, False), form.action
    assert seen > 0


def test_a_decision_that_was_not_sent_is_sent_after_signing_in(town: Town) -> None:
    case = town.looked_at()
    expert = town.world.staff("bureau-expert")
    place = Place(town.world.client(expert), f"/office/cases/{case.pk}/")
    form = next(one for one in place.forms() if one.action.endswith("/decide/"))
    said = {"word": ["refused"], "refused-reason-code": ["no-go-area"], "refused-reason-text": [TYPED]}
    client, html = after_signing_in(form, {**form.filled(), **said}, expert)
    again = next(one for one in forms_of(html, "") if one.action == form.action)
    assert client.post(again.action, again.filled()).status_code == 302
    assert client.post(again.action, again.filled()).status_code == 302
    assert case.subjects.filter(end="refused").count() == 1


def test_a_long_letter_is_kept_whole(town: Town) -> None:
    place = next(one for one in of_people(town) if "/object/" in one.address)
    form = next(one for one in place.forms() if "text" in one.offered)
    _, html = after_signing_in(form, written(form, LONG), writer_of(place))
    assert LONG.strip() in html
