"""What both cards share: an ID-1 card of two sides, the front for the eye, the back for machines."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from panah.documents.rules.codes import show_code
from panah.documents.rules.data import PORTRAIT
from panah.documents.rules.faces.marks import MARK, Mark, mark_data
from panah.documents.rules.faces.paper import Proof, Sheet, checked_square
from panah.documents.rules.faces.people import Bearer, bearer_data
from panah.documents.rules.slip import day_data
from panah.foundation.digits import to_persian_digits

WIDEST_OF_ALL: Final = 77
"""Modules of version 15, for the longest names: at the 30 mm it is printed each is 0.35 mm."""

_LINE: Final = re.compile(r"[0-9A-Z<]{30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything a card says. `mrz` are its three lines of thirty (TD1 of ICAO Doc 9303); days are local.

    `round_name` and `round_number` are those of the registration («آمایش», `20`); `portrait` is its place in the file
    storage, empty where nobody took one.
    """

    number: str
    bearer: Bearer
    province: str
    letterhead: str
    round_name: str
    round_number: str
    issued_on: date
    until: date
    issued_at: str
    enquiries: str
    mrz: tuple[str, str, str]
    proof: Proof
    portrait: str = ""
    mark: Mark | None = None


def card_data(card: Card, *, title: str, title_latin: str) -> Sheet:
    """Write a card. Raises ValueError for lines that are none of the machine's, or a square too wide for a card."""
    if not all(_LINE.fullmatch(line) for line in card.mrz):
        raise ValueError("the machine readable lines are three of thirty letters, digits and <")
    bearer = replace(card.bearer, household_code="", paper="شمارهٔ کارت", paper_number=card.number)
    return {
        "title": title,
        "title_latin": title_latin,
        "letterhead": to_persian_digits(card.letterhead),
        "round_name": card.round_name,
        "round_number": to_persian_digits(card.round_number),
        "bearer": bearer_data(bearer),
        "province": card.province,
        "household_code": to_persian_digits(card.bearer.household_code),
        "issued_on": day_data(card.issued_on),
        "until": day_data(card.until),
        "issued_at": to_persian_digits(card.issued_at),
        "enquiries": to_persian_digits(card.enquiries),
        "mrz": list(card.mrz),
        "code": show_code(card.proof.code),
        "square": checked_square(card.proof, WIDEST_OF_ALL),
        PORTRAIT: card.portrait,
        MARK: mark_data(card.mark),
    }
