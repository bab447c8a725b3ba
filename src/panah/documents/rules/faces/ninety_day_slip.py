"""What stands on the 90-day slip (برگهٔ تردد ۹۰ روزه): the bridge between two cards."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.documents.rules.data import PORTRAIT
from panah.documents.rules.faces.paper import Letter, Sheet, letter_data, span_data
from panah.documents.rules.faces.people import Bearer, Member, bearer_data, member_rows
from panah.foundation.digits import to_persian_digits

TITLE: Final = "برگهٔ تردد ۹۰ روزه"
TITLE_LATIN: Final = "NINETY-DAY RESIDENCE AND MOVEMENT SLIP"


@dataclass(frozen=True, slots=True, kw_only=True)
class NinetyDaySlip(Letter):
    """One bearer, and the minors of the household who have no slip of their own; both days included."""

    bearer: Bearer
    members: tuple[Member, ...] = ()
    province: str
    since: date
    until: date
    reason: str = ""
    replaces: str = ""
    portrait: str = ""


def ninety_day_slip_sheet(slip: NinetyDaySlip) -> Sheet:
    """Write the slip as the data of its face `ninety-day-slip`."""
    return {
        **letter_data(slip, title=TITLE, title_latin=TITLE_LATIN),
        "bearer": bearer_data(slip.bearer),
        "members": member_rows(slip.members),
        "province": slip.province,
        **span_data(slip.since, slip.until),
        "reason": to_persian_digits(slip.reason),
        "replaces": to_persian_digits(slip.replaces),
        PORTRAIT: slip.portrait,
    }
