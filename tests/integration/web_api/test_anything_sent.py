"""Whatever a machine sends to whatever machine's address: an answer in the form of its contract, never a fault."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from factories.bureau import BEFORE, LONG_AGO, open_bureau
from panah.conf.environment import DEFAULT_GATEWAY_SECRET
from panah.documents.models import Crossing
from panah.foundation.signed_http import KEY, SIGNATURE, TIME, request_signature
from panah.organisation.models import Account, Office, Province
from panah.organisation.operations import appoint, enrol_staff, make_agency_key, open_office
from panah.organisation.roles import OfficeKind
from panah.web import identity
from panah.web.api import verify

pytestmark = pytest.mark.django_db
JSON = "application/json"
KINDS = (
    JSON,
    "application/json; charset=utf-16",
    "application/json; charset=nonsense",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "",
)
TOO_LONG = 3 * 1024 * 1024
NOBODY_READS = {
    "nothing": b"",
    "NUL": b"\x00",
    "no letters": b"\xff\xfe\x00{",
    "half of it": b"{",
    "a wall": b"[" * 200_000,
    "a list": b"[]",
    "null": b"null",
    "a number without end": b"9" * 5_000,
    "parts of a form": b"--x\r\n\r\n\x00",
}
VALUES = (
    b"5", b"-0", b"1e999", b"NaN", b"null", b"true", b"[]", b"{}", b'""', b'"\\u0000"', b'"\\ud800"', b'"\\u202e"',
    b'"<script>alert(1)</script>"', b"9" * 5_000, b"[" * 50_000, b'"' + b"9" * 4_000 + b'"',
    b'"' + b"x" * TOO_LONG + b'"',
)  # fmt: skip
MOMENTS = (
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "2026-11-22T05:00:00+23:59",
    "2026-11-22",
    "²",
    "9" * 40,
)


@dataclass(frozen=True, slots=True)
class Machine:
    """An address for machines: what it calls its question, who may ask, and which refusals its contract has."""

    address: str
    question: bytes
    send: Callable[[bytes, str], HttpResponse]
    refusals: frozenset[int]
    is_page: bool = False
    """Whether it stands behind the guards of pages, which refuse a broken form before it is anybody's question."""


@pytest.fixture(autouse=True)
def moment(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(configured.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    for module in (identity, verify):
        monkeypatch.setattr(module, "utc_now", lambda: now)


def _agency(now: datetime) -> Machine:
    """Whoever checks papers with a key."""
    headers = {"Authorization": f"Bearer {make_agency_key(agency='بانک نمونه', now=now)}"}

    def send(body: bytes, kind: str) -> HttpResponse:
        return Client().generic("POST", "/api/verify", body, kind, headers=headers)  # type: ignore[return-value]  # one

    return Machine("/api/verify", b"text", send, frozenset({422}))


def _device(now: datetime) -> Machine:
    """A device at a border post, in the session of its officer."""
    client = Client()
    client.force_login(_officer(now))

    def send(body: bytes, kind: str) -> HttpResponse:
        return client.generic("POST", "/verify/crossings", body, kind)  # type: ignore[return-value]  # one

    return Machine("/verify/crossings", b"crossings", send, frozenset({400}), is_page=True)


def _outside(path: str, question: bytes) -> Callable[[datetime], Machine]:
    """A system of others that signs what it says."""

    def made(now: datetime) -> Machine:
        def send(body: bytes, kind: str) -> HttpResponse:
            at = str(int(now.timestamp()))
            signature = request_signature(
                DEFAULT_GATEWAY_SECRET, method="POST", path=path, moment=at, key="k", body=body
            )
            headers = {TIME: at, KEY: "k", SIGNATURE: signature}
            return Client().generic("POST", path, body, kind, headers=headers)  # type: ignore[return-value]  # one

        return Machine(path, question, send, frozenset({400, 413, 422}))

    return made


def _officer(now: datetime) -> Account:
    post = _post()
    staff = enrol_staff(username="border", label="مرزبان", personnel_number="b1", now=now)
    appoint(staff=staff, role="border", office=post, valid_from=LONG_AGO, now=BEFORE, by=None)
    return staff.account


def _post() -> Office:
    bureau = open_bureau()
    return open_office(
        parent=bureau.ministry, kind=OfficeKind.BORDER, code="dogharoun", name="پایانهٔ دوغارون",
        province_code=Province.objects.get(slug="bushehr").pk, opened_on=LONG_AGO, now=BEFORE,
    )  # fmt: skip


MACHINES = {
    "agency": _agency,
    "device at the border": _device,
    "border": _outside("/gateways/border/crossings/", b"crossings"),
    "provider of texts": _outside("/gateways/sms/receipts/", b"receipts"),
}


def bodies(machine: Machine) -> Iterator[tuple[str, bytes]]:
    """Everything that is no question, or no right one."""
    yield from NOBODY_READS.items()
    for value in VALUES:
        yield f"{value[:12]!r}", b'{"' + machine.question + b'": ' + value + b"}"
        yield f"{value[:12]!r} in a list", b'{"' + machine.question + b'": [' + value + b"]}"
    row = {"id": "b-1", "number": "18/1405/1", "border": "dogharoun", "at": "2026-11-22T05:00:00+00:00"}
    for name in row:
        for value in VALUES:
            whole = b", ".join(
                json.dumps(one).encode() + b": " + (value if one == name else json.dumps(text).encode())
                for one, text in row.items()
            )
            yield f"{value[:12]!r} as {name}", b'{"' + machine.question + b'": [{' + whole + b"}]}"
    for at in MOMENTS:
        yield f"at {at[:30]}", json.dumps({machine.question.decode(): [{**row, "at": at}]}).encode()


def trouble(machine: Machine, kind: str, answer: HttpResponse) -> str:
    """What is wrong with an answer; nothing where the contract knows it."""
    if machine.is_page and kind.startswith("multipart") and answer.status_code in {400, 413}:
        return ""
    if not answer.headers["Content-Type"].startswith(JSON):
        return f"{answer.status_code} {answer.headers['Content-Type']}"
    said = json.loads(answer.content)
    if answer.status_code == 200:
        return "" if "error" not in said else "an error that is none"
    if answer.status_code not in machine.refusals:
        return f"{answer.status_code} is not in the contract"
    return "" if list(said) == ["error"] and isinstance(said["error"], str) else f"said {said}"[:100]


@pytest.mark.parametrize("who", MACHINES)
def test_whatever_a_machine_sends_is_answered_as_its_contract_says(
    now: datetime, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(configured, "PANAH_SMS_URL", "https://sms.example")
    machine = MACHINES[who](now)
    wrong = []
    for what, body in bodies(machine):
        for kind in KINDS if what in NOBODY_READS else (JSON,):
            cache.clear()
            try:
                found = trouble(machine, kind, machine.send(body, kind))
            except Exception as fault:  # noqa: BLE001  # whatever it is, it is the finding
                found = f"{type(fault).__name__}: {fault}"
            if found:
                wrong.append(f"{what} as {kind!r}: {found}"[:200])
    assert wrong == []
    assert not Crossing.objects.exists()


@pytest.mark.parametrize("key", ["\x00", "²", "x" * 10_000, "panah-" + "9" * 43, "' OR 1=1 --", "a b"])
def test_whatever_is_shown_as_a_key_opens_nothing(key: str) -> None:
    body = b'{"text": "x"}'
    for header in (f"Bearer {key}", f"bearer  {key}", key):
        answer = Client().generic("POST", "/api/verify", body, JSON, headers={"Authorization": header})
        assert (answer.status_code, answer.json()) == (401, {"error": "key-unknown"}), header[:30]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_machines_only_ask_and_say(now: datetime, method: str) -> None:
    for who, make in MACHINES.items():
        answer = Client().generic(method, make(now).address)
        assert answer.status_code == 405, who
