"""The three sets of digits people type, and the two we write."""

from typing import Final

_LATIN: Final = "0123456789"
_PERSIAN: Final = "۰۱۲۳۴۵۶۷۸۹"
_ARABIC: Final = "٠١٢٣٤٥٦٧٨٩"

_TO_LATIN: Final = str.maketrans(_PERSIAN + _ARABIC, _LATIN * 2)
_TO_PERSIAN: Final = str.maketrans(_LATIN + _ARABIC, _PERSIAN * 2)


def to_latin_digits(text: str) -> str:
    """The text with Persian (۴) and Arabic-Indic (٤) digits as ASCII: done before any pattern is tried."""
    return text.translate(_TO_LATIN)


def to_persian_digits(text: str) -> str:
    """The text as a Persian reader expects its numbers: ASCII and Arabic-Indic digits become ۰ to ۹."""
    return text.translate(_TO_PERSIAN)
