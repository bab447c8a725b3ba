"""What the pages of rounds say: where one stands, and why something was not done."""

from collections.abc import Mapping
from typing import Final

from panah.foundation.errors import PanahError
from panah.rounds.queries import Course
from panah.web.office.words import ERRORS, UNKNOWN
from panah.web.round_words import SENTENCES

COURSES: Final[Mapping[Course, str]] = {
    Course.ANNOUNCED: "ابلاغ‌شده",
    Course.OPEN: "در جریان",
    Course.CLOSED: "پایان‌یافته",
}


def sentence(wrong: PanahError) -> str:
    """Say what stood in the way and what to do."""
    found = SENTENCES.get(wrong.code) or ERRORS.get(wrong.code, UNKNOWN)
    return found.format(**{key: str(value) for key, value in wrong.params.items()})
