"""What stands on «گواهی در دست اقدام»: a request is open, and what its bearer keeps meanwhile."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from panah.documents.rules.data import PORTRAIT
from panah.documents.rules.faces.paper import Fact, Letter, Sheet, fact_rows, letter_data, span_data
from panah.documents.rules.faces.people import Bearer, bearer_data
from panah.foundation.jalali import format_short

TITLE: Final = "گواهی در دست اقدام"
TITLE_LATIN: Final = "CERTIFICATE OF PENDING APPLICATION"
HOLDS: Final = timedelta(days=30)
"""How long one is good, its first day not counted; it ends before that with the request."""

ANEW: Final = timedelta(days=7)
"""So long before its last day another may be asked for, while the request is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InProgress(Letter):
    """One person's proof (S25); `holder_of_case` is the role the case lies with, never an officer's name.

    `given_up` names the paper that was taken in, `receipt` its receipt, where one was taken. `stands_in` says that it
    was given for that paper and takes its place; otherwise it says that it takes the place of none.
    """

    bearer: Bearer
    request: str
    case_number: str
    opened_on: date
    holder_of_case: str
    given_up: str = ""
    receipt: str = ""
    stands_in: bool = False
    since: date
    until: date
    portrait: str = ""


def in_progress_sheet(paper: InProgress) -> Sheet:
    """Write the certificate as the data of its face `in-progress`."""
    return {
        **letter_data(paper, title=TITLE, title_latin=TITLE_LATIN),
        "bearer": bearer_data(paper.bearer),
        "facts": fact_rows(
            [
                Fact("درخواست", paper.request),
                Fact("شمارهٔ پرونده", paper.case_number),
                Fact("ثبت در", format_short(paper.opened_on)),
                Fact("نزد", paper.holder_of_case),
                Fact("مدرک پیشین", paper.given_up),
                Fact("رسید آن", paper.receipt),
            ]
        ),
        "stands_in": paper.stands_in,
        **span_data(paper.since, paper.until),
        PORTRAIT: paper.portrait,
    }
