"""Why something cannot be captured of somebody, in words, and why such a note was not taken (S8, S16)."""

from collections.abc import Mapping
from typing import Final

REASONS: Final[Mapping[str, str]] = {
    "injured": "دستش زخمی است",
    "missing": "انگشت ندارد",
    "eye-disease": "بیماری چشم دارد",
    "declined-to-say": "نمی‌شود؛ نمی‌گوید چرا",
    "worn": "فرسوده است و خوانده نشد",
}
"""Why something cannot be captured; `worn` is offered once it was tried."""
UNDONE: Final[Mapping[str, str]] = {
    "matter-ended": "کار این عضو تمام شده است.",
    "four-eyes": "این را خودتان نوشته‌اید؛ همکار دیگری تأیید می‌کند.",
    "excuse-unknown": "این مورد دیگر در فهرست نیست.",
    "subject-unknown": "این مورد دیگر در فهرست نیست.",
}
"""Why a note or its second word changed nothing, by code."""
