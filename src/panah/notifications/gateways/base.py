"""What Panah asks of an SMS provider, whichever it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from panah.foundation.errors import PanahError


class SmsTrouble(PanahError):
    """A message was not taken: `sms-silent`, `sms-garbled`, `sms-refused`, `sms-not-offered`.

    `is_final` says that trying again is no use, `was_heard` that somebody answered at all.
    """

    def __init__(self, code: str, *, is_final: bool = False, was_heard: bool = True) -> None:
        super().__init__(code)
        self.is_final = is_final
        self.was_heard = was_heard


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsOrder:
    """One text to one number (E.164) under our own id, by which the provider knows it again."""

    id: str
    to: str = field(repr=False)
    text: str = field(repr=False)


class SmsGateway(Protocol):
    """A way to an SMS provider."""

    def send(self, order: SmsOrder, *, now: datetime) -> str:
        """Hand a text over and return the provider's number of it; the same id is one text. Raises SmsTrouble."""
        ...

    def receipts(self, provider_ids: Sequence[str], *, now: datetime) -> Mapping[str, str]:
        """Ask what became of texts: `delivered`, `undeliverable`, or `pending`. Raises SmsTrouble."""
        ...
