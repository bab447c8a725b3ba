"""What every paper says of itself: its name, the heading of a letter, how it proves itself, its mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.documents.rules.codes import show_code, show_number
from panah.documents.rules.data import Value
from panah.documents.rules.faces.marks import MARK, Mark, mark_data
from panah.documents.rules.slip import GREGORIAN, NO_ANNEX, Heading, day_data, years_of
from panah.foundation.digits import to_persian_digits
from panah.foundation.jalali import PartialDate, format_partial, format_short

type Sheet = dict[str, Value]
"""The data of a face."""

WIDEST_ON_CARD: Final = 69
"""Modules of a QR code of version 13: at 28 mm each is 0.36 mm, the least a cheap camera reads."""

WIDEST_ON_PAPER: Final = 97
"""Modules of version 20."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The code to type, and the square to scan: rows of `x` and `.`, without the quiet field."""

    code: str
    square: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What every paper but a card begins with."""

    heading: Heading
    proof: Proof
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a paper says; `latin` is the same for a foreign reader, `called` what that reader calls it."""

    label: str
    value: str
    latin: str = ""
    called: str = ""


def letter_data(letter: Letter, *, title: str, title_latin: str = "", classification: str = "") -> Sheet:
    """Write the parts all letters share. Raises ValueError for a square too wide to be read."""
    heading = letter.heading
    return {
        "title": to_persian_digits(title),
        "title_latin": title_latin,
        "number": to_persian_digits(heading.number),
        "date": format_short(heading.on),
        "annex": to_persian_digits(heading.annex) or NO_ANNEX,
        "letterhead": to_persian_digits(heading.letterhead),
        "office": to_persian_digits(heading.office),
        "signer": heading.signer,
        "enquiries": to_persian_digits(heading.enquiries),
        "classification": classification,
        "code": show_code(letter.proof.code),
        "square": checked_square(letter.proof, WIDEST_ON_PAPER),
        MARK: mark_data(letter.mark),
    }


def checked_square(proof: Proof, widest: int) -> list[str]:
    """Give the square's rows. Raises ValueError when it is not square, empty, or wider than it can be printed."""
    side = len(proof.square)
    if not 0 < side <= widest or any(len(row) != side for row in proof.square):
        raise ValueError(f"square of {side} rows does not fit {widest} modules")
    return list(proof.square)


def fact_rows(facts: Sequence[Fact]) -> list[Mapping[str, Value]]:
    """Write facts, leaving out those nobody knows."""
    return [
        {
            "label": to_persian_digits(one.label),
            "value": show_number(one.value),
            "latin": one.latin,
            "called": one.called,
        }
        for one in facts
        if one.value
    ]


def persian(lines: Sequence[str]) -> list[str]:
    """Write lines with the digits a Persian reader expects."""
    return [to_persian_digits(line) for line in lines]


def span_data(since: date, until: date | None) -> Sheet:
    """Write the span of a paper, local days, both included; without an end it is for good."""
    return {"since": day_data(since), "until": day_data(until) if until else None}


def born_data(born: PartialDate | None) -> dict[str, str]:
    """Write a birth in both calendars as far as it is known: `1 May 1988`, `1988/89`; empty where it is not."""
    if born is None:
        return {"jalali": "", "latin": ""}
    if born.precision != "day":
        return {"jalali": format_partial(born), "latin": years_of(born)}
    day = born.first
    return {"jalali": format_short(day), "latin": f"{day.day} {GREGORIAN[day.month - 1]} {day.year}"}
