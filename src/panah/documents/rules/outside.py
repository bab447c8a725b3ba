"""What other authorities are told: the systems, the states of an entry, the words for it, when to try again."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

MOST_ATTEMPTS: Final = 8
FIRST_PAUSE: Final = timedelta(seconds=10)
RECORD, CORRECT, TELL_BORDER = "record-in-najva", "correct-in-najva", "tell-border"
ISSUED, VOID = "issue:exit-paper", "invalidate:exit-paper"
"""What the border is told of an exit paper: that it is good, that it is good no more."""


class System(StrEnum):
    """A system of another authority."""

    NAJVA = "najva"
    BORDER = "border"


SYSTEM_TITLES: Final = {System.NAJVA: "نجوا", System.BORDER: "مرزبانی"}
TOPICS: Final = {
    System.NAJVA: frozenset({RECORD, CORRECT}),
    System.BORDER: frozenset({TELL_BORDER}),
}
"""The jobs of services by which each system is told something."""


def system_of(topic: str) -> System:
    """Name the system that a job tells something; any other raises StopIteration."""
    return next(system for system, topics in TOPICS.items() if topic in topics)


class EntryState(StrEnum):
    """How far an entry has come."""

    QUEUED = "queued"
    """To be sent to the other authority's system."""
    TO_TYPE = "to-type"
    """An officer types it there, or writes to them."""
    TYPED = "typed"
    """Another officer has yet to look or ask there whether it is so."""
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
    VOID: "ابطال برگهٔ خروج",
    ISSUED: "صدور برگهٔ خروج",
    "end-status": "پایان وضعیت پناهندگی",
    "restore-status": "بازگرداندن وضعیت پناهندگی",
    "form-household": "تشکیل خانوار",
    "hand:exit-paper": "تحویل برگهٔ خروج",
    "issue:slip": "صدور برگه",
    "hand:slip": "تحویل برگه",
    "invalidate:slip": "ابطال برگه",
    RECORD: "ثبت در نجوا",
    CORRECT: "اصلاح ثبت نجوا",
    TELL_BORDER: "خبر به مرزبانی",
}


def act_title(act: str) -> str:
    """Say in Persian what was done; a name that has no words yet stands as it is."""
    return ACT_TITLES.get(act, act)


def next_try(attempts: int) -> timedelta:
    """How long to wait after so many attempts: ten seconds, then twice as long each time, at most an hour."""
    pause: timedelta = FIRST_PAUSE * 2 ** max(attempts - 1, 0)
    return min(pause, timedelta(hours=1))
