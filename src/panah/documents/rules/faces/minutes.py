"""What stands in the minutes (صورتجلسه) of a working group: who was there, what was resolved, who dissented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from panah.documents.rules.data import Value
from panah.documents.rules.faces.dossier import CONFIDENTIAL
from panah.documents.rules.faces.paper import Fact, Letter, Sheet, fact_rows, letter_data
from panah.foundation.clock import TEHRAN, local_date
from panah.foundation.digits import to_persian_digits
from panah.foundation.jalali import format_long

TITLE: Final = "صورتجلسه"


@dataclass(frozen=True, slots=True)
class Attendant:
    """A member of the group: the body that sent them, and whether they were there; `role` is that in the group."""

    name: str
    body: str
    role: str = "عضو"
    is_present: bool = True


@dataclass(frozen=True, slots=True)
class Dissent:
    """Who did not agree, and why, in their own words."""

    who: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """One resolution about one person (S9); whoever stepped aside is named in `recused`."""

    about: str
    case_number: str
    text: str
    reason: str = ""
    in_favour: int
    against: int
    abstained: int = 0
    recused: tuple[str, ...] = ()
    dissents: tuple[Dissent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes(Letter):
    """One sitting (moments in UTC); `quorum` is the least number that may resolve."""

    group: str
    sitting: str
    begins: datetime
    ends: datetime
    place: str
    quorum: int
    attendants: tuple[Attendant, ...]
    resolutions: tuple[Resolved, ...]


def minutes_sheet(minutes: Minutes) -> Sheet:
    """Write the minutes as the data of its face `minutes`."""
    present = sum(one.is_present for one in minutes.attendants)
    return {
        **letter_data(minutes, title=f"{TITLE} {minutes.group}", classification=CONFIDENTIAL),
        "facts": fact_rows(
            [
                Fact("نشست", minutes.sitting),
                Fact("روز", format_long(local_date(minutes.begins), weekday=True)),
                Fact("ساعت", f"{_hour(minutes.begins)} تا {_hour(minutes.ends)}"),
                Fact("محل", minutes.place),
                Fact("حاضران", f"{present} نفر از {len(minutes.attendants)}؛ حد نصاب {minutes.quorum}"),
            ]
        ),
        "has_quorum": present >= minutes.quorum,
        "attendants": [
            {"name": one.name, "body": one.body, "role": one.role, "is_present": one.is_present}
            for one in minutes.attendants
        ],
        "resolutions": [_resolution(n, one) for n, one in enumerate(minutes.resolutions, start=1)],
    }


def _hour(moment: datetime) -> str:
    at = moment.astimezone(TEHRAN)
    return f"{at.hour}:{at.minute:02d}"


def _resolution(n: int, one: Resolved) -> Mapping[str, Value]:
    votes = [("موافق", one.in_favour), ("مخالف", one.against), ("ممتنع", one.abstained)]
    return {
        "n": to_persian_digits(str(n)),
        "about": to_persian_digits(one.about),
        "case_number": to_persian_digits(one.case_number),
        "text": to_persian_digits(one.text),
        "reason": to_persian_digits(one.reason),
        "votes": [{"how": how, "count": to_persian_digits(str(count))} for how, count in votes],
        "recused": list(one.recused),
        "dissents": [
            {"who": dissent.who, "text": to_persian_digits(dissent.text)} for dissent in one.dissents
        ],
    }
