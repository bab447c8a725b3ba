"""What an officer did lately, motion by motion, and which of it can still be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from panah.audit.queries import Motion, motions_of
from panah.casework.engine import sql
from panah.casework.models import Case
from panah.casework.queries.worklist import service_title
from panah.casework.rules import may_be_recalled
from panah.catalogue.queries import definition_of

MOST: Final = 100
"""As many as the page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionLine:
    """One motion: when (UTC), of which service at which step, what was said, of how many.

    `still` of them can be taken back, the first until `until` (UTC).
    """

    batch: int
    at: datetime
    service: str
    title: str
    word: str
    count: int
    still: int
    until: datetime | None


def motions(*, account_id: int, since: datetime, now: datetime) -> tuple[MotionLine, ...]:
    """Read one's own motions since a moment (UTC), newest first, up to `MOST`; three queries."""
    found = motions_of(actor_id=account_id, since=since, most=MOST)
    cases = Case.objects.in_bulk({_number(one.stream) for one in found})
    waiting = _waiting(account_id, found, now)
    return tuple(
        _line(one, cases[_number(one.stream)], *waiting.get(one.batch, (0, None)))
        for one in found
        if _number(one.stream) in cases
    )


def _line(motion: Motion, case: Case, still: int, until: datetime | None) -> MotionLine:
    definition = definition_of(case.version_id)
    step = definition.steps.get(motion.step)
    return MotionLine(
        batch=motion.batch,
        at=motion.at,
        service=service_title(case.version_id),
        title=step.title if step else motion.step,
        word=definition.glossary.word(motion.word),
        count=motion.count,
        still=still,
        until=until,
    )


def _waiting(
    account_id: int, found: Sequence[Motion], now: datetime
) -> dict[int, tuple[int, datetime | None]]:
    """How much each motion moved to a wait that it can be called back from, and the first moment (UTC) it cannot."""
    if not found:
        return {}
    rows = sql.rows(
        f"""
        SELECT e.batch, c.version_id, i.step, i.due_at, count(DISTINCT i.id)
        FROM audit_event e
        JOIN casework_item i ON i.case_id = CAST(substr(e.stream, 6) AS bigint) AND i.state = 'open'
             AND i.kind = 'wait' AND i.opened_at = e.at
        JOIN casework_case c ON c.id = i.case_id
        WHERE e.actor_id = %s AND e.at >= %s AND e.kind = 'acted' AND e.batch IN ({sql.places(len(found))})
        GROUP BY e.batch, c.version_id, i.step, i.due_at
        """,  # noqa: S608  # our own text
        [account_id, min(one.at for one in found), *(one.batch for one in found)],
    )
    still: dict[int, tuple[int, datetime | None]] = {}
    for batch, version, path, due, count in rows:
        step, moment = definition_of(int(str(version))).steps.get(str(path)), _moment(due)
        if step is None or not may_be_recalled(step, moment, now):
            continue
        before, first = still.get(int(str(batch)), (0, moment))
        dues = [one for one in (first, moment) if one is not None]
        still[int(str(batch))] = (before + int(str(count)), min(dues, default=None))
    return still


def _moment(due: object) -> datetime | None:
    """Read a moment as either database gives it: PostgreSQL with its zone, SQLite in UTC without."""
    if due is None:
        return None
    read = due if isinstance(due, datetime) else datetime.fromisoformat(str(due))
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _number(stream: str) -> int:
    number = stream.removeprefix("case:")
    return int(number) if number.isdigit() else 0
