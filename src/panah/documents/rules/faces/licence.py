"""What stands on a licence (پروانه) of an organisation: who, for what, where, until when, on whose word."""

from dataclasses import dataclass
from datetime import date

from panah.documents.rules.faces.paper import Fact, Letter, Sheet, fact_rows, letter_data, persian, span_data
from panah.foundation.digits import to_persian_digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence(Letter):
    """A licence; `people` are those who answer for the holder, each with a role; without `until` it is for good."""

    title: str
    title_latin: str = ""
    holder: str
    holder_latin: str = ""
    words: str
    facts: tuple[Fact, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    conditions: tuple[str, ...] = ()
    basis: str = ""
    since: date
    until: date | None


def licence_sheet(licence: Licence) -> Sheet:
    """Write the licence as the data of its face `licence`."""
    return {
        **letter_data(licence, title=licence.title, title_latin=licence.title_latin),
        "holder": to_persian_digits(licence.holder),
        "holder_latin": licence.holder_latin,
        "words": to_persian_digits(licence.words),
        "facts": fact_rows(licence.facts),
        "people": [{"name": name, "role": role} for name, role in licence.people],
        "conditions": persian(licence.conditions),
        "basis": to_persian_digits(licence.basis),
        **span_data(licence.since, licence.until),
    }
