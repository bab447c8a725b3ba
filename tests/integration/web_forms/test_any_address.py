"""Whatever stands in an address: a page, or the page that says there is none; never a fault of ours."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from factories.simulators import simulators
from integration.web_forms.conftest import Town
from panah.web.access import TABLE

pytestmark = pytest.mark.django_db
ASKED = {
    "/services/": ("q",),
    "/track/": ("number", "year"),
    "/verify": ("n",),
    "/enter/": ("next",),
    "/counter/": ("q",),
    "/counter/households/{home}/": ("for",),
    "/office/find/": ("q", "father", "year"),
    "/office/worklist/": ("tab", "step", "office", "after", "before"),
    "/office/money/": ("after",),
    "/office/cases/{case}/": ("item",),
    "/office/secretariat/letters/": ("direction", "year", "urgency", "state", "q", "after"),
    "/office/secretariat/new/": ("kind", "reply", "follows"),
    "/office/households/{code}/": ("on_day", "on_month", "on_year"),
    "/my/apply/intercity-travel/travellers/": ("then",),
    "/my/cases/{case}/pay/back/": ("attempt",),
}
VALUES = (
    "\x00", "شیر\x00از", "\u202eعلی\u2066", "۱۲۳۴", "٠١٢", "²", "9" * 5_000, "-1", "1" * 19, "ی" * 3_000,
    "' OR 1=1 --", "<script>alert(1)</script>", "%", "_", "\\", "1405/12/30", "2026-01-01_1", "9999-99-99_1", ":", "_9",
)  # fmt: skip
PARTS: dict[str, tuple[object, ...]] = {
    "IntConverter": (0, 2**31, 2**63, 10**30, 10**4_000),
    "SlugConverter": ("x", "-" * 3_000, "intercity-travel"),
    "StringConverter": ("\x00", "۱۲۳", "\u202e", "' --", "9" * 3_000, "²"),
}


def patterns(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route with parts in its address."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif one.pattern.converters:
            yield f"{space}{one.name}", one


@pytest.fixture
def everybody(town: Town) -> list[Client]:
    world = town.world
    roles = ("service-clerk", "bureau-expert", "payment-checker", "card-office", "secretariat")
    return [Client(), world.client(), *(world.client(world.staff(role)) for role in roles)]


def fault(client: Client, address: str) -> str:
    """What is wrong with the answer to an address."""
    cache.clear()
    answer = client.get(address)
    if answer.status_code == 302:
        return ""
    if answer.status_code >= 500:
        return str(answer.status_code)
    html = answer.content.decode() if answer["Content-Type"].startswith("text/html") else "<h1"
    return "" if "<h1" in html and "\x00" not in html and "<script>alert" not in html else "no page"


def test_whatever_is_asked_in_an_address_is_answered(town: Town, everybody: list[Client]) -> None:
    case = town.looked_at()
    names = {"home": town.world.household.pk, "code": town.world.household.household_code, "case": case.pk}
    wrong = []
    for path, asked in ASKED.items():
        address = path.format(**names)
        client = next(one for one in everybody if one.get(address).status_code == 200)
        for name in asked:
            for value in VALUES:
                found = fault(client, f"{address}?{name}={quote(value)}")
                if found:
                    wrong.append(f"{address} {name}={value[:20]!r}: {found}")
    assert wrong == []


def test_an_address_about_nothing_says_so_to_everybody(everybody: list[Client]) -> None:
    wrong = []
    for name, pattern in patterns():
        if "GET" not in TABLE[name].methods:
            continue
        kinds = {part: type(how).__name__ for part, how in pattern.pattern.converters.items()}
        for place in range(max(map(len, (PARTS[kind] for kind in kinds.values())))):
            parts = {part: PARTS[kind][place % len(PARTS[kind])] for part, kind in kinds.items()}
            try:
                address = reverse(name, kwargs=parts)
            except NoReverseMatch:
                continue
            for client in everybody:
                found = fault(client, address)
                if found:
                    wrong.append(f"{address[:60]}: {found}")
    assert wrong == []


@pytest.mark.parametrize(
    "path", ["/%00", "/my/%00/", "/office/households/%00/", "/%FF%FE", "/services/%E2%80%AE/"]
)
def test_an_address_no_keyboard_writes_is_nowhere(everybody: list[Client], path: str) -> None:
    for client in everybody:
        assert client.generic("GET", path).status_code in {302, 404}


def test_a_payment_of_another_matter_tells_nothing_of_this_one(town: Town, settings: Settings) -> None:
    paid, other = town.to_pay(), town.to_pay()
    door = town.world.client()
    with simulators() as running:
        settings.PANAH_BANK_URL = running.bank_url
        door.post(f"/my/cases/{paid.pk}/pay/online/")
        order = next(iter(running.both.bank.orders.values()))
        order.state, order.receipt = "paid", "000123456789"
        answer = door.get(f"/my/cases/{other.pk}/pay/back/", {"attempt": order.order})
    assert (answer.status_code, answer["Location"]) == (302, f"/my/cases/{other.pk}/")


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize(
    "said", [b"", b"\x00", b"{", b"[" * 20_000, b'{"a": "\x00"}', "²".encode(), b"--x\r\n\r\n\x00"]
)
def test_what_no_provider_says_is_refused(db: None, kind: str, said: bytes) -> None:
    for channel in ("sms", "voice", "x", "-"):
        answer = Client().generic("POST", f"/gateways/{channel}/receipts/", said, content_type=kind)
        assert 400 <= answer.status_code < 500
