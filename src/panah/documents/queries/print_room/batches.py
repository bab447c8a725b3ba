"""Reading batches: what waits for one, how far each is, and its files."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, QuerySet

from panah.documents.models import (
    PrintBatch,
    PrintItem,
    PrintSheet,
)
from panah.documents.queries.print_room.places import PRINTERS
from panah.documents.rules.print_room import ItemState
from panah.documents.rules.standing import State
from panah.organisation.queries import within
from panah.organisation.rules import Scope
from panah.registry.words import PAPER_TITLES

MOST_BATCHES: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """So many cards of a kind that wait at a site, and since when the oldest does (UTC)."""

    site_id: int
    site: str
    kind: str
    title: str
    pieces: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """A batch and how many of its cards stand where."""

    id: int
    site: str
    title: str
    size: int
    made_at: datetime
    state: str
    trouble: str
    typeset: int
    printed: int
    checked: int
    over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A file for the printer; `pieces` is how many of its cards are still to be printed or were."""

    id: int
    first: int
    last: int
    pieces: int
    is_made: bool
    first_serial: int | None


def what_waits(scope: Scope) -> list[Waiting]:
    """Count the cards that wait for a batch, by site and kind; one query."""
    rows = PrintItem.objects.filter(
        within(scope.paths(PRINTERS), "site__path"),
        state=ItemState.WAITING,
        batch=None,
        document__state=State.VALID,
    )
    found = rows.order_by("site__path", "document__kind").values_list("site", "site__name", "document__kind")
    return [
        Waiting(site_id=site, site=name, kind=kind, title=PAPER_TITLES[kind], pieces=pieces)
        for site, name, kind, pieces in found.annotate(pieces=Count("pk"))
    ]


def batches(scope: Scope) -> list[BatchLine]:
    """List the newest batches with how far they are; one query."""
    rows = _batches(scope).order_by("-pk")[:MOST_BATCHES]
    return [_batch_line(row) for row in rows]


def batch_line(batch_id: int, scope: Scope) -> BatchLine | None:
    """One batch of a site of the reader's; else None."""
    row = _batches(scope).filter(pk=batch_id).first()
    return _batch_line(row) if row else None


def sheets_of(batch_id: int) -> list[SheetLine]:
    """The files of a batch in their order; one query."""
    rows = PrintSheet.objects.filter(batch=batch_id).annotate(pieces=Count("items")).order_by("first")
    return [
        SheetLine(
            id=row.pk,
            first=row.first,
            last=row.last,
            pieces=row.pieces,
            is_made=row.made_at is not None,
            first_serial=row.first_serial,
        )
        for row in rows
    ]


def _batches(scope: Scope) -> QuerySet[PrintBatch]:
    def of(*states: ItemState) -> Count:
        return Count("items", filter=Q(items__state__in=[one.value for one in states]))

    rows = PrintBatch.objects.filter(within(scope.paths(PRINTERS), "site__path")).select_related("site")
    return rows.annotate(
        typeset=of(ItemState.TYPESET),
        printed=of(ItemState.PRINTED),
        checked=of(
            ItemState.CHECKED, ItemState.SENT, ItemState.ARRIVED, ItemState.HANDED, ItemState.RETURNED
        ),
        over=of(ItemState.SPOILED, ItemState.WITHDRAWN),
    )


def _batch_line(row: PrintBatch) -> BatchLine:
    counts = {name: int(getattr(row, name)) for name in ("typeset", "printed", "checked", "over")}
    return BatchLine(
        id=row.pk,
        site=row.site.name,
        title=PAPER_TITLES[row.kind],
        size=row.size,
        made_at=row.made_at,
        state=row.state,
        trouble=row.trouble,
        **counts,
    )
