"""What stands on the confirmation of identity (تأیید هویت): the bearer is who the registry says."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.documents.rules.data import PORTRAIT
from panah.documents.rules.faces.paper import Letter, Sheet, letter_data
from panah.documents.rules.faces.people import Bearer, bearer_data
from panah.documents.rules.slip import day_data
from panah.foundation.digits import to_persian_digits

TITLE: Final = "گواهی تأیید هویت"
TITLE_LATIN: Final = "CONFIRMATION OF IDENTITY"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityConfirmation(Letter):
    """Asked by `to` for `purpose`; `also_written` are other spellings of the name on the bearer's papers."""

    to: str = ""
    purpose: str = ""
    bearer: Bearer
    also_written: tuple[str, ...] = ()
    confirmed_by: str
    until: date
    portrait: str = ""


def identity_confirmation_sheet(paper: IdentityConfirmation) -> Sheet:
    """Write the confirmation as the data of its face `identity-confirmation`."""
    return {
        **letter_data(paper, title=TITLE, title_latin=TITLE_LATIN),
        "to": to_persian_digits(paper.to),
        "purpose": to_persian_digits(paper.purpose),
        "bearer": bearer_data(paper.bearer),
        "also_written": list(paper.also_written),
        "confirmed_by": to_persian_digits(paper.confirmed_by),
        "until": day_data(paper.until),
        PORTRAIT: paper.portrait,
    }
