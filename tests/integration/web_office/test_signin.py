"""Signing in and out: no sign-up, plain words, limits, a second factor that is kept sealed."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from factories.bureau import Bureau
from panah.organisation.models import Account

PASSWORD = "chahar-vazhe-bi-rabt"


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> None:
    cache.clear()


@pytest.fixture
def expert(bureau: Bureau) -> Account:
    account = bureau.hire("bureau-expert")
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(client: Client, account: Account, password: str = PASSWORD, **more: str) -> object:
    return client.post("/enter/", {"login": account.username, "password": password, **more})


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_staff_arrive_at_their_office_and_leave_it(client: Client, expert: Account) -> None:
    answer = client.post("/enter/", {"login": expert.username, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/office/"
    assert client.get("/enter/out/").status_code == 200
    client.post("/enter/out/")
    assert client.get("/office/").headers["Location"] == "/enter/?next=/office/"


def test_everybody_arrives_where_their_work_is(client: Client, bureau: Bureau) -> None:
    for account, place in (
        (bureau.hire("service-clerk"), "/counter/"),
        (bureau.hire("bureau-clerk"), "/office/"),
        (Account.objects.create_user("loose"), "/"),
    ):
        client.force_login(account)
        assert client.get("/enter/arrive/").headers["Location"] == place


def test_after_signing_in_one_is_where_one_wanted_to_go(client: Client, expert: Account) -> None:
    answer = client.post("/enter/?next=/office/worklist/", {"login": expert.username, "password": PASSWORD})
    assert answer.headers["Location"] == "/office/worklist/"


def test_nobody_is_sent_to_another_site(client: Client, expert: Account) -> None:
    answer = client.post(
        "/enter/?next=https://evil.example/", {"login": expert.username, "password": PASSWORD}
    )
    assert answer.headers["Location"] == "/enter/arrive/"


def test_a_wrong_password_says_so_in_plain_persian_and_keeps_the_name(
    client: Client, expert: Account
) -> None:
    html = client.post("/enter/", {"login": expert.username, "password": "x"}).content.decode()
    assert "نام کاربری یا گذرواژه درست نیست" in html
    assert f'value="{expert.username}"' in html


def test_an_unknown_name_answers_as_a_wrong_password_does(client: Client, expert: Account) -> None:
    known = client.post("/enter/", {"login": expert.username, "password": "x"}).content.decode()
    unknown = client.post("/enter/", {"login": "nobody-here", "password": "x"}).content.decode()
    sentence = "نام کاربری یا گذرواژه درست نیست"
    assert (sentence in known, sentence in unknown) == (True, True)


def test_guessing_is_stopped_even_when_the_right_word_comes(client: Client, expert: Account) -> None:
    for _ in range(6):
        client.post("/enter/", {"login": expert.username, "password": "x"})
    html = client.post("/enter/", {"login": expert.username, "password": PASSWORD}).content.decode()
    assert "پنج دقیقهٔ دیگر" in html


@pytest.mark.parametrize("path", ["no-sign-up", "no-reset", "no-email", "no-password"])
def test_accounts_are_not_made_or_taken_over_here(client: Client, db: None, path: str) -> None:
    assert client.get(f"/enter/{path}/").status_code == 404
    assert client.post(f"/enter/{path}/").status_code == 404


def test_a_household_code_typed_in_persian_digits_signs_in(client: Client, bureau: Bureau) -> None:
    account = Account.objects.create_user("3010074126", PASSWORD)
    answer = client.post("/enter/", {"login": "۳۰۱۰۰۷۴۱۲۶", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)


def test_a_session_is_the_browsers_and_lasts_one_day_of_work(client: Client, expert: Account) -> None:
    sign_in(client, expert)
    assert client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() <= 10 * 3600
    assert client.cookies["panah_session"]["httponly"]


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(client: Client, expert: Account) -> None:
    other = Client()
    sign_in(client, expert)
    sign_in(other, expert)
    new = "panj-vazhe-taze-o-boland"
    wrong = {"oldpassword": "x", "password1": new, "password2": new}
    assert "گذرواژهٔ کنونی درست نیست" in client.post("/enter/password/", wrong).content.decode()
    client.post("/enter/password/", wrong | {"oldpassword": PASSWORD})
    expert.refresh_from_db()
    assert expert.check_password(new)
    assert other.get("/office/").status_code == 302


def test_a_second_factor_is_asked_for_once_it_is_on_and_its_secret_is_sealed(
    client: Client, expert: Account
) -> None:
    sign_in(client, expert)
    assert client.get("/enter/second/app/").headers["Location"].startswith("/enter/again/")
    client.post("/enter/again/", {"password": PASSWORD})
    page = client.get("/enter/second/app/").content.decode()
    secret = str(client.session[SECRET_SESSION_KEY])
    assert secret in page
    code = code_of(secret).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert client.post("/enter/second/app/", {"code": code}).status_code == 302
    kept = Authenticator.objects.get(user=expert, type="totp")
    assert secret not in str(kept.data)
    cache.clear()
    again = Client()
    answer = again.post("/enter/", {"login": expert.username, "password": PASSWORD})
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert again.get("/office/").status_code == 302
    wrong = again.post("/enter/second/code/", {"code": "000000"}).content.decode()
    assert "این کد درست نیست" in wrong
    cache.clear()
    assert again.post("/enter/second/code/", {"code": code_of(secret)}).status_code == 302
    assert again.get("/office/").status_code == 200


def test_each_page_of_the_door_answers(client: Client, expert: Account) -> None:
    assert client.get("/enter/").status_code == 200
    sign_in(client, expert)
    assert client.get("/enter/again/").status_code == 200
    client.post("/enter/again/", {"password": PASSWORD})
    for name in ("second/", "second/app/", "second/keys/", "second/keys/add/", "password/", "out/"):
        assert client.get(f"/enter/{name}").status_code == 200, name
