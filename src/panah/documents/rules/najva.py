"""What is recorded in Najva: the states of an entry, the words for what was done, and when to try again."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

MOST_ATTEMPTS: Final = 8
FIRST_PAUSE: Final = timedelta(seconds=10)
RECORD, CORRECT = "record-in-najva", "correct-in-najva"


class EntryState(StrEnum):
    """How far an entry has come."""

    QUEUED = "queued"
    """To be sent to the ministry's system."""
    TO_TYPE = "to-type"
    """An officer types it there."""
    TYPED = "typed"
    """Another officer has yet to look there whether it is so."""
    FAILED = "failed"
    """Sending it came to nothing; an operator tries again or has it typed."""
    RECORDED = "recorded"


WAITING: Final = (EntryState.QUEUED, EntryState.TO_TYPE, EntryState.TYPED, EntryState.FAILED)
"""The states in which the case waits."""

ACT_TITLES: Final = {
    "suspend:card": "توقف اعتبار کارت",
    "reinstate:card": "بازگرداندن اعتبار کارت",
    "invalidate:card": "ابطال کارت",
    "hold:card": "گرفتن کارت در برابر رسید",
    "release:card": "پس‌دادن کارت در برابر رسید",
    "invalidate:exit-paper": "ابطال برگهٔ خروج",
    "issue:exit-paper": "صدور برگهٔ خروج",
    "end-status": "پایان وضعیت پناهندگی",
    "restore-status": "بازگرداندن وضعیت پناهندگی",
    "form-household": "تشکیل خانوار",
}


def act_title(act: str) -> str:
    """Say in Persian what was done; a name that has no words yet stands as it is."""
    return ACT_TITLES.get(act, act)


def next_try(attempts: int) -> timedelta:
    """How long to wait after so many attempts: ten seconds, then twice as long each time, at most an hour."""
    pause: timedelta = FIRST_PAUSE * 2 ** max(attempts - 1, 0)
    return min(pause, timedelta(hours=1))
