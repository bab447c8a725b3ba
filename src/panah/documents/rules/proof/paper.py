"""What a signed paper says of itself, as a value; whatever is made or read passes the same rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import lru_cache
from typing import Final

from panah.documents.rules.proof.reasons import malformed

MOST_OTHERS: Final = 24
"""People a paper may name beside its holder."""

MOST_DETAILS: Final = 12
_SCHEMES: Final = ("https://", "http://")
_TYPE: Final = re.compile(r"[a-z][a-z0-9-]{0,23}")
_DETAIL: Final = re.compile(r"[a-z][a-z0-9_]{0,15}")


class Sex(IntEnum):
    """As Claim 169 counts it."""

    MALE = 1
    FEMALE = 2
    OTHER = 3


@dataclass(frozen=True, slots=True)
class Birth:
    """The first and the last day a birth may have been on, Gregorian, written YYYYMMDD as one number.

    Known to the day both are the same; of a Jalali year they are its first and last day.
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        if _day(self.first) != self.last and _day(self.last) < self.first:
            raise malformed("birth")

    @classmethod
    def on(cls, day: int) -> "Birth":
        """A birth known to the day, YYYYMMDD."""
        return cls(day, day)


@dataclass(frozen=True, slots=True)
class StatusReference:
    """Where the state of a paper stands: the address of a status list, and the paper's place in it from 0."""

    uri: str
    index: int

    def __post_init__(self) -> None:
        if not self.uri.startswith(_SCHEMES) or self.index < 0:
            raise malformed("status-reference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper's claims. Moments are seconds in UTC; nationality and country are codes of ICAO Doc 9303 (`AFG`).

    `issuer` is a URI, `type` a short code (`amayesh-card`), `number` the printed number, `name` Persian and
    `name_latin` Latin, `others` are named on the same paper, `details` are what its type adds. Without an end it
    has no `expires_at`; without `not_before` it holds from `issued_at`. Raises `Refused("malformed")` for what no
    paper may say.
    """

    issuer: str
    type: str
    issued_at: int
    not_before: int | None = None
    expires_at: int | None = None
    number: str = ""
    name: str = ""
    name_latin: str = ""
    birth: Birth | None = None
    sex: Sex | None = None
    nationality: str = ""
    legal_status: str = ""
    country: str = ""
    others: tuple[str, ...] = ()
    details: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    status: StatusReference | None = None

    def __post_init__(self) -> None:
        begins = 0 if self.not_before is None else self.not_before
        ends = begins + 1 if self.expires_at is None else self.expires_at
        if not self.issuer.startswith(_SCHEMES):
            raise malformed("issuer")
        if not _is_type(self.type):
            raise malformed("type")
        if self.issued_at < 0 or not 0 <= begins < ends:
            raise malformed("times")
        if self.others and (len(self.others) > MOST_OTHERS or not all(self.others)):
            raise malformed("others")
        if self.details and (
            len(self.details) > MOST_DETAILS or not all(map(_DETAIL.fullmatch, self.details))
        ):
            raise malformed("details")

    @property
    def known_by(self) -> tuple[str, str, int | str]:
        """What makes it this paper and no other: its place in a status list, or type and number where it has none.

        Never the bytes of its token: ECDSA lets anybody write a second signature that is as good as the first.
        """
        if self.status is not None:
            return self.issuer, self.status.uri, self.status.index
        return self.issuer, self.type, self.number


@lru_cache(maxsize=256)
def _is_type(name: str) -> bool:
    return bool(_TYPE.fullmatch(name))


def _day(written: int) -> int:
    """Give a day back when the calendar has it."""
    try:
        date(written // 10_000, written // 100 % 100, written % 100)
    except (ValueError, OverflowError) as error:
        raise malformed("birth") from error
    return written
