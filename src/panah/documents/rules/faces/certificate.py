"""What stands on a certificate (گواهی): that something is so, about one person, for whoever asks."""

from dataclasses import dataclass
from datetime import date

from panah.documents.rules.data import PORTRAIT
from panah.documents.rules.faces.paper import Fact, Letter, Sheet, fact_rows, letter_data, persian
from panah.documents.rules.faces.people import Bearer, bearer_data
from panah.documents.rules.slip import day_data
from panah.foundation.digits import to_persian_digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Letter):
    """A certificate; `to` and `purpose` may be empty, and without `until` it has no end."""

    title: str
    title_latin: str = ""
    to: str = ""
    bearer: Bearer
    words: tuple[str, ...]
    words_latin: str = ""
    facts: tuple[Fact, ...] = ()
    purpose: str = ""
    until: date | None = None
    portrait: str = ""


def certificate_sheet(paper: Certificate) -> Sheet:
    """Write the certificate as the data of its face `certificate`."""
    return {
        **letter_data(paper, title=paper.title, title_latin=paper.title_latin),
        "to": to_persian_digits(paper.to),
        "bearer": bearer_data(paper.bearer),
        "words": persian(paper.words),
        "words_latin": paper.words_latin,
        "facts": fact_rows(paper.facts),
        "purpose": to_persian_digits(paper.purpose),
        "until": day_data(paper.until) if paper.until else None,
        PORTRAIT: paper.portrait,
    }
