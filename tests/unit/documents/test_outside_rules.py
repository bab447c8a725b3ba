"""Trying again, and the words for what is recorded."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from panah.documents.rules.outside import ACT_TITLES, TOPICS, System, act_title, next_try, system_of


@given(st.integers(min_value=1, max_value=30))
def test_pauses_grow_and_never_pass_an_hour(attempts: int) -> None:
    assert timedelta(seconds=10) <= next_try(attempts) <= next_try(attempts + 1) <= timedelta(hours=1)


def test_what_has_no_words_yet_stands_as_it_is() -> None:
    assert act_title("never:heard-of") == "never:heard-of"
    assert all(ACT_TITLES.values())


def test_every_job_that_tells_somebody_names_one_system() -> None:
    assert {system_of(topic) for topics in TOPICS.values() for topic in topics} == set(System)
    assert sum(len(topics) for topics in TOPICS.values()) == len(frozenset().union(*TOPICS.values()))
