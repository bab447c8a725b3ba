"""Whoever waits for something that ended, or says nothing, is told at once, and reads what it wrote last."""

from dataclasses import dataclass

import pytest

from panah.conf.drill import watching
from panah.conf.drill.watching import StaysSilent, Watch


@dataclass(slots=True)
class Actor:
    """Answers after so many questions, and may end by itself instead."""

    answers_at: int = 0
    ends: bool = False
    asked: int = 0

    def start(self) -> None:
        self.asked = 0

    def answers(self) -> bool:
        self.asked += 1
        return self.asked > self.answers_at

    def has_ended(self) -> bool:
        return self.ends

    def kill(self) -> None:
        """Nothing is left of it."""

    def says(self) -> str:
        return "the port is taken"


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "MOMENT", 0.001)


def test_every_start_is_measured_until_it_answers() -> None:
    watch = Watch({"web": Actor(answers_at=3)})
    for _ in range(2):
        watch.start("web")
        watch.wait("web")
    assert len(watch.took["web"]) == 2


def test_a_database_that_ended_is_named_while_somebody_waits_for_the_web() -> None:
    watch = Watch({"web": Actor(answers_at=10**9), "postgresql": Actor(ends=True)})
    watch.start("web")
    with pytest.raises(StaysSilent, match=r"postgresql ended by itself(.|\n)*the port is taken"):
        watch.wait("web")


def test_who_does_not_answer_in_time_is_named_with_the_words_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "STARTS_WITHIN", 0.01)
    watch = Watch({"web": Actor(answers_at=10**9), "worker": Actor()})
    watch.start("web")
    with pytest.raises(StaysSilent, match=r"web did not answer(.|\n)*--- web ---(.|\n)*--- worker ---"):
        watch.wait("web")


def test_what_was_killed_before_it_answered_is_not_waited_for() -> None:
    watch = Watch({"web": Actor(answers_at=10**9)})
    watch.start("web")
    watch.kill("web")
    watch.wait("web")
    assert watch.took == {}
