"""What stands in a dossier (پرونده) for those who decide: whose it is, the household, its sections."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from panah.documents.rules.data import PORTRAIT, Value
from panah.documents.rules.faces.paper import Fact, Letter, Sheet, fact_rows, letter_data, persian
from panah.documents.rules.faces.people import Bearer, Member, bearer_data, member_rows
from panah.foundation.digits import to_persian_digits

CONFIDENTIAL: Final = "محرمانه"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a dossier: facts, paragraphs, and a table, as many of the three as there are."""

    title: str
    facts: tuple[Fact, ...] = ()
    words: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier(Letter):
    """A printed dossier; `made_for` and `purpose` say who asked and why, for a copy is an act of reading (S20)."""

    title: str
    bearer: Bearer
    members: tuple[Member, ...] = ()
    sections: tuple[Section, ...] = ()
    made_for: str
    purpose: str
    portrait: str = ""


def dossier_sheet(dossier: Dossier) -> Sheet:
    """Write the dossier as the data of its face `dossier`. Raises ValueError for a row that has not its columns."""
    return {
        **letter_data(dossier, title=dossier.title, classification=CONFIDENTIAL),
        "bearer": bearer_data(dossier.bearer),
        "members": member_rows(dossier.members),
        "sections": [_section(n, one) for n, one in enumerate(dossier.sections, start=1)],
        "made_for": to_persian_digits(dossier.made_for),
        "purpose": to_persian_digits(dossier.purpose),
        PORTRAIT: dossier.portrait,
    }


def _section(n: int, one: Section) -> Mapping[str, Value]:
    if any(len(row) != len(one.columns) for row in one.rows):
        raise ValueError(f"rows of {one.title} have not its columns")
    return {
        "n": to_persian_digits(str(n)),
        "title": to_persian_digits(one.title),
        "facts": fact_rows(one.facts),
        "words": persian(one.words),
        "columns": persian(one.columns),
        "rows": [persian(row) for row in one.rows],
    }
