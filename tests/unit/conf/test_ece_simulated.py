"""The simulated exchange of letters, as whoever tries Panah out meets it."""

from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

import pytest

from factories.simulators import Running, simulators
from panah.conf.environment import DEFAULT_GATEWAY_SECRET
from panah.foundation.clock import utc_now
from panah.foundation.signed_http import Garbled, Refused, SignedClient
from unit.correspondence.test_ece import LETTER, XML


@pytest.fixture
def running() -> Iterator[Running]:
    with simulators() as systems:
        yield systems


def say(
    running: Running, path: str = "/letters", *, secret: str = DEFAULT_GATEWAY_SECRET, **said: object
) -> Mapping[str, object]:
    whole = (
        {"id": LETTER.id, "to": "edu-18", "envelope": XML.decode(), **said} if path == "/letters" else said
    )
    client = SignedClient(running.ece_url, secret, accepts_simulators=True)
    return client.post(path, whole, key="k", now=utc_now())


def test_the_same_letter_twice_arrives_once_and_another_under_its_name_is_refused(running: Running) -> None:
    assert say(running) == say(running)
    with pytest.raises(Refused, match="key-used"):
        say(running, to="another")
    assert len(running.both.ece.arrived) == 1


def test_what_nobody_can_read_or_nobody_signed_does_not_arrive(running: Running) -> None:
    for wrong in ({"id": ""}, {"envelope": "<Letter>"}, {"to": 7}):
        with pytest.raises(Refused, match="unreadable"):
            say(running, **wrong)
    with pytest.raises(Refused, match="not-found"):
        say(running, to="x-0000")
    with pytest.raises(Garbled, match="unsigned"):
        say(running, secret="another")  # the wrong one
    assert running.both.ece.arrived == {}


def test_whoever_stands_before_its_page_answers_and_the_answer_waits_until_it_is_taken(
    running: Running,
) -> None:
    say(running)
    parts = urlsplit(running.address)
    connection = HTTPConnection(parts.hostname or "", parts.port)
    connection.request("GET", "/ece")
    assert "ECE-1001" in connection.getresponse().read().decode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/ece/answer", body=f"id={quote(LETTER.id)}", headers=headers)
    assert connection.getresponse().status == 303
    connection.close()
    waiting = say(running, "/inbox")["letters"]
    assert isinstance(waiting, list)
    assert [one["to"] for one in waiting] == ["18"]
    assert say(running, "/inbox") == {"letters": waiting}
    say(running, "/inbox/taken", ids=[waiting[0]["id"]])
    assert say(running, "/inbox") == {"letters": []}
    assert running.both.ece.answer_letter("nothing") == ""
