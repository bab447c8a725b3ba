"""What other authorities are yet to be told, as officers who bring it there see it; every look is logged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet

from panah.audit.operations import Act, record
from panah.casework.queries.failed_jobs import MENDERS
from panah.documents.models import OutsideEntry
from panah.documents.rules.outside import SYSTEM_TITLES, TOPICS, EntryState, System, act_title
from panah.documents.sealing import open_entry
from panah.foundation.canonical import Canonical
from panah.organisation.queries import offices_in
from panah.organisation.rules import Scope
from panah.registry.rules import Reading
from panah.registry.words import CAUSE_TITLES, NATIONALITIES, PAPER_STATE_TITLES, PAPER_TITLES

TYPISTS: Final = frozenset({"operator"})
"""Who types in Najva, and writes to the border."""
LOOKERS: Final = frozenset({"operator", "bureau-officer", "bureau-approver"})
"""Who looks there whether it was done right."""
PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPaper:
    """One residence paper of a person as it is to stand in Najva."""

    title: str
    number: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldExit:
    """One exit paper as the border is to know it; local days, both in its span."""

    number: str
    border: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLine:
    """One entry as it is to be typed or looked at; `born` is the first day it may be (Gregorian), known to `precision`.

    `where` is the authority in words. `is_correction` of the receipt `corrects`, which is empty while that does not
    stand there yet. `was_sent` says that it may stand there already under `key`. `is_mine` says that the reader typed
    it. `exit` is the paper the border hears of; Najva hears of `papers`.
    """

    entry_id: int
    system: str
    where: str
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
    papers: tuple[ToldPaper, ...]
    exit: ToldExit | None
    was_sent: bool
    trouble: str
    receipt: str
    other_receipt: str
    recorded_on: date | None
    waits_since: datetime
    is_mine: bool


def lines_to_type(scope: Scope, *, look: Reading, after: int = 0) -> list[OutsideLine]:
    """List what officers of these offices are to bring elsewhere, the oldest first, fifty after an entry's number."""
    return _lines(scope, TYPISTS, Q(state=EntryState.TO_TYPE), look, after)


def lines_to_look_at(scope: Scope, *, look: Reading, after: int = 0) -> list[OutsideLine]:
    """List what was typed and another officer looks at, the oldest first, fifty after an entry's number."""
    return _lines(scope, LOOKERS, Q(state=EntryState.TYPED), look, after)


def lines_that_failed(scope: Scope, *, look: Reading, after: int = 0) -> list[OutsideLine]:
    """List what could not be sent and an operator decides about, the oldest first, fifty after an entry's number."""
    return _lines(scope, MENDERS, Q(state=EntryState.FAILED), look, after)


def lines_twice(scope: Scope, *, look: Reading) -> list[OutsideLine]:
    """List what stands somewhere under two receipts, the oldest first, fifty at most."""
    return _lines(scope, MENDERS | TYPISTS, ~Q(other_receipt=""), look, 0)


def may_print_notice(entry_id: int, scope: Scope, *, look: Reading) -> bool:
    """Whether an officer who types or looks may print what the border is told; the look is logged."""
    rows = list(_of(scope, TYPISTS | LOOKERS).filter(pk=entry_id, what__in=TOPICS[System.BORDER]))
    _log(rows, look)
    return bool(rows)


def _lines(scope: Scope, roles: Iterable[str], which: Q, look: Reading, after: int) -> list[OutsideLine]:
    rows = list(_of(scope, roles).filter(which, pk__gt=after)[:PAGE])
    _log(rows, look)
    return [_line(row, scope.account_id) for row in rows]


def _of(scope: Scope, roles: Iterable[str]) -> QuerySet[OutsideEntry]:
    wanted = frozenset(roles)
    reached = Scope(scope.account_id, tuple(one for one in scope.holdings if one.role in wanted))
    rows = OutsideEntry.objects.filter(office__in=offices_in(reached))
    return rows.select_related("case", "corrects").order_by("pk")


def _log(rows: Sequence[OutsideEntry], look: Reading) -> None:
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


def _line(row: OutsideEntry, reader: int) -> OutsideLine:
    told = open_entry(row.key, row.sealed)
    corrects = row.corrects
    stands = corrects is not None and corrects.state == EntryState.RECORDED
    return OutsideLine(
        entry_id=row.pk,
        system=row.system.value,
        where=SYSTEM_TITLES[row.system],
        key=row.key,
        case_id=row.case_id,
        case_number=row.case.number,
        service=_text(told, "service"),
        acts=tuple(act_title(act) for act in row.acts.split()),
        cause=CAUSE_TITLES.get(_text(told, "status_ended"), ""),
        is_correction=corrects is not None,
        corrects=corrects.receipt if corrects is not None and stands else "",
        name=_text(told, "name"),
        father_name=_text(told, "father_name"),
        born=date.fromisoformat(_text(told, "born_first")),
        precision=_text(told, "birth_precision"),
        nationality=NATIONALITIES.get(_text(told, "nationality"), _text(told, "nationality")),
        unique_code=_text(told, "unique_code"),
        household_code=_text(told, "household_code"),
        papers=tuple(_papers(told)),
        exit=_exit(told),
        was_sent=row.was_sent,
        trouble=row.trouble,
        receipt=row.receipt,
        other_receipt=row.other_receipt,
        recorded_on=row.recorded_on,
        waits_since=row.created_at,
        is_mine=row.typed_by_id == reader,
    )


def _papers(told: Mapping[str, Canonical]) -> Iterable[ToldPaper]:
    papers = told.get("papers")
    for one in papers if isinstance(papers, list) else ():
        if isinstance(one, dict):
            kind, state = _text(one, "kind"), _text(one, "state")
            yield ToldPaper(
                title=PAPER_TITLES.get(kind, kind),
                number=_text(one, "number"),
                state=PAPER_STATE_TITLES.get(state, state),
            )


def _exit(told: Mapping[str, Canonical]) -> ToldExit | None:
    if not (number := _text(told, "number")):
        return None
    until = _text(told, "valid_until")
    return ToldExit(
        number=number,
        border=_text(told, "border_name"),
        since=date.fromisoformat(_text(told, "valid_from")),
        until=date.fromisoformat(until) if until else None,
    )


def _text(told: Mapping[str, Canonical], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""
