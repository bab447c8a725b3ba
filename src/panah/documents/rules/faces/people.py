"""The people a paper names: its holder with all that is known, and those named beside the holder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from panah.documents.rules.codes import show_number
from panah.documents.rules.data import Value
from panah.documents.rules.faces.paper import Fact, born_data, fact_rows
from panah.foundation.digits import to_persian_digits
from panah.foundation.jalali import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Whose paper it is; what is empty is not printed.

    `nationality_code` is that of ICAO Doc 9303 (`AFG`); `paper` and `paper_number` are what the bearer holds.
    """

    name: str
    latin: str = ""
    father: str = ""
    born: PartialDate | None = None
    nationality: str = ""
    nationality_code: str = ""
    unique_code: str = ""
    household_code: str = ""
    paper: str = ""
    paper_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody named beside the holder; `number` is a card's or a code."""

    name: str
    latin: str = ""
    born: PartialDate | None = None
    relation: str = ""
    number: str = ""


def bearer_data(one: Bearer) -> Mapping[str, Value]:
    """Write the bearer as a name in both scripts and rows of facts."""
    born = born_data(one.born)
    return {
        "name": to_persian_digits(one.name),
        "latin": one.latin.upper(),
        "facts": fact_rows(
            [
                Fact("فرزند", one.father, called="Father"),
                Fact("تولد", born["jalali"], born["latin"], "Born"),
                Fact("تابعیت", one.nationality, one.nationality_code, "Nationality"),
                Fact("کد یکتا", one.unique_code, called="Unique code"),
                Fact("کد خانوار", one.household_code, called="Household"),
                Fact(one.paper or "شمارهٔ مدرک", show_number(one.paper_number), called="Document No."),
            ]
        ),
    }


def member_rows(members: Sequence[Member]) -> list[Mapping[str, Value]]:
    """Write those named beside the holder as rows of a table."""
    return [
        {
            "n": to_persian_digits(str(n)),
            "name": one.name,
            "latin": one.latin.upper(),
            "born": born_data(one.born),
            "relation": one.relation,
            "number": show_number(one.number),
        }
        for n, one in enumerate(members, start=1)
    ]
