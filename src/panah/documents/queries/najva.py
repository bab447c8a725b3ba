"""What waits to be recorded in Najva, as the officers who type and look see it; every look at a person is logged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet

from panah.audit.operations import Act, record
from panah.documents.models import NajvaEntry
from panah.documents.rules.najva import CORRECT, EntryState, act_title
from panah.documents.sealing import open_entry
from panah.foundation.canonical import Canonical
from panah.organisation.queries import offices_in
from panah.organisation.rules import Scope
from panah.registry.rules import Reading
from panah.registry.words import CAUSE_TITLES, NATIONALITIES, PAPER_STATE_TITLES, PAPER_TITLES

TYPISTS: Final = frozenset({"operator"})
"""Who types in Najva."""
LOOKERS: Final = frozenset({"operator", "bureau-officer", "bureau-approver"})
"""Who looks there whether it was typed right."""
MENDERS: Final = frozenset({"operator", "system-desk"})
"""Who decides what becomes of an entry that could not be sent."""
PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class NajvaPaper:
    """One residence paper of a person as it is to stand in Najva."""

    title: str
    number: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NajvaLine:
    """One entry as it is to be typed or looked at; `born` is the first day it may be (Gregorian), known to `precision`.

    `is_correction` of the receipt `corrects`, which is empty while that does not stand there yet. `was_sent` says that
    it may stand in Najva already under `key`. `is_mine` says that the reader typed it.
    """

    entry_id: int
    key: str
    case_id: int
    case_number: str
    service: str
    acts: tuple[str, ...]
    cause: str
    is_correction: bool
    corrects: str
    name: str
    father_name: str
    born: date
    precision: str
    nationality: str
    unique_code: str
    household_code: str
    papers: tuple[NajvaPaper, ...]
    was_sent: bool
    trouble: str
    receipt: str
    other_receipt: str
    recorded_on: date | None
    waits_since: datetime
    is_mine: bool


def lines_to_type(scope: Scope, *, look: Reading, after: int = 0) -> list[NajvaLine]:
    """List what officers of these offices are to type in Najva, the oldest first, fifty after an entry's number."""
    return _lines(scope, TYPISTS, Q(state=EntryState.TO_TYPE), look, after)


def lines_to_look_at(scope: Scope, *, look: Reading, after: int = 0) -> list[NajvaLine]:
    """List what was typed and another officer looks at, the oldest first, fifty after an entry's number."""
    return _lines(scope, LOOKERS, Q(state=EntryState.TYPED), look, after)


def lines_that_failed(scope: Scope, *, look: Reading, after: int = 0) -> list[NajvaLine]:
    """List what could not be sent and an operator decides about, the oldest first, fifty after an entry's number."""
    return _lines(scope, MENDERS, Q(state=EntryState.FAILED), look, after)


def lines_twice(scope: Scope, *, look: Reading) -> list[NajvaLine]:
    """List what stands in Najva under two receipts, the oldest first, fifty at most."""
    return _lines(scope, MENDERS | TYPISTS, ~Q(other_receipt=""), look, 0)


def _lines(scope: Scope, roles: Iterable[str], which: Q, look: Reading, after: int) -> list[NajvaLine]:
    rows = list(_of(scope, roles).filter(which, pk__gt=after)[:PAGE])
    _log(rows, look)
    return [_line(row, scope.account_id) for row in rows]


def _of(scope: Scope, roles: Iterable[str]) -> QuerySet[NajvaEntry]:
    wanted = frozenset(roles)
    reached = Scope(scope.account_id, tuple(one for one in scope.holdings if one.role in wanted))
    rows = NajvaEntry.objects.filter(office__in=offices_in(reached))
    return rows.select_related("case", "corrects").order_by("pk")


def _log(rows: Sequence[NajvaEntry], look: Reading) -> None:
    acts = [
        Act(
            stream=f"person:{row.person_id}",
            kind="read",
            actor_id=look.actor_id,
            role=look.role,
            word=look.purpose,
            case_number=row.case.number,
        )
        for row in rows
    ]
    if acts:
        record(acts=acts, at=look.at)


def _line(row: NajvaEntry, reader: int) -> NajvaLine:
    told = open_entry(row.key, row.sealed)
    corrects = row.corrects
    stands = corrects is not None and corrects.state == EntryState.RECORDED
    return NajvaLine(
        entry_id=row.pk,
        key=row.key,
        case_id=row.case_id,
        case_number=row.case.number,
        service=_text(told, "service"),
        acts=tuple(act_title(act) for act in row.acts.split()),
        cause=CAUSE_TITLES.get(_text(told, "status_ended"), ""),
        is_correction=row.what == CORRECT,
        corrects=corrects.receipt if corrects is not None and stands else "",
        name=_text(told, "name"),
        father_name=_text(told, "father_name"),
        born=date.fromisoformat(_text(told, "born_first")),
        precision=_text(told, "birth_precision"),
        nationality=NATIONALITIES.get(_text(told, "nationality"), _text(told, "nationality")),
        unique_code=_text(told, "unique_code"),
        household_code=_text(told, "household_code"),
        papers=tuple(_papers(told)),
        was_sent=row.was_sent,
        trouble=row.trouble,
        receipt=row.receipt,
        other_receipt=row.other_receipt,
        recorded_on=row.recorded_on,
        waits_since=row.created_at,
        is_mine=row.typed_by_id == reader,
    )


def _papers(told: Mapping[str, Canonical]) -> Iterable[NajvaPaper]:
    papers = told.get("papers")
    for one in papers if isinstance(papers, list) else ():
        if isinstance(one, dict):
            kind, state = _text(one, "kind"), _text(one, "state")
            yield NajvaPaper(
                title=PAPER_TITLES.get(kind, kind),
                number=_text(one, "number"),
                state=PAPER_STATE_TITLES.get(state, state),
            )


def _text(told: Mapping[str, Canonical], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""
