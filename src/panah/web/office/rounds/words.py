"""What the pages of rounds say: where one stands, and why something was not done."""

from collections.abc import Mapping
from typing import Final

from panah.foundation.errors import PanahError
from panah.rounds.rules.course import Course
from panah.web.office.words import ERRORS, UNKNOWN

COURSES: Final[Mapping[Course, str]] = {
    Course.ANNOUNCED: "ابلاغ‌شده",
    Course.OPEN: "در جریان",
    Course.CLOSED: "پایان‌یافته",
}
SENTENCES: Final[Mapping[str, str]] = {
    "round-not-acknowledged": "این دفترها هنوز ننوشته‌اند که دستور را خوانده‌اند: {offices}. "
    "تا همه ننویسند، مرحله گشوده نمی‌شود.",
    "round-not-there": "این مرحله دیگر در آن جای کار نیست. صفحه تازه شد.",
    "briefing-missing": "روز جلسهٔ توجیهی و خلاصهٔ آن را بنویسید.",
    "briefing-in-future": "روز جلسه هنوز نرسیده است؛ پس از برگزاری بنویسید.",
    "already-in-round": "این خانوار در همین مرحله پرونده دارد: {case}.",
    "day-unreadable": "روز را مانند ۱۴۰۵/۰۹/۰۱ بنویسید.",
}


def sentence(wrong: PanahError) -> str:
    """Say what stood in the way and what to do."""
    found = SENTENCES.get(wrong.code) or ERRORS.get(wrong.code, UNKNOWN)
    return found.format(**{key: str(value) for key, value in wrong.params.items()})
