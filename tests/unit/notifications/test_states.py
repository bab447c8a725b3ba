"""What a receipt changes, how often something is tried, when a phone may ring, and what comes of a call."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.notifications.rules import (
    MOST_CALLS,
    TO_CALL,
    CallResult,
    MessageState,
    after_call,
    call_again,
    may_ring,
    next_try,
    state_after,
)

RECEIPTS = ["delivered", "undeliverable", "not-answered", "pending", "", "lost"]
NOON = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def heard(state: str, receipts: list[str]) -> str:
    for receipt in receipts:
        state = state_after(state, receipt) or state
    return state


@given(st.lists(st.sampled_from(RECEIPTS), max_size=6))
def test_a_receipt_said_twice_counts_once(receipts: list[str]) -> None:
    twice = [receipt for one in receipts for receipt in (one, one)]
    assert heard("sent", receipts) == heard("sent", twice)


@given(st.lists(st.sampled_from(RECEIPTS), max_size=4), st.sampled_from(["queued", "sent"]))
def test_that_it_arrived_counts_in_whatever_order_it_is_heard(receipts: list[str], state: str) -> None:
    ends = {heard(state, list(order)) for order in permutations(receipts)}
    assert len(ends) == 1
    assert ("delivered" in receipts) == (ends == {MessageState.DELIVERED.value})


@pytest.mark.parametrize("state", ["called", "delivered", "passed-on"])
@pytest.mark.parametrize("receipt", RECEIPTS)
def test_what_is_over_is_not_opened_again_by_a_receipt(state: str, receipt: str) -> None:
    assert state_after(state, receipt) is None


@pytest.mark.parametrize("state", TO_CALL)
def test_who_got_the_message_after_all_need_not_be_phoned(state: str) -> None:
    assert state_after(state, "delivered") is MessageState.DELIVERED


@given(st.integers(min_value=1, max_value=10_000))
def test_a_message_is_tried_ever_more_rarely(attempts: int) -> None:
    assert next_try(attempts) <= next_try(attempts + 1)


@pytest.mark.parametrize(("hours", "rings"), [(-4, False), (-3, True), (0, True), (7, True), (8, False)])
def test_no_phone_rings_by_night(hours: int, rings: bool) -> None:
    assert may_ring(NOON + timedelta(hours=hours)) == rings


@pytest.mark.parametrize("calls", range(1, MOST_CALLS + 1))
def test_who_was_reached_leaves_the_list_and_whose_number_is_wrong_gets_paper(calls: int) -> None:
    assert after_call(CallResult.REACHED, calls) is MessageState.CALLED
    assert after_call(CallResult.CAME_IN, calls) is MessageState.CALLED
    assert after_call(CallResult.WRONG_NUMBER, calls) is MessageState.PASSED_ON


@pytest.mark.parametrize("result", [CallResult.NO_ANSWER, CallResult.LEFT_WORD])
def test_nobody_is_phoned_for_ever(result: CallResult) -> None:
    ends = [after_call(result, calls) for calls in range(1, MOST_CALLS + 1)]
    assert ends == [None] * (MOST_CALLS - 1) + [MessageState.PASSED_ON]
    assert call_again(result) > timedelta(0)
