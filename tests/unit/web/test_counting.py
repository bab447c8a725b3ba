"""Questions without a name have a measure: of an address, of its range, of the whole world."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client

from panah.web import counting, identity
from panah.web.counting import Brake, neighbourhood_of
from panah.web.public import track

pytestmark = pytest.mark.django_db
MISS = {"number": "301/05/99999", "year": "1405"}


@pytest.fixture(autouse=True)
def one_moment(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is counted yet, and no span ends while a test asks."""
    cache.clear()
    monkeypatch.setattr(identity, "utc_now", lambda: now)


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2::5", "2001:db8:1::/48"),
        ("", ""),
        ("unix:/x", "unix:/x"),
    ],
)
def test_who_has_one_address_of_a_range_has_them_all(address: str, near: str) -> None:
    assert neighbourhood_of(address) == near


def test_a_brake_holds_within_its_span_and_lets_go_after_it(now: datetime) -> None:
    brake = Brake("test", 2, timedelta(minutes=1))
    assert [brake.press("a", now=now) for _ in range(4)] == [True, True, False, False]
    assert brake.press("b", now=now)
    assert (brake.counted("a", now=now), brake.is_free("a", now=now)) == (4, False)
    assert brake.press("a", now=now + timedelta(minutes=1))


def ask(address: str, **asked: str) -> int:
    return Client(REMOTE_ADDR=address).get("/track/", asked or MISS).status_code


def test_one_address_asks_no_more_than_a_family_does() -> None:
    assert [ask("203.0.113.7") for _ in range(track.QUESTIONS.most + 1)][-2:] == [200, 429]


def test_a_range_that_guesses_is_done_for_the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(track, "MISSES", Brake("misses", 3, timedelta(hours=1)))
    answers = [ask(f"203.0.113.{host}") for host in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    assert ask("198.51.100.1") == 200


def test_while_the_world_guesses_only_ranges_that_did_not_are_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(track, "ALL_MISSES", Brake("all", 3, timedelta(minutes=10)))
    assert [ask(f"203.0.{net}.1") for net in range(5)] == [200] * 5
    assert [ask(f"203.0.{net}.2") for net in range(5)] == [429] * 5
    assert ask("198.51.100.1") == 200


def test_an_unreadable_question_is_no_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(track, "MISSES", Brake("misses", 1, timedelta(hours=1)))
    for _ in range(3):
        assert ask("203.0.113.7", number="", year="1405") == 200
    assert ask("203.0.113.7") == 200


def test_a_forged_list_of_proxies_does_not_help(settings: SimpleNamespace) -> None:
    settings.PANAH_DEMO = False
    request = SimpleNamespace(META={"HTTP_X_FORWARDED_FOR": "1.1.1.1, 10.0.0.9", "REMOTE_ADDR": "127.0.0.1"})
    assert counting.address_of(request) == "10.0.0.9"  # type: ignore[arg-type]  # all it reads of a request
