"""What stands on the exit paper (برگهٔ تردد خروجی): one person, one border, one crossing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.documents.rules.codes import show_code
from panah.documents.rules.data import PORTRAIT, Data
from panah.documents.rules.slip import (
    GREGORIAN,
    NO_ANNEX,
    Heading,
    Traveller,
    day_data,
    traveller_data,
    years_of,
)
from panah.foundation.digits import to_persian_digits
from panah.foundation.jalali import format_short

TITLE_LATIN: Final = "EXIT PAPER, VALID FOR ONE CROSSING"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitPass:
    """Everything the exit paper says; `since` and `until` are its local days, both included.

    `portrait` is its place in the file storage, empty where nobody took one. A foreign post reads
    it too: the nationality as three letters (ICAO Doc 9303), the border's code in Latin letters.
    """

    title: str
    heading: Heading
    traveller: Traveller
    father: str
    nationality_code: str
    household_code: str
    border: str
    border_code: str
    since: date
    until: date
    portrait: str
    replaces: str
    code: str
    square: Sequence[str]


def exit_pass_sheet(paper: ExitPass) -> dict[str, Data | str | list[str]]:
    """Write the exit paper as the data of its face `exit-pass`; sealed with it, so that a reprint is the same."""
    heading = paper.heading
    return {
        "title": paper.title,
        "title_latin": TITLE_LATIN,
        "number": to_persian_digits(heading.number),
        "date": format_short(heading.on),
        "annex": heading.annex or NO_ANNEX,
        "letterhead": to_persian_digits(heading.letterhead),
        "office": to_persian_digits(heading.office),
        "signer": heading.signer,
        "enquiries": to_persian_digits(heading.enquiries),
        "traveller": traveller_data(1, paper.traveller),
        "father": paper.father,
        "born_latin": _born_latin(paper.traveller),
        "nationality_latin": paper.nationality_code,
        "household_code": to_persian_digits(paper.household_code),
        "border": to_persian_digits(paper.border),
        "border_latin": paper.border_code.replace("-", " ").upper() if paper.border_code.isascii() else "",
        "since": day_data(paper.since),
        "until": day_data(paper.until),
        "replaces": to_persian_digits(paper.replaces),
        PORTRAIT: paper.portrait,
        "code": show_code(paper.code),
        "square": list(paper.square),
    }


def _born_latin(traveller: Traveller) -> str:
    """The birth day in the Gregorian calendar as far as it is known: `1 May 1988`, or the year or years."""
    if traveller.born.precision == "day":
        first = traveller.born.first
        return f"{first.day} {GREGORIAN[first.month - 1]} {first.year}"
    return years_of(traveller.born)
