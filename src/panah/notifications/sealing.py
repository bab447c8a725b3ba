"""The text and number of a message at rest: sealed, and bound to their message."""

from panah.audit.keys import key_ring


def sealed(column: str, key: str, text: str) -> bytes:
    """Seal the `text` or `phone` of the message with this key."""
    return key_ring().seal(text.encode(), aad=_place(column, key))


def opened(column: str, key: str, value: bytes | memoryview) -> str:
    """Open what was sealed for this message; raises foundation.envelope.SealError."""
    return key_ring().open(bytes(value), aad=_place(column, key)).decode()


def _place(column: str, key: str) -> bytes:
    return f"notifications.message.{column}|{key}".encode()
