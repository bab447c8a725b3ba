"""What comes of phoning somebody: reached, called again, or told on paper."""

from datetime import timedelta
from typing import Final

from panah.notifications.rules.states import MessageState
from panah.workflow.form_options import Option

MOST_CALLS: Final = 3
"""How often somebody is phoned before paper takes over, so that the list never grows for ever."""


class CallResult(Option):
    """What came of a call, in the words officers read."""

    REACHED = "reached", "خود شخص شنید"
    NO_ANSWER = "no-answer", "کسی برنداشت"
    LEFT_WORD = "left-word", "پیغام گذاشته شد که تماس بگیرد"
    WRONG_NUMBER = "wrong-number", "شماره از آن او نیست"
    CAME_IN = "came-in", "خودش تماس گرفت"


_AGAIN: Final = {
    CallResult.NO_ANSWER: timedelta(hours=3),
    CallResult.LEFT_WORD: timedelta(days=1),
}


def after_call(result: CallResult, calls: int) -> MessageState | None:
    """Give the state a call leads to, the `calls`-th of its message; None leaves it on the list."""
    if result in {CallResult.REACHED, CallResult.CAME_IN}:
        return MessageState.CALLED
    if result is CallResult.WRONG_NUMBER or calls >= MOST_CALLS:
        return MessageState.PASSED_ON
    return None


def call_again(result: CallResult) -> timedelta:
    """Give when to call again, where nobody said: later the same day, or the day after word was left."""
    return _AGAIN.get(result, timedelta(0))
