"""Receipts brought over HTTP: signed, said twice, garbled, foreign."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from factories.simulators import Running
from integration.notifications.conftest import Home
from panah.conf.environment import DEFAULT_GATEWAY_SECRET
from panah.foundation.signed_http import KEY, SIGNATURE, TIME, answer_signature, request_signature
from panah.notifications.models import Message
from panah.notifications.operations import send_messages
from panah.web import identity

pytestmark = pytest.mark.django_db
PATH = "/gateways/sms/receipts/"


@pytest.fixture(autouse=True)
def at_this_moment(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "utc_now", lambda: home.now)


@pytest.fixture
def message(home: Home, provider: Running) -> Message:
    """A message the provider took."""
    del provider
    home.ask()
    home.tell_all()
    send_messages(now=home.now)
    return Message.objects.get(channel="sms")


def bring(
    home: Home,
    body: bytes,
    *,
    path: str = PATH,
    secret: str = DEFAULT_GATEWAY_SECRET,
    late: timedelta = timedelta(0),
) -> tuple[int, dict[str, object]]:
    """Bring a signed body; gives the status and what was answered, whose signature is looked at too."""
    moment = str(int((home.now - late).timestamp()))
    signature = request_signature(secret, method="POST", path=path, moment=moment, key="k1", body=body)
    headers = {TIME: moment, KEY: "k1", SIGNATURE: signature}
    answer = Client(enforce_csrf_checks=True).post(
        path, body, content_type="application/json", headers=headers
    )
    signed = answer_signature(
        DEFAULT_GATEWAY_SECRET, status=answer.status_code, key="k1", body=answer.content
    )
    assert answer.headers[SIGNATURE] == signed
    return answer.status_code, json.loads(answer.content)


def said(message: Message, state: str = "delivered") -> bytes:
    return json.dumps({"receipts": [{"id": message.key, "state": state}]}).encode()


def test_a_receipt_is_brought_once_however_often_it_is_said(message: Message, home: Home) -> None:
    answers = [bring(home, said(message)) for _ in range(3)]
    assert answers == [(200, {"taken": 1}), (200, {"taken": 0}), (200, {"taken": 0})]
    assert Message.objects.get(pk=message.pk).state == "delivered"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b'{"receipts": [{"id": "a", "sta', 400, "unreadable"),
        (b"[]", 400, "unreadable"),
        (b'{"receipts": {}}', 400, "unreadable"),
        (b'{"receipts": [1]}', 422, "wrong-receipt"),
        (b'{"receipts": [{"id": 1, "state": "delivered"}]}', 422, "wrong-receipt"),
        (b'{"receipts": [{"id": "a", "state": ["delivered"]}]}', 422, "wrong-receipt"),
        (b'{"receipts": [{"id": "a", "state": "not-answered"}]}', 422, "wrong-receipt"),
        (b'{"receipts": [{"id": "a\\u0000", "state": "delivered"}]}', 422, "wrong-receipt"),
        (b"\xff\xfe", 400, "unreadable"),
        (json.dumps({"receipts": [{"id": "a", "state": "delivered"}] * 101}).encode(), 400, "unreadable"),
    ],
)
def test_a_garbled_receipt_changes_nothing_and_is_answered_plainly(
    message: Message, home: Home, body: bytes, status: int, code: str
) -> None:
    assert bring(home, body) == (status, {"error": code})
    assert Message.objects.get(pk=message.pk).state == "sent"


def test_one_wrong_receipt_among_good_ones_leaves_all_untaken(message: Message, home: Home) -> None:
    rows = [{"id": message.key, "state": "delivered"}, {"id": "b", "state": "eaten"}]
    assert bring(home, json.dumps({"receipts": rows}).encode())[0] == 422
    assert Message.objects.get(pk=message.pk).state == "sent"


def test_who_does_not_know_the_secret_or_comes_too_late_says_nothing(message: Message, home: Home) -> None:
    assert bring(home, said(message), secret="another")[1] == {"error": "not-signed"}
    assert bring(home, said(message), late=timedelta(hours=1))[1] == {"error": "not-signed"}
    answer = Client().post(PATH, said(message), content_type="application/json")
    assert answer.status_code == 401
    assert Message.objects.get(pk=message.pk).state == "sent"


def test_where_no_provider_is_there_is_nobody_to_listen_to(
    message: Message, home: Home, settings: Settings
) -> None:
    assert bring(home, said(message), path="/gateways/voice/receipts/")[0] == 404
    assert bring(home, said(message), path="/gateways/pigeon/receipts/")[0] == 404
    settings.PANAH_SMS_URL = ""
    assert bring(home, said(message))[0] == 404
    assert Client().get(PATH).status_code == 405
