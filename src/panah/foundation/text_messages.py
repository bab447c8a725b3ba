"""How long a text message is, as networks count it."""

from typing import Final

_NOT_GSM: Final = frozenset("`^{}[]~|\\")


def sms_parts(text: str) -> int:
    """Count the parts of a text message: 160 or 153 letters of GSM 03.38, 70 or 67 of UCS-2 (3GPP TS 23.038)."""
    if text.isascii() and not _NOT_GSM & set(text):
        length, one, each = len(text), 160, 153
    else:
        length, one, each = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if length <= one else -(-length // each)
