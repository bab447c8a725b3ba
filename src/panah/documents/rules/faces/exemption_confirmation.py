"""The confirmation of exemption (تأیید معافیت): who owes which charge not, on which ground, until when."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.documents.rules.faces.paper import Letter, Sheet, letter_data, span_data
from panah.documents.rules.faces.people import Bearer, Member, bearer_data, member_rows
from panah.foundation.digits import to_persian_digits
from panah.foundation.money import Rial, format_rial

TITLE: Final = "گواهی معافیت از هزینه و عوارض"
TITLE_LATIN: Final = "CONFIRMATION OF EXEMPTION FROM CHARGES"


@dataclass(frozen=True, slots=True)
class Exempted:
    """A charge that is not owed, in rial as far as it is a known sum, and the ground."""

    charge: str
    ground: str
    rial: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionConfirmation(Letter):
    """For one household or one person; `basis` is the rule or the list it rests on."""

    to: str = ""
    bearer: Bearer
    members: tuple[Member, ...] = ()
    charges: tuple[Exempted, ...]
    basis: str
    since: date
    until: date


def exemption_confirmation_sheet(paper: ExemptionConfirmation) -> Sheet:
    """Write the confirmation as the data of its face `exemption-confirmation`."""
    return {
        **letter_data(paper, title=TITLE, title_latin=TITLE_LATIN),
        "to": to_persian_digits(paper.to),
        "bearer": bearer_data(paper.bearer),
        "members": member_rows(paper.members),
        "charges": [
            {
                "charge": to_persian_digits(one.charge),
                "ground": to_persian_digits(one.ground),
                "sum": "" if one.rial is None else format_rial(Rial(one.rial)),
            }
            for one in paper.charges
        ],
        "basis": to_persian_digits(paper.basis),
        **span_data(paper.since, paper.until),
    }
