"""What is not signed was not said; what does not come is not waited for."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from panah.foundation.signed_http import (
    KEY,
    MOST_BYTES,
    SIGNATURE,
    TIME,
    Garbled,
    Refused,
    SignedClient,
    Unreachable,
    answer_signature,
    request_is_genuine,
    request_signature,
)

SECRET = "shared"
NOW = datetime(2026, 11, 22, 5, 42, tzinfo=UTC)


@contextmanager
def answering(*chunks: bytes, hold: bool = False) -> Iterator[str]:
    """A server that reads one request and says these bytes, or says nothing and holds the line."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            line, _ = listening.accept()
            with line:
                line.recv(65_536)
                for chunk in chunks:
                    line.sendall(chunk)
                if not hold:
                    line.shutdown(socket.SHUT_WR)
                with suppress(ConnectionError):
                    while line.recv(65_536):
                        pass

        thread = Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/bank"
        finally:
            thread.join()


def answer(body: bytes, *, status: int = 200, signed: bytes | None = None, extra: str = "") -> bytes:
    signature = answer_signature(SECRET, status=status, key="k", body=body if signed is None else signed)
    head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n{SIGNATURE}: {signature}\r\n{extra}\r\n"
    return head.encode() + body


def ask(base: str, *, accepts_simulators: bool = False) -> object:
    client = SignedClient(base, SECRET, accepts_simulators=accepts_simulators, patience=0.3)
    return client.post("/payments", {"a": 1}, key="k", now=NOW)


def test_a_signed_answer_is_read() -> None:
    with answering(answer(b'{"state": "paid"}')) as base:
        assert ask(base) == {"state": "paid"}


def test_an_answer_signed_in_small_letters_by_a_proxy_is_the_same() -> None:
    with answering(answer(b"{}").replace(SIGNATURE.encode(), SIGNATURE.lower().encode())) as base:
        assert ask(base) == {}


@pytest.mark.parametrize(
    "said",
    [
        answer(b'{"state": "paid"}', signed=b'{"state": "unpaid"}'),
        answer(b'{"state": "paid"}').replace(b"200 X", b"201 X"),
        b'HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\n{"state": "paid"}',
        answer(b"paid"),
        answer(b'["paid"]'),
        answer(b'{"state": "paid"}')[:-5],
        answer(b"{}", extra="Panah-Simulator: yes\r\n"),
    ],
    ids=["other body", "other status", "unsigned", "no json", "no object", "cut off", "a simulator"],
)
def test_an_answer_that_is_not_whole_and_genuine_is_garbled(said: bytes) -> None:
    with answering(said) as base, pytest.raises(Garbled, match="outside-garbled"):
        ask(base)


def test_an_answer_to_another_question_is_garbled() -> None:
    with answering(answer(b"{}")) as base, pytest.raises(Garbled):
        SignedClient(base, SECRET, patience=0.3).post("/payments", {}, key="another", now=NOW)


def test_a_signed_no_carries_its_reason() -> None:
    with answering(answer(b'{"error": "not-found"}', status=404)) as base, pytest.raises(Refused) as caught:
        ask(base)
    assert caught.value.params == {"status": 404, "reason": "not-found"}


def test_a_redirect_is_followed_nowhere() -> None:
    moved = answer(b"{}", status=302, extra="Location: http://127.0.0.1:1/\r\n")
    with answering(moved) as base, pytest.raises(Refused):
        ask(base)


def test_silence_a_dead_line_and_an_endless_answer_are_no_answer() -> None:
    with answering(hold=True) as base, pytest.raises(Unreachable):
        ask(base)
    with pytest.raises(Unreachable):
        ask("http://127.0.0.1:9/bank")
    endless = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * (MOST_BYTES + 2)
    with answering(endless) as base, pytest.raises((Unreachable, Garbled)):
        ask(base)


@pytest.mark.parametrize(
    "changed",
    [
        lambda headers: headers | {KEY: "other"},
        lambda headers: headers | {TIME: str(int(headers[TIME]) + 1)},
        lambda headers: headers | {SIGNATURE: "0" * 64},
        lambda headers: headers | {TIME: "soon"},
        lambda headers: {KEY: headers[KEY], TIME: headers[TIME]},
    ],
)
def test_a_request_changed_on_its_way_is_not_genuine(
    changed: Callable[[dict[str, str]], dict[str, str]],
) -> None:
    body = json.dumps({"rial": 1}).encode()
    moment = str(int(NOW.timestamp()))
    signature = request_signature(SECRET, method="POST", path="/p", moment=moment, key="k", body=body)
    headers = {KEY: "k", TIME: moment, SIGNATURE: signature}

    def genuine(given: dict[str, str], *, said: bytes = body, path: str = "/p", now: datetime = NOW) -> bool:
        return request_is_genuine(SECRET, method="POST", path=path, headers=given, body=said, now=now)

    assert genuine(headers)
    assert not genuine(changed(headers))
    assert not genuine(headers, said=b"{}")
    assert not genuine(headers, path="/q")
    assert not genuine(headers, now=NOW + timedelta(minutes=6))


def test_the_secret_does_not_show_where_a_client_is_printed() -> None:
    assert SECRET not in repr(SignedClient("http://x", SECRET))
