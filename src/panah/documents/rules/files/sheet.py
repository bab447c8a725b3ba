"""A paper ready to be signed as a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """A typeset paper: its PDF, and in Persian why it is signed and where, as a reader of PDF shows them."""

    pdf: bytes
    reason: str
    location: str
