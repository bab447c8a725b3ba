"""What stands on the inter-city slip: the facts, and the data its face is filled with.

Persian first; Latin letters stand where a foreign reader reads: names, places, dates, the title.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.documents.rules.codes import show_code, show_number
from panah.documents.rules.data import Data
from panah.foundation.digits import to_persian_digits
from panah.foundation.jalali import PartialDate, format_partial, format_short
from panah.foundation.money import Rial, format_rial

TITLE_LATIN: Final = "INTER-CITY TRAVEL SLIP"
NO_ANNEX: Final = "ندارد"
GREGORIAN: Final = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ROOMY: Final = 4
"""Up to so many travellers each has two lines of a row; more are set closer, so that a large family has one sheet."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the journey: county and, when it is not the same word, province; Latin beside it where known."""

    county: str
    province: str = ""
    latin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traveller:
    """One who travels, as the registry knows them; `card` is the number of the paper they travel with."""

    name: str
    latin: str
    born: PartialDate
    nationality: str
    card: str
    card_kind: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was paid for the paper, or that nothing was due (`rial` 0, with the ground of exemption)."""

    rial: int
    reference: str = ""
    paid_on: date | None = None
    exemption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """From where, to where, why and when; `until` is the last day of the paper, both days local."""

    origin: Place
    destination: Place
    reason: str
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Number, date and annex of the letter, the office at its head, and the role that signs."""

    number: str
    on: date
    annex: str
    letterhead: str
    office: str
    signer: str
    enquiries: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Everything the slip says."""

    title: str
    heading: Heading
    journey: Journey
    travellers: tuple[Traveller, ...]
    household_code: str
    receipts: tuple[Receipt, ...]
    replaces: str
    code: str
    square: Sequence[str]


def slip_sheet(slip: Slip) -> dict[str, Data | str | bool | list[Data] | list[str]]:
    """Write the slip as the data of its face `intercity-slip`; sealed with the paper, so that a reprint is the same."""
    heading, journey = slip.heading, slip.journey
    return {
        "title": slip.title,
        "title_latin": TITLE_LATIN,
        "number": to_persian_digits(heading.number),
        "date": format_short(heading.on),
        "annex": heading.annex or NO_ANNEX,
        "letterhead": to_persian_digits(heading.letterhead),
        "office": to_persian_digits(heading.office),
        "signer": heading.signer,
        "enquiries": to_persian_digits(heading.enquiries),
        "origin": _place(journey.origin),
        "destination": _place(journey.destination),
        "reason": journey.reason,
        "since": day_data(journey.since),
        "until": day_data(journey.until),
        "travellers": [traveller_data(n, one) for n, one in enumerate(slip.travellers, start=1)],
        "is_dense": len(slip.travellers) > ROOMY,
        "count": to_persian_digits(str(len(slip.travellers))),
        "household_code": to_persian_digits(slip.household_code),
        "receipts": [_receipt(one) for one in slip.receipts],
        "replaces": to_persian_digits(slip.replaces),
        "code": show_code(slip.code),
        "square": list(slip.square),
    }


def _place(place: Place) -> Data:
    return {"county": place.county, "province": place.province, "latin": place.latin}


def day_data(day: date) -> Data:
    """Write a day in both calendars, the Gregorian one in Latin letters."""
    return {"jalali": format_short(day), "latin": f"{day.day} {GREGORIAN[day.month - 1]} {day.year}"}


def traveller_data(n: int, one: Traveller) -> Data:
    """Write a traveller as the `n`th row of a face."""
    return {
        "n": to_persian_digits(str(n)),
        "name": one.name,
        "latin": one.latin.upper(),
        "born": _born(one.born),
        "born_latin": str(one.born.first.year) if one.born.precision == "day" else years_of(one.born),
        "nationality": one.nationality,
        "card": show_number(one.card),
        "card_kind": one.card_kind,
    }


def _born(born: PartialDate) -> str:
    return format_short(born.first) if born.precision == "day" else format_partial(born)


def years_of(born: PartialDate) -> str:
    """The Gregorian year or years a birth date known by month or year may lie in: `1990` or `1990/91`."""
    first, last = born.first.year, born.last.year
    return str(first) if first == last else f"{first}/{last % 100:02d}"


def _receipt(one: Receipt) -> str:
    if one.exemption or not one.rial:
        return f"معاف از هزینه ({one.exemption})" if one.exemption else "بدون هزینه"
    parts = [format_rial(Rial(one.rial))]
    if one.reference:
        parts.append(f"شمارهٔ پیگیری {to_persian_digits(one.reference)}")
    if one.paid_on:
        parts.append(format_short(one.paid_on))
    return "، ".join(parts)
