"""Reading a list of exemptions: which column means what, and what is wrong with a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from panah.foundation.canonical import digest
from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import parse
from panah.foundation.persian import clean, fold

BRINGERS: Final = frozenset({"bureau-clerk", "bureau-expert"})
"""Who may bring a list; confirming it is another's."""


class ListKind(StrEnum):
    """Whose list it is; a ground of the directive bears the same name."""

    WELFARE = "welfare"
    MUNICIPALITY = "municipality"


class ListState(StrEnum):
    """Where a list stands: brought by one person, confirmed or refused by another, undone as a whole."""

    BROUGHT = "brought"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    UNDONE = "undone"


class Column(StrEnum):
    """What a column may mean; a household is named by its code or by the number of a paper of one of its members."""

    HOUSEHOLD = "household"
    GROUND = "ground"
    FROM = "from"
    UNTIL = "until"


HEADERS: Final[Mapping[Column, tuple[str, ...]]] = {
    Column.HOUSEHOLD: (
        "کد خانوار", "شماره خانوار", "خانوار", "شناسه", "شناسه اختصاصی", "شماره کارت", "household", "code",
    ),
    Column.GROUND: ("سبب", "سبب معافیت", "علت", "نوع معافیت", "ground"),
    Column.FROM: ("از", "از تاریخ", "تاریخ شروع", "شروع", "from"),
    Column.UNTIL: ("تا", "تا تاریخ", "تاریخ پایان", "پایان", "اعتبار", "until"),
}  # fmt: skip
"""Headers that are understood without asking."""

type Columns = Mapping[Column, int]
"""The place of each meaning among the columns, counted from 0."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row says, before its household was looked for."""

    row: int
    household: str
    ground: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row, by its place in the file; `code` has its sentence."""

    row: int
    code: str


def header_sha(header: Sequence[str]) -> str:
    """Digest a header as it is compared: without spaces, case and forms of letters (SHA-256, hexadecimal)."""
    return digest([fold(clean(one)) for one in header]).hex()


def guessed(header: Sequence[str]) -> dict[Column, int]:
    """Find the columns by their usual headers."""
    names = [fold(clean(one)) for one in header]
    found: dict[Column, int] = {}
    for column, known in HEADERS.items():
        usual = {fold(one) for one in known}
        place = next((place for place, name in enumerate(names) if name in usual), None)
        if place is not None:
            found[column] = place
    return found


def columns_of(stored: Mapping[str, object], width: int) -> dict[Column, int]:
    """Read columns that were chosen or remembered; raises InvalidInput("columns-missing") without a household."""
    columns = {
        Column(name): place
        for name, place in stored.items()
        if name in set(Column) and isinstance(place, int) and 0 <= place < width
    }
    if Column.HOUSEHOLD not in columns:
        raise InvalidInput("columns-missing", field="household")
    return columns


def read_row(
    row: int,
    cells: Sequence[str],
    columns: Columns,
    *,
    kind: ListKind,
    grounds: Mapping[str, str],
    since: date,
) -> Wanted | RowError:
    """Read one row; without columns for them the ground is the list's own and it holds from `since` without end.

    `grounds` are the known grounds by folded code and label. Days are Jalali, in any digits.
    """

    def cell(column: Column) -> str:
        place = columns.get(column)
        return clean(cells[place]) if place is not None and place < len(cells) else ""

    household = cell(Column.HOUSEHOLD)
    if not household:
        return RowError(row, "household-missing")
    said = cell(Column.GROUND)
    ground = grounds.get(fold(said)) if said else kind.value
    if ground is None:
        return RowError(row, "ground-unknown")
    try:
        first = parse(cell(Column.FROM)) if cell(Column.FROM) else since
        last = parse(cell(Column.UNTIL)) if cell(Column.UNTIL) else None
    except InvalidInput:
        return RowError(row, "date-unreadable")
    if last is not None and last < first:
        return RowError(row, "ends-before-it-begins")
    return Wanted(row, household, ground, first, last)


def overlaps(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two spans (both ends included, None is open) share a day."""
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])
