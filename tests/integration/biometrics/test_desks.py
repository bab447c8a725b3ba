"""What agents of devices say to Panah, at its own address, and what they are answered."""

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from factories.captures import FINGERS, INDEX, Counter
from panah.biometrics.engines.simulator import ENCODER, VERSION, simulated_template
from panah.biometrics.models import Attempt, CaptureTicket, Check, Reading
from panah.biometrics.operations import retire_device
from panah.biometrics.queries import Next, Purpose, Verdict, secret_of
from panah.biometrics.rules.tickets import device_secret
from panah.conf.environment import DEFAULT_GATEWAY_SECRET
from panah.conf.simulators.capture import POOR, Desks
from panah.conf.simulators.speech import Behaviour
from panah.foundation.signed_http import KEY, SIGNATURE, SIMULATED, TIME, answer_signature, request_signature
from panah.web import identity

pytestmark = pytest.mark.django_db
DESK = "desk-301-1"


@pytest.fixture(autouse=True)
def moment(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(configured.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(identity, "utc_now", lambda: now)


def post(
    what: str,
    said: object,
    *,
    now: datetime,
    device: str = DESK,
    secret: str = "",
    headers: Mapping[str, str] | None = None,
) -> tuple[int, dict[str, Any]]:
    """What Panah answers an agent; the answer is signed with the device's own secret."""
    path = f"/gateways/capture/{device}/{what}/"
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    at, key = str(int(now.timestamp())), "k"
    signature = request_signature(
        secret or secret_of(device), method="POST", path=path, moment=at, key=key, body=body
    )
    signed = {TIME: at, KEY: key, SIGNATURE: signature, **(headers or {})}
    answer = Client().generic("POST", path, body, "application/json", headers=signed)
    expected = answer_signature(secret_of(device), status=answer.status_code, key=key, body=answer.content)
    assert answer.headers[SIGNATURE] == expected
    return answer.status_code, json.loads(answer.content)


def take(now: datetime, **more: Any) -> dict[str, Any]:
    status, said = post("tickets", {"takes": [{"id": "t"}]}, now=now, **more)
    assert status == 200
    ticket: dict[str, Any] = said["takes"][0]["ticket"]
    return ticket


def reading(ticket: str, now: datetime, **other: object) -> dict[str, object]:
    return {
        "id": "r",
        "ticket": ticket,
        "part": str(INDEX),
        "format": "simulated",
        "encoder": ENCODER,
        "encoder_version": VERSION,
        "quality": 80,
        "captured_at": now.isoformat(),
        "template": b64encode(simulated_template("الف", INDEX)).decode(),
        **other,
    }


def test_an_agent_takes_the_ticket_of_its_desk_and_brings_what_it_read(
    counter: Counter, now: datetime
) -> None:
    counter.ask(counter.subject())
    ticket = take(now)
    assert set(ticket) == {"ticket", "purpose", "parts", "expires_at"}
    assert [one["part"] for one in ticket["parts"]] == [str(part) for part in FINGERS]
    said = {"readings": [reading(ticket["ticket"], now)]}
    for _ in range(2):
        assert post("readings", said, now=now) == (200, {"readings": [{"id": "r", "state": "taken"}]})
    assert (Attempt.objects.count(), Reading.objects.count()) == (1, 1)


def test_no_ticket_is_an_answer_too(counter: Counter, now: datetime) -> None:
    assert post("tickets", {"takes": [{"id": "t"}]}, now=now) == (
        200,
        {"takes": [{"id": "t", "ticket": None}]},
    )


def test_the_secret_of_one_desk_is_no_use_at_another(counter: Counter, now: datetime) -> None:
    counter.ask(counter.subject())
    for secret in (secret_of("desk-302"), DEFAULT_GATEWAY_SECRET):
        assert post("tickets", {"takes": [{"id": "t"}]}, now=now, secret=secret)[0] == 401
    assert post("tickets", {"takes": [{"id": "t"}]}, now=now - timedelta(minutes=6)) == (
        401,
        {"error": "not-signed"},
    )
    assert CaptureTicket.objects.get().taken_at is None


def test_a_device_that_is_not_in_use_is_not_there(counter: Counter, now: datetime) -> None:
    asked = {"takes": [{"id": "t"}]}
    assert post("tickets", asked, now=now, device="nowhere") == (404, {"error": "not-found"})
    retire_device(code=DESK, actor=counter.officer, now=now)
    assert post("tickets", asked, now=now)[0] == 404
    assert post("readings", {"readings": [reading("x", now)]}, now=now)[0] == 404


@pytest.mark.parametrize("said", [b'{"readings": [{"id"', b"[]", b'{"readings": 5}', b"\xff", b"[" * 90_000])
def test_what_is_garbled_is_told_so_and_changes_nothing(counter: Counter, now: datetime, said: bytes) -> None:
    assert post("readings", said, now=now) == (400, {"error": "unreadable"})
    assert post("tickets", said, now=now) == (400, {"error": "unreadable"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"part": "finger:sixth"},
        {"part": "tail:left"},
        {"quality": 101},
        {"quality": -1},
        {"quality": "80"},
        {"quality": True},
        {"captured_at": "2026-11-22"},
        {"captured_at": "yesterday"},
        {"template": "*"},
        {"template": "é"},
        {"id": ""},
        {"id": "x" * 101},
        {"id": 5},
        {"encoder": "a\x00b"},
        {"format": None},
    ],
)
def test_a_reading_that_is_not_whole_stops_the_message_and_changes_nothing(
    counter: Counter, now: datetime, wrong: dict[str, object]
) -> None:
    counter.ask(counter.subject())
    ticket = take(now)["ticket"]
    said = {"readings": [reading(ticket, now, id="first"), reading(ticket, now, **wrong)]}
    assert post("readings", said, now=now) == (422, {"error": "wrong-reading"})
    assert not Attempt.objects.exists()


def test_a_page_that_asks_for_it_gets_nothing(counter: Counter) -> None:
    assert Client().get(f"/gateways/capture/{DESK}/tickets/").status_code in {404, 405}
    assert Client().post(f"/gateways/capture/{DESK}/tickets/", {"takes": "t"}).status_code == 401


def test_no_simulated_device_speaks_where_people_are_real(
    counter: Counter, now: datetime, settings: Settings
) -> None:
    counter.ask(counter.subject())
    settings.PANAH_DEMO = False
    asked = {"takes": [{"id": "t"}]}
    assert post("tickets", asked, now=now, headers={SIMULATED: "yes"}) == (403, {"error": "simulator"})


def test_where_the_installation_has_no_secret_nobody_signs(
    counter: Counter, now: datetime, settings: Settings
) -> None:
    settings.PANAH_GATEWAY_SECRET = ""
    asked = {"takes": [{"id": "t"}]}
    for secret in ("x", device_secret("", DESK), device_secret(DEFAULT_GATEWAY_SECRET, DESK)):
        assert post("tickets", asked, now=now, secret=secret) == (401, {"error": "not-signed"})


# the simulated devices


@pytest.fixture
def desks(now: datetime) -> Desks:
    """Simulated agents whose line goes straight to Panah."""

    def straight(path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        answer = Client().generic("POST", path, body, "application/json", headers=dict(headers))
        return answer.status_code, answer.content

    made = Desks(DEFAULT_GATEWAY_SECRET, "http://panah.example", post=straight, clock=lambda: now)
    made.manners.sleep = lambda _: None
    return made


@pytest.mark.parametrize("behaviour", [Behaviour.PROMPT, Behaviour.SLOW])
def test_a_simulated_finger_is_read_and_known_again(
    counter: Counter, desks: Desks, behaviour: Behaviour
) -> None:
    desks.manners.behaviour = behaviour
    subject = counter.subject()
    counter.ask(subject)
    assert desks.read(DESK, "الف") == [f"{part} taken" for part in FINGERS]
    assert counter.seen(subject).verdict is Verdict.IDENTIFIED
    counter.ask(subject, Purpose.VERIFY)
    desks.read(DESK, "الف")
    assert (counter.seen(subject).verdict, Check.objects.count()) == (Verdict.IDENTIFIED, 4)
    counter.ask(subject, Purpose.VERIFY)
    desks.read(DESK, "ب")
    assert counter.seen(subject).verdict is Verdict.MISMATCH


def test_poor_simulated_fingers_end_in_an_excuse(counter: Counter, desks: Desks) -> None:
    subject = counter.subject()
    counter.ask(subject)
    assert desks.read(DESK, "الف", POOR) == [f"{part} give-up" for part in FINGERS]
    assert desks.read(DESK, "الف", POOR) == ["no-ticket"]
    assert (counter.seen(subject).next, Attempt.objects.count()) == (Next.NOTE_EXCUSE, 12)
    assert not Reading.objects.exists()


def test_a_garbled_device_is_told_so(counter: Counter, desks: Desks) -> None:
    subject = counter.subject()
    counter.ask(subject)
    desks.manners.behaviour = Behaviour.GARBLED
    assert desks.read(DESK, "الف") == ["unreadable"] * 4
    assert not Attempt.objects.exists()


def test_a_silent_device_leaves_a_ticket_that_lapses_and_may_be_asked_anew(
    counter: Counter, desks: Desks
) -> None:
    subject = counter.subject()
    counter.ask(subject)
    desks.manners.behaviour = Behaviour.SILENT
    assert desks.read(DESK, "الف") == ["silent"]
    assert counter.seen(subject).next is Next.WAIT
    assert counter.later().seen(subject).next is Next.ASK_AGAIN
    desks.manners.behaviour = Behaviour.REFUSING
    assert desks.read(DESK, "الف") == ["refusing"]
    counter.by_sight(subject)
    assert counter.seen(subject).next is Next.SECOND_PERSON
