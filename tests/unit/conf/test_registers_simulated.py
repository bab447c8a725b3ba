"""The simulated Najva, as whoever tries Panah out meets it."""

from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from factories.simulators import Running, simulators
from panah.conf.environment import DEFAULT_GATEWAY_SECRET
from panah.foundation.clock import utc_now
from panah.foundation.signed_http import Garbled, Refused, SignedClient


@pytest.fixture
def running() -> Iterator[Running]:
    with simulators() as systems:
        yield systems


def tell(
    running: Running, path: str = "/records", *, secret: str = DEFAULT_GATEWAY_SECRET, **said: object
) -> Mapping[str, object]:
    whole = {"id": "e1", "acts": ["suspend:card"], "about": {"name": "گل‌احمد <b>"}, **said}
    client = SignedClient(running.najva_url, secret, accepts_simulators=True)
    return client.post(path, whole, key="k", now=utc_now())


def test_the_same_entry_twice_is_one_and_another_under_its_name_is_refused(running: Running) -> None:
    assert tell(running) == tell(running)
    with pytest.raises(Refused, match="key-used"):
        tell(running, acts=["invalidate:card"])
    assert len(running.both.najva.entries) == 1


def test_only_what_stands_there_is_corrected(running: Running) -> None:
    with pytest.raises(Refused, match="not-found"):
        tell(running, "/corrections", corrects="N-1")
    receipt = tell(running)["receipt"]
    corrected = tell(running, "/corrections", id="e2", corrects=receipt)
    assert corrected["receipt"] != receipt


def test_it_says_what_stands_there(running: Running) -> None:
    assert tell(running, "/records/find") == {"id": "e1", "found": False}
    recorded = tell(running)
    assert tell(running, "/records/find") == {**recorded, "found": True}


def test_what_nobody_can_read_or_nobody_signed_is_not_recorded(running: Running) -> None:
    with pytest.raises(Refused, match="unreadable"):
        tell(running, id="")
    with pytest.raises(Refused, match="unreadable"):
        tell(running, acts="x")
    with pytest.raises(Refused, match="unreadable"):
        tell(running, about=[])
    with pytest.raises(Refused, match="not-found"):
        tell(running, about={"unique_code": "1230000"})
    with pytest.raises(Garbled, match="unsigned"):
        tell(running, secret="another")  # the wrong one
    assert running.both.najva.entries == {}


def test_a_page_shows_it_and_what_it_says_is_only_text(running: Running) -> None:
    tell(running)
    parts = urlsplit(running.address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    connection.request("GET", "/najva")
    page = connection.getresponse().read().decode()
    connection.close()
    assert "گل‌احمد &lt;b&gt;" in page
    assert "suspend:card" in page


def announce(running: Running, path: str = "/notices", **said: object) -> Mapping[str, object]:
    about = {"number": "18/1405/7", "border": "milak", "name": "گل‌احمد"}
    whole = {"id": "b1", "acts": ["issue:exit-paper"], "about": about, **said}
    client = SignedClient(running.border_url, DEFAULT_GATEWAY_SECRET, accepts_simulators=True)
    return client.post(path, whole, key="k", now=utc_now())


def test_the_border_withdraws_only_what_was_announced_to_it(running: Running) -> None:
    with pytest.raises(Refused, match="not-found"):
        announce(running, "/withdrawals", corrects="B-1")
    announced = announce(running)
    assert announce(running) == announced
    assert announce(running, "/notices/find") == {**announced, "found": True}
    withdrawn = announce(running, "/withdrawals", id="b2", corrects=announced["receipt"])
    assert withdrawn["receipt"] != announced["receipt"]


def test_the_border_knows_no_paper_whose_number_ends_in_four_noughts(running: Running) -> None:
    with pytest.raises(Refused, match="not-found"):
        announce(running, about={"number": "18/1405/0000"})
