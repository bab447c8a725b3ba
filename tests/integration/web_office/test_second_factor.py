"""Staff work only with a second factor and while they are engaged; whatever is no key is refused with a sentence."""

import json
from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from factories.bureau import LONG_AGO, Bureau
from factories.codes import code_of, turn_on_codes
from panah.foundation.clock import local_date
from panah.organisation.models import Account, RoleHolding
from panah.organisation.operations import appoint, delegate, end_holding
from panah.organisation.queries import scope_of
from panah.web import identity

PASSWORD = "chahar-vazhe-bi-rabt"
STAFF_PAGES = (
    "/office/", "/office/worklist/", "/office/find/", "/office/money/", "/office/cases/1/",
    "/office/households/1/", "/counter/", "/counter/cases/1/", "/counter/households/1/",
)  # fmt: skip
NO_KEYS = (
    "", "null", "1", '"x"', "[]", "{}", "{", "[" * 9_000, '{"response": 1}', '{"response": {}}',
    '{"id": "\\u0000", "rawId": "\\u0000", "type": "public-key", "response": {}}',
    '{"response": {"userHandle": "\\ud800"}}', '{"response": {"userHandle": "MQ"}}', "\x00", "۱۲۳",
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
        "clientDataJSON": "AA", "attestationObject": "AA", "authenticatorData": "AA", "signature": "AA",
        "userHandle": "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA"}}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
        "clientDataJSON": "e30", "attestationObject": "oA", "authenticatorData": "A" * 60, "signature": "AA",
        "userHandle": "MQ"}}),
)  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_limits(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    cache.clear()


@pytest.fixture
def expert(bureau: Bureau) -> Account:
    account = bureau.hire("bureau-expert")
    account.set_password(PASSWORD)
    account.save()
    return account


def enter(client: Client, account: Account) -> str:
    """Say name and password; gives where that leads, empty where it leads nowhere."""
    cache.clear()
    answer = client.post("/enter/", {"login": account.username, "password": PASSWORD})
    return str(answer.headers.get("Location", ""))


def said_again(client: Client, account: Account) -> None:
    client.force_login(account)
    client.post("/enter/again/", {"password": PASSWORD})


def test_staff_without_a_second_factor_reach_no_office_page(
    client: Client, bureau: Bureau, expert: Account, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PANAH_STAFF_SECOND_FACTOR", True)
    for role in ("bureau-clerk", "payment-checker", "enquiry-desk", "bureau-director"):
        appoint(
            staff=expert.staff, role=role, office=bureau.directorate, valid_from=LONG_AGO, now=now, by=None
        )
    client.force_login(expert)
    for path in STAFF_PAGES:
        assert client.get(path).headers.get("Location") == "/enter/second/", path
    for path in ("/office/worklist/act/", "/office/cases/1/decide/", "/counter/cases/1/hand/"):
        assert client.post(path).headers.get("Location") == "/enter/second/", path
    turn_on_codes(expert)
    assert client.get("/office/").status_code == 200


def test_whoever_turns_the_last_second_factor_off_is_out_again(
    client: Client, expert: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PANAH_STAFF_SECOND_FACTOR", True)
    turn_on_codes(expert)
    said_again(client, expert)
    client.post("/enter/second/codes/new/")
    assert client.get("/office/").status_code == 200
    client.post("/enter/second/app/off/")
    assert not Authenticator.objects.filter(user=expert).exists()
    assert client.get("/office/").headers["Location"] == "/enter/second/"


def test_a_password_opens_nothing_once_the_engagement_has_ended(
    client: Client, expert: Account, now: datetime
) -> None:
    turn_on_codes(expert)
    (holding,) = RoleHolding.objects.filter(staff__account=expert)
    end_holding(holding=holding, valid_until=local_date(now), now=now, by=None)
    assert enter(client, expert) == "/enter/closed/"
    assert client.get("/enter/second/code/").headers["Location"] == "/enter/"
    assert client.get("/office/").headers["Location"].startswith("/enter/?next=")


def test_a_session_that_is_open_when_the_engagement_ends_reaches_no_page(
    client: Client, expert: Account, now: datetime
) -> None:
    assert enter(client, expert) == "/enter/arrive/"
    (holding,) = RoleHolding.objects.filter(staff__account=expert)
    end_holding(holding=holding, valid_until=local_date(now), now=now, by=None)
    assert client.get("/office/").status_code == 403


def test_whoever_begins_tomorrow_stands_in_or_was_never_appointed_may_come_in(
    client: Client, bureau: Bureau, expert: Account, now: datetime
) -> None:
    today, tomorrow = local_date(now), local_date(now) + timedelta(days=1)
    (holding,) = RoleHolding.objects.filter(staff__account=expert)
    end_holding(holding=holding, valid_until=today, now=now, by=None)
    appoint(
        staff=holding.staff, role="bureau-expert", office=bureau.directorate, valid_from=tomorrow,
        now=now, by=None,
    )  # fmt: skip
    assert enter(client, expert) == "/enter/arrive/"
    other = bureau.hire("bureau-clerk")
    other.set_password(PASSWORD)
    other.save()
    (his,) = RoleHolding.objects.filter(staff__account=other)
    director = bureau.hire("bureau-director")
    (hers,) = RoleHolding.objects.filter(staff__account=director)
    scope = scope_of(director.pk, at=now)
    delegate(
        holding=hers,
        stand_in=his.staff,
        valid_from=today,
        valid_until=tomorrow,
        ground="مرخصی",
        now=now,
        by=scope,
    )
    end_holding(holding=his, valid_until=today, now=now, by=None)
    assert enter(Client(), other) == "/enter/arrive/"
    loose = Account.objects.create_user("not-yet", PASSWORD, kind="staff")
    assert enter(Client(), loose) == "/enter/arrive/"


@pytest.mark.parametrize("words", NO_KEYS)
def test_what_is_no_key_opens_nothing_and_says_so(client: Client, expert: Account, words: str) -> None:
    client.get("/enter/second/keys/login/", headers={"accept": "application/json"})
    html = client.post("/enter/second/keys/login/?next=/office/", {"credential": words}).content.decode()
    assert "این کلید پذیرفته نشد" in html
    assert 'name="login"' in html
    assert 'name="next" value="/office/"' in html
    turn_on_codes(expert)
    enter(client, expert)
    client.get("/enter/second/code/")
    html = client.post("/enter/second/code/", {"credential": words}).content.decode()
    assert "این کلید پذیرفته نشد" in html
    assert 'name="code"' in html


@pytest.mark.parametrize("words", NO_KEYS)
def test_what_is_no_key_is_not_kept_and_the_name_typed_beside_it_is(
    client: Client, expert: Account, words: str
) -> None:
    said_again(client, expert)
    client.get("/enter/second/keys/add/")
    sent = {"name": "کلید‌\u202e میز ۳", "credential": words, "passwordless": "on"}
    html = client.post("/enter/second/keys/add/", sent).content.decode()
    assert "این کلید پذیرفته نشد" in html
    assert "میز ۳" in html
    assert not Authenticator.objects.filter(user=expert).exists()


def test_too_many_tries_are_answered_in_persian(client: Client, expert: Account) -> None:
    client.force_login(expert)
    for _ in range(10):
        client.post("/enter/again/", {"password": "x"})
    answer = client.post("/enter/again/", {"password": "x"})
    assert answer.status_code == 429
    assert "چند دقیقهٔ دیگر" in answer.content.decode()


def test_the_ways_of_saying_again_who_one_is_have_persian_names(client: Client, expert: Account) -> None:
    secret = turn_on_codes(expert)
    client.force_login(expert)
    html = client.get("/enter/again/").content.decode()
    assert "با کد برنامهٔ رمزساز" in html
    wrong = client.post("/enter/second/again/", {"code": "۰۰۰"}).content.decode()
    assert "این کد درست نیست" in wrong
    cache.clear()
    assert client.post("/enter/second/again/", {"code": code_of(secret)}).status_code == 302
