"""Who heads a household, what a purpose may see, how bare a number is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import add_months, to_jalali
from panah.foundation.persian import clean, to_latin_digits

ADULT_AT: Final = 18
_NOT_SAID: Final = re.compile(r"[^0-9A-Z+]")


class Level(IntEnum):
    """How surely one knows who signed in; each level opens a door of its own.

    ANYBODY sees a status by case number and year; HOUSEHOLD the shared work of a household; PERSON, bound at
    a counter, one's own matters.
    """

    ANYBODY = 0
    HOUSEHOLD = 1
    PERSON = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One act of looking at records: who, in which role, to what purpose, when (UTC); it is logged (S6, S20).

    ``case_number`` ties it to the matter it serves; ``office`` is the path of the office that looks.
    Raises InvalidInput("purpose-unknown").
    """

    actor_id: int
    role: str
    purpose: str
    at: datetime
    case_number: str = ""
    office: str = ""

    def __post_init__(self) -> None:
        if self.purpose not in PURPOSES:
            raise InvalidInput("purpose-unknown", purpose=self.purpose)

    @property
    def shows_whereabouts(self) -> bool:
        """Whether this purpose may see addresses and phones at all."""
        return PURPOSES[self.purpose].shows_whereabouts


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why a record may be looked at; the firewall says which purposes see where people live (S17)."""

    name: str
    title: str
    shows_whereabouts: bool


_PURPOSES = (
    Purpose("service", "ارائهٔ خدمت", shows_whereabouts=True),
    Purpose("call-up", "فراخوان و نوبت", shows_whereabouts=True),
    Purpose("enquiry", "پاسخ به پرسش شخص", shows_whereabouts=False),
    Purpose("own-record", "دیدن پروندهٔ خود", shows_whereabouts=True),
    Purpose("life-event", "ثبت رویداد زندگی", shows_whereabouts=True),
    Purpose("revocation", "رسیدگی به وضعیت پناهندگی", shows_whereabouts=False),
    Purpose("removal", "رسیدگی به اخراج (طرد)", shows_whereabouts=False),
    Purpose("inquiry", "پاسخ به استعلام", shows_whereabouts=False),
    Purpose("protection", "حمایت", shows_whereabouts=True),
    Purpose("inspection", "بازرسی", shows_whereabouts=False),
    Purpose("duplicates", "بررسی ثبت تکراری", shows_whereabouts=False),
)

PURPOSES: Mapping[str, Purpose] = MappingProxyType({purpose.name: purpose for purpose in _PURPOSES})


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What the choice of a head needs to know of a member."""

    person_id: int
    born: date
    is_spouse_of_head: bool = False


def age_on(born: date, on: date) -> int:
    """Give the age in whole Jalali years."""
    then, now = to_jalali(born), to_jalali(on)
    return now.year - then.year - ((now.month, now.day) < (then.month, then.day))


def is_minor(born_last: date, on: date) -> bool:
    """Whether somebody may still be under 18: a date known by year only counts to the person's protection."""
    return age_on(born_last, on) < ADULT_AT


def minors_born_after(on: date) -> date:
    """Give the day after which whoever was born is a minor on a day, so that a whole table can be asked at once."""
    return add_months(on, -12 * ADULT_AT)


def line_of_succession(members: Iterable[MemberFacts], on: date) -> list[MemberFacts]:
    """Put members in the order in which they would head a household that lost its head (S30).

    An adult spouse comes first, then the oldest.
    """
    return sorted(
        members,
        key=lambda m: (not (m.is_spouse_of_head and age_on(m.born, on) >= ADULT_AT), m.born, m.person_id),
    )


def successor(members: Iterable[MemberFacts], on: date) -> int | None:
    """Say who heads a household that lost its head: the widowed spouse at once, else the oldest member (S30).

    Among children alone the oldest, who then needs a temporary head or a guardian to act. None when nobody is left.
    """
    order = line_of_succession(members, on)
    return order[0].person_id if order else None


def compact(text: str) -> str:
    """Reduce a number to what is said of it aloud: Latin digits, capital letters, a plus."""
    return _NOT_SAID.sub("", to_latin_digits(clean(text)).upper())
