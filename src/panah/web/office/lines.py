"""A line of the worklist as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from panah.casework.queries.worklist import WorkRow
from panah.organisation.roles import ROLES, Standing
from panah.web.dates import short_date
from panah.web.office.dues import LATE, LATER, OPEN_ENDED, TITLES, TODAY, WEEK, Due, due_of
from panah.web.tongues import tongue_of

ORDER: Final = (LATE, TODAY, WEEK, LATER, OPEN_ENDED)


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its promise in words, and at most one mark."""

    row: WorkRow
    due: Due
    mark: str
    mark_text: str

    @property
    def value(self) -> str:
        """What its checkbox sends: the item and the version the page showed."""
        return f"{self.row.item}:{self.row.ver}"


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one group of promises."""

    title: str
    lines: tuple[Line, ...]


def grouped(rows: Iterable[WorkRow], *, now: datetime, account_id: int | None) -> tuple[Group, ...]:
    """Put rows under late, today, this week, later; empty groups are left out."""
    lines = [line_of(row, now=now, account_id=account_id) for row in rows]
    found = ((group, tuple(line for line in lines if line.due.group == group)) for group in ORDER)
    return tuple(Group(TITLES[group], those) for group, those in found if those)


def line_of(row: WorkRow, *, now: datetime, account_id: int | None) -> Line:
    """Say one row in words."""
    with_applicant = any(ROLES[role].standing is Standing.PARTY for role in row.holders if role in ROLES)
    due = due_of(row.due_at, now=now, stopped="نزد متقاضی" if with_applicant else "")
    return Line(row, due, *_mark(row, account_id, with_applicant=with_applicant))


def away_text(back_on: date) -> str:
    """Say why a colleague's work stands among what is anybody's: they are away up to a last local day."""
    return f"همکار غایب است، تا {short_date(back_on - timedelta(days=1), tongue_of('fa'))}"


def _mark(row: WorkRow, account_id: int | None, *, with_applicant: bool) -> tuple[str, str]:
    if with_applicant:
        return "stopped", "نزد متقاضی"
    if row.assignee is not None and row.assignee != account_id:
        return ("waiting", away_text(row.back_on)) if row.back_on else ("in-hand", "نزد همکار")
    if row.round > 1:
        return "waiting", f"بار {row.round}، برگشته"
    holder = row.holders[0]
    if holder == "system-desk":
        return "waiting", "کار سامانه"
    return "", ""
