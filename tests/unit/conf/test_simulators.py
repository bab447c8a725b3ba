"""The simulated bank and providers of texts and calls, as whoever tries Panah out meets them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest

from factories.simulators import Running, simulators
from panah.conf.environment import DEFAULT_GATEWAY_SECRET
from panah.conf.simulators.receipts import Postman
from panah.conf.simulators.speech import Behaviour
from panah.foundation.clock import utc_now
from panah.foundation.signed_http import Garbled, Refused, SignedClient, request_is_genuine

CONTRACTS = Path(__file__).parents[3] / "docs" / "contracts"


@pytest.fixture
def running() -> Iterator[Running]:
    with simulators() as both:
        yield both


def fetch(running: Running, method: str, path: str, body: str = "") -> tuple[int, str]:
    parts = urlsplit(running.address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    try:
        connection.request(method, path, body=body.encode())
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def client(base: str, secret: str = DEFAULT_GATEWAY_SECRET) -> SignedClient:
    return SignedClient(base, secret, accepts_simulators=True)


def send(running: Running, text: str, *, to: str = "+989171111222", name: str = "m1") -> object:
    said = {"id": name, "to": to, "text": text}
    return client(running.sms_url).post("/messages", said, key=name, now=utc_now())


def order(running: Running, *, rial: int = 150_000, name: str = "o1") -> dict[str, object]:
    said = {
        "order": name,
        "rial": rial,
        "account": "1",
        "description": "برگهٔ <سفر>",
        "return_url": "http://x/y",
    }
    return dict(client(running.bank_url).post("/payments", said, key=name, now=utc_now()))


def test_messages_are_shown_newest_first_and_what_they_say_is_only_text(running: Running) -> None:
    assert "هنوز پیامکی نیامده است" in fetch(running, "GET", "/messages")[1]
    send(running, "نخست")
    send(running, "<script>دوم</script>", name="m2")
    status, page = fetch(running, "GET", "/messages")
    assert (status, page.index("دوم") < page.index("نخست")) == (200, True)
    assert "<script>" not in page
    assert '<html lang="fa" dir="rtl">' in page
    assert 'http-equiv="refresh"' in page


def test_the_link_of_a_message_can_be_followed(running: Running) -> None:
    send(running, 'ببینید.\nhttp://panah.example/my/?a="b"')
    page = fetch(running, "GET", "/messages")[1]
    assert 'href="http://panah.example/my/?a=&quot;b&quot;"' in page


def test_the_page_of_the_bank_tells_the_amount_and_that_no_money_moves(running: Running) -> None:
    page = fetch(running, "GET", urlsplit(str(order(running)["page"])).path)[1]
    for words in ("۱۵۰٬۰۰۰", "هیچ پولی جابه‌جا نمی‌شود", "no money moves", "&lt;سفر&gt;"):
        assert words in page


def test_the_same_order_announced_twice_is_one_and_another_amount_is_refused(running: Running) -> None:
    assert order(running) == order(running)
    with pytest.raises(Refused, match="key-used"):
        order(running, rial=1)


def test_an_order_is_paid_once_and_a_later_cancel_changes_nothing(running: Running) -> None:
    there = urlsplit(str(order(running)["page"])).path
    fetch(running, "POST", there, "what=vanish")
    fetch(running, "POST", there, "what=cancel")
    assert [one.state for one in running.both.bank.orders.values()] == ["paid"]


def test_who_does_not_know_the_secret_is_neither_heard_nor_understood(running: Running) -> None:
    said = {"order": "o", "rial": 1, "return_url": "http://x", "id": "m", "to": "+98917", "text": "سلام"}
    for base, path in ((running.bank_url, "/payments"), (running.sms_url, "/messages")):
        with pytest.raises(Garbled, match="unsigned"):
            client(base, "another").post(path, said, key="k", now=utc_now())
    assert (running.both.bank.orders, running.both.sms.received) == ({}, {})


@pytest.mark.parametrize("path", ["/", "/bank/pay/none", "/nowhere", "/behaviour?system=bank&is=kind"])
def test_an_address_that_is_not_there_is_answered_plainly(running: Running, path: str) -> None:
    status, _ = fetch(running, "POST" if "behaviour" in path else "GET", path)
    assert status in {303, 400, 404}


def test_the_switch_sets_how_one_system_behaves(running: Running) -> None:
    assert fetch(running, "POST", "/behaviour?system=sms&is=refusing")[0] == 200
    with pytest.raises(Refused, match="refusing"):
        send(running, "سلام")
    assert order(running)["reference"]


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("bank", {"/payments", "/payments/verify"}),
        ("sms", {"/messages", "/receipts"}),
        ("voice", {"/calls", "/receipts"}),
        ("najva", {"/records", "/corrections", "/records/find"}),
        ("border", {"/notices", "/withdrawals", "/notices/find"}),
        ("ece", {"/letters", "/inbox", "/inbox/taken"}),
    ],
)
def test_the_published_contract_names_what_the_simulator_answers(name: str, paths: set[str]) -> None:
    text = (CONTRACTS / f"{name}.yaml").read_text(encoding="utf-8")
    assert {line.strip(" :") for line in text.splitlines() if line.startswith("  /")} == paths


def test_a_call_is_shown_as_it_was_read_out_and_nobody_may_answer_it(running: Running) -> None:
    for number in ("+989171111222", "+989171232222"):
        said = {"id": number, "to": number, "text": "سلام، سه صفر یک", "language": "fa"}
        client(running.voice_url).post("/calls", said, key=number, now=utc_now())
    page = fetch(running, "GET", "/messages")[1]
    assert page.index("کسی برنداشت") < page.index("رسید")
    assert "تماس گویا به" in page
    asked = {"provider_ids": ["sim-+989171111222", "sim-+989171232222", "sim-nobody"]}
    states = client(running.voice_url).post("/receipts", asked, key="r", now=utc_now())["states"]
    assert states == {
        "sim-+989171111222": "delivered",
        "sim-+989171232222": "not-answered",
        "sim-nobody": "pending",
    }


@dataclass
class Listener:
    """A Panah that only notes what is brought to it."""

    address: str = ""
    brought: list[tuple[str, bool, bytes]] = field(default_factory=list)
    heard: Event = field(default_factory=Event)


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.title(): value for name, value in self.headers.items()}
            genuine = request_is_genuine(
                DEFAULT_GATEWAY_SECRET,
                method="POST",
                path=self.path,
                headers=headers,
                body=body,
                now=utc_now(),
            )
            made.brought.append((self.path, genuine, body))
            self.send_response(200)
            self.end_headers()
            made.heard.set()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Ear)
    made.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("behaviour", list(Behaviour))
def test_a_provider_brings_its_receipts_itself_in_the_manner_of_the_day(
    listener: Listener, behaviour: Behaviour
) -> None:
    with simulators(panah=listener.address) as running:
        running.both.sms.tells = Postman(listener.address, DEFAULT_GATEWAY_SECRET, pause=0.0)
        running.both.sms.manners.silent = 0.0
        running.both.sms.manners.behaviour = behaviour
        with suppress(Refused, Garbled):
            send(running, "سلام")
        speaks = behaviour in {Behaviour.PROMPT, Behaviour.SLOW, Behaviour.GARBLED}
        assert listener.heard.wait(3 if speaks else 0.3) == speaks
    for path, genuine, body in listener.brought:
        assert path == "/gateways/sms/receipts/"
        assert genuine == (behaviour is not Behaviour.GARBLED)
        assert (b'"state": "delivered"' in body) == genuine


@pytest.mark.parametrize("behaviour", list(Behaviour))
def test_a_border_says_by_itself_who_crossed_in_the_manner_of_the_day(
    listener: Listener, behaviour: Behaviour
) -> None:
    with simulators(panah=listener.address) as running:
        running.both.border.crosses = Postman(listener.address, DEFAULT_GATEWAY_SECRET, pause=0.0).crossed
        running.both.border.manners.behaviour = behaviour
        assert fetch(running, "POST", "/border/cross", "number=18%2F1405%2F7&border=milak")[0] == 303
        speaks = behaviour in {Behaviour.PROMPT, Behaviour.SLOW, Behaviour.GARBLED}
        assert listener.heard.wait(3 if speaks else 0.3) == speaks
    for path, genuine, body in listener.brought:
        assert path == "/gateways/border/crossings/"
        assert genuine == (behaviour is not Behaviour.GARBLED)
        assert (b'"border": "milak"' in body) == genuine
