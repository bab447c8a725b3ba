"""How many files are judged one by one before the rest may move together (S24)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.casework.rules import sample_size


@pytest.mark.parametrize(
    ("chosen", "size"),
    [(1, 1), (2, 2), (3, 3), (4, 3), (60, 3), (61, 4), (100, 5), (400, 20), (401, 20), (12_000, 20)],
)
def test_a_twentieth_is_judged_at_least_three_and_at_most_twenty(chosen: int, size: int) -> None:
    assert sample_size(chosen) == size


@given(st.integers(1, 20_000))
def test_more_files_never_need_a_smaller_sample_nor_more_than_there_are(chosen: int) -> None:
    assert 1 <= sample_size(chosen) <= min(chosen, 20)
    assert sample_size(chosen) <= sample_size(chosen + 1)
