"""Reading the print room: what waits, how far batches are, what lies where, and what the book of blanks says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, F, Min, Q, QuerySet

from panah.documents.kinds import CARDS
from panah.documents.models import (
    Blank,
    BlankDestruction,
    BlankMove,
    PrintBatch,
    PrintItem,
    PrintSheet,
    StockCount,
)
from panah.documents.rules.print_room import BEFORE, ON_BLANK, BlankState, ItemState
from panah.documents.rules.standing import State
from panah.organisation.models import Office
from panah.organisation.queries import within
from panah.organisation.roles import ROLES
from panah.organisation.rules import Scope
from panah.registry.models import Person
from panah.registry.queries import log_reading
from panah.registry.rules import Reading
from panah.registry.words import PAPER_TITLES

PRINTERS: Final = frozenset({"card-office"})
RECEIVERS: Final = frozenset({"service-clerk", "bureau-clerk", "card-office"})
MAY_SPOIL: Final = BEFORE[ItemState.SPOILED]
"""States in which a print can be said to be spoiled."""

MOST_BATCHES: Final = 30
MOST_LINES: Final = 200
MOST_OF_BATCH_PAGE: Final = 100


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintLine:
    """One card on its way; `name` is its bearer's where the reader needs it."""

    id: int
    number: str
    place: int | None
    state: str
    serial: int | None
    office: str
    box: str
    case_id: int
    is_void: bool
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSend:
    """So many checked cards at a site for an office."""

    site_id: int
    office_id: int
    office: str
    pieces: int


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


def print_offices(scope: Scope) -> list[Office]:
    """The offices whose cards and blanks an officer answers for: of their appointment, and those below with either."""
    mine = {held.office_id for held in scope.holdings if held.role in PRINTERS}
    busy = Q(pk__in=Blank.objects.values("office")) | Q(pk__in=PrintItem.objects.values("site"))
    below = within(scope.paths(PRINTERS)) & busy
    return list(Office.objects.filter(Q(pk__in=mine) | below).order_by("path"))


def offices_that_print() -> list[tuple[int, str]]:
    """The offices blanks may be sent to: those where the print room may sit, by their names."""
    may = [kind.value for kind in ROLES["card-office"].held_at]
    return list(
        Office.objects.filter(kind__in=may, closed_on=None).order_by("path").values_list("pk", "name")
    )


def card_kinds() -> list[tuple[str, str]]:
    """The kinds of cards, with what they are called."""
    return [(kind.value, PAPER_TITLES[kind]) for kind in sorted(CARDS)]


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


def prints_of(batch_id: int, *, after: int = 0) -> list[PrintLine]:
    """A hundred cards of a batch after a place, in their order, without names; one query."""
    rows = PrintItem.objects.filter(batch=batch_id, place__gt=after).order_by("place")
    return [_line(row, {}) for row in rows.select_related("document", "office", "blank")[:MOST_OF_BATCH_PAGE]]


def to_send(scope: Scope) -> list[ToSend]:
    """Count what is checked or came back, by the office it goes to; one query."""
    rows = PrintItem.objects.filter(
        within(scope.paths(PRINTERS), "site__path"), state__in=[ItemState.CHECKED, ItemState.RETURNED]
    )
    found = rows.order_by("site", "office__path").values_list("site", "office", "office__name")
    return [
        ToSend(site_id=site, office_id=office, office=name, pieces=pieces)
        for site, office, name, pieces in found.annotate(pieces=Count("pk"))
    ]


def sent_to(scope: Scope, *, look: Reading) -> list[PrintLine]:
    """The cards on their way to offices somebody receives for, the oldest first, with names; the look is logged."""
    return _at_office(scope, ItemState.SENT, look)


def lying_at(scope: Scope, *, look: Reading) -> list[PrintLine]:
    """The cards that lie at offices somebody receives for, the oldest first, with names; the look is logged."""
    return _at_office(scope, ItemState.ARRIVED, look)


def _at_office(scope: Scope, state: ItemState, look: Reading) -> list[PrintLine]:
    rows = PrintItem.objects.filter(within(scope.paths(RECEIVERS), "office__path"), state=state)
    lines = list(rows.select_related("document", "office", "blank").order_by("since", "pk")[:MOST_LINES])
    bearers = [item.document.bearer_id for item in lines if item.document.bearer_id]
    names = dict(Person.objects.filter(pk__in=bearers).values_list("pk", "name"))
    log_reading(look, [f"person:{person}" for person in names])
    return [_line(item, names) for item in lines]


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


def print_problems() -> list[str]:
    """What does not add up in the print room: a card twice, a blank used twice or for nobody; for drills and tests."""
    lives = PrintItem.objects.filter(document__state=State.VALID).exclude(
        state__in=[ItemState.SPOILED, ItemState.WITHDRAWN]
    )
    twice = lives.order_by().values("document").annotate(n=Count("pk")).filter(n__gt=1)
    found = [f"card {row['document']} lives {row['n']} times" for row in twice]
    on_blank = PrintItem.objects.filter(state__in=[one.value for one in ON_BLANK])
    wrong = on_blank.exclude(blank__state=BlankState.USED, blank__document=F("document"))
    found += [f"print {pk} does not stand on its blank" for pk in wrong.values_list("pk", flat=True)]
    used = Blank.objects.filter(state=BlankState.USED).exclude(
        item__state__in=[one.value for one in ON_BLANK]
    )
    found += [f"blank {serial} used for nothing" for serial in used.values_list("serial", flat=True)]
    lost = PrintItem.objects.filter(state=ItemState.TYPESET, sheet=None)
    found += [f"print {pk} typeset nowhere" for pk in lost.values_list("pk", flat=True)]
    return found


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


def _line(item: PrintItem, names: Mapping[int, str]) -> PrintLine:
    return PrintLine(
        id=item.pk,
        number=item.document.number,
        place=item.place,
        state=item.state,
        serial=item.blank.serial if item.blank else None,
        office=item.office.name,
        box=item.box,
        case_id=item.document.case_id,
        is_void=item.document.state != State.VALID,
        name=names.get(item.document.bearer_id or 0, ""),
    )


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
