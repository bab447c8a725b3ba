"""What stands on a permit (مجوز): to whom, for what, where and when, on which conditions, by which rule."""

from dataclasses import dataclass
from datetime import date

from panah.documents.rules.faces.paper import Fact, Letter, Sheet, fact_rows, letter_data, persian, span_data
from panah.foundation.digits import to_persian_digits


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitLetter(Letter):
    """A permit to a person or a body (`to`); `words` are its paragraphs, both days included."""

    title: str
    title_latin: str = ""
    to: str
    to_latin: str = ""
    about: str
    words: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    conditions: tuple[str, ...] = ()
    basis: str = ""
    since: date
    until: date | None
    copies: tuple[str, ...] = ()


def permit_letter_sheet(permit: PermitLetter) -> Sheet:
    """Write the permit as the data of its face `permit-letter`."""
    return {
        **letter_data(permit, title=permit.title, title_latin=permit.title_latin),
        "to": to_persian_digits(permit.to),
        "to_latin": permit.to_latin,
        "about": to_persian_digits(permit.about),
        "words": persian(permit.words),
        "facts": fact_rows(permit.facts),
        "conditions": persian(permit.conditions),
        "basis": to_persian_digits(permit.basis),
        **span_data(permit.since, permit.until),
        "copies": persian(permit.copies),
    }
