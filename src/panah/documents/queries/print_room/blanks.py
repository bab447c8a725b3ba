"""Reading the book of blanks: what lies where, what is on its way, what is to be destroyed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Min

from panah.documents.models import (
    Blank,
    BlankDestruction,
    BlankMove,
    StockCount,
)
from panah.documents.queries.print_room.places import PRINTERS, print_offices
from panah.documents.rules.print_room import BlankState
from panah.organisation.queries import within
from panah.organisation.rules import Scope
from panah.registry.words import PAPER_TITLES

MOST_LINES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """What the book says of an office's blanks of a kind, and whether they were counted today."""

    office_id: int
    office: str
    kind: str
    title: str
    in_stock: int
    on_way: int
    used: int
    spoiled: int
    destroyed: int
    lowest: int | None
    counted: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLine:
    """A range on its way to an office of the reader's; `is_mine` says that the reader sent it."""

    id: int
    title: str
    first: int
    last: int
    sender: str
    receiver: str
    note: str
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionLine:
    """A proposal to destroy; `is_mine` says that the reader made it."""

    id: int
    title: str
    office: str
    first: int
    last: int
    pieces: int
    reason: str
    is_mine: bool


def stock(scope: Scope, *, on: date) -> list[StockLine]:
    """What the book says of the blanks of each office and kind; three queries."""
    offices = {office.pk: office.name for office in print_offices(scope)}
    rows = Blank.objects.filter(office__in=offices).order_by().values("office", "kind", "state")
    table: dict[tuple[int, str], dict[str, int]] = {}
    for row in rows.annotate(pieces=Count("pk")):
        table.setdefault((row["office"], row["kind"]), {})[row["state"]] = row["pieces"]
    counted = {
        (row.office_id, row.kind): row.counted
        for row in StockCount.objects.filter(office__in=offices, day=on)
    }
    lowest = _lowest(offices)
    return [
        _stock_line((office, kind), offices[office], table[office, kind], lowest, counted)
        for office, kind in sorted(table)
    ]


def moves_on_way(scope: Scope) -> list[MoveLine]:
    """The ranges on their way to or from offices of the reader's; one query."""
    paths = scope.paths(PRINTERS)
    rows = BlankMove.objects.filter(
        within(paths, "to_office__path") | within(paths, "from_office__path"), received_at=None
    )
    return [
        MoveLine(
            id=row.pk,
            title=PAPER_TITLES[row.kind],
            first=row.first,
            last=row.last,
            sender=row.from_office.name if row.from_office else "",
            receiver=row.to_office.name,
            note=row.note,
            is_mine=row.sent_by_id == scope.account_id,
        )
        for row in rows.select_related("from_office", "to_office").order_by("pk")
    ]


def destructions_proposed(scope: Scope) -> list[DestructionLine]:
    """What was proposed to be destroyed at offices of the reader's, and is still as it was counted; one query each."""
    rows = BlankDestruction.objects.filter(within(scope.paths(PRINTERS), "office__path"), confirmed_at=None)
    return [
        DestructionLine(
            id=row.pk,
            title=PAPER_TITLES[row.kind],
            office=row.office.name,
            first=row.first,
            last=row.last,
            pieces=row.pieces,
            reason=row.reason,
            is_mine=row.proposed_by_id == scope.account_id,
        )
        for row in rows.select_related("office").order_by("pk")[:MOST_LINES]
    ]


def _lowest(offices: Iterable[int]) -> dict[tuple[int, str], int]:
    rows = Blank.objects.filter(office__in=list(offices), state=BlankState.IN_STOCK).order_by()
    found = rows.values_list("office", "kind").annotate(lowest=Min("serial"))
    return {(office, kind): lowest for office, kind, lowest in found}


def _stock_line(
    of: tuple[int, str],
    name: str,
    pieces: Mapping[str, int],
    lowest: Mapping[tuple[int, str], int],
    counted: Mapping[tuple[int, str], int],
) -> StockLine:
    office, kind = of
    return StockLine(
        office_id=office,
        office=name,
        kind=kind,
        title=PAPER_TITLES[kind],
        in_stock=pieces.get(BlankState.IN_STOCK, 0),
        on_way=pieces.get(BlankState.ON_WAY, 0),
        used=pieces.get(BlankState.USED, 0),
        spoiled=pieces.get(BlankState.SPOILED, 0),
        destroyed=pieces.get(BlankState.DESTROYED, 0),
        lowest=lowest.get(of),
        counted=counted.get(of),
    )
