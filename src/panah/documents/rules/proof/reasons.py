"""Why a code is not believed: one word per reason, the same on every page and in every verifier."""

from enum import StrEnum
from typing import Final

from panah.foundation.errors import PanahError


class Reason(StrEnum):
    """What is wrong with a paper, or what about it cannot be known."""

    FOREIGN_CODE = "foreign-code"
    MALFORMED = "malformed"
    UNKNOWN_KEY = "unknown-key"
    WRONG_PURPOSE = "wrong-purpose"
    COMPROMISED_KEY = "compromised-key"
    BAD_SIGNATURE = "bad-signature"
    NOT_YET = "not-yet"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    USED = "used"
    LIST_OLD = "list-old"
    LIST_MISSING = "list-missing"
    LIST_ROLLED_BACK = "list-rolled-back"
    UNKNOWN_NUMBER = "unknown-number"
    NUMBER_ONLY = "number-only"


MALFORMED: Final = Reason.MALFORMED


class Refused(PanahError):
    """A token, list or code that is not accepted: `reason` for everybody, `why` for whoever mends a reader."""

    def __init__(self, reason: str, /, why: str = "") -> None:
        super().__init__(Reason(reason), **({"why": why} if why else {}))

    @property
    def reason(self) -> Reason:
        """The word a page puts into a sentence."""
        return Reason(self.code)

    @property
    def why(self) -> str:
        """The rule that was broken, in one hyphenated word; empty where the reason says it all."""
        return str(self.params.get("why", ""))


def malformed(why: str) -> Refused:
    """Make the refusal of bytes or claims that break the profile."""
    return Refused(MALFORMED, why)
