"""Reading single cards on their way: in a batch, to be sent, sent, lying at an office."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count

from panah.documents.models import (
    PrintItem,
)
from panah.documents.queries.print_room.places import PRINTERS, RECEIVERS
from panah.documents.rules.print_room import BEFORE, ItemState
from panah.documents.rules.standing import State
from panah.organisation.queries import within
from panah.organisation.rules import Scope
from panah.registry.models import Person
from panah.registry.queries import log_reading
from panah.registry.rules import Reading

MAY_SPOIL: Final = BEFORE[ItemState.SPOILED]
"""States in which a print can be said to be spoiled."""
MOST_LINES: Final = 200
MOST_OF_BATCH_PAGE: Final = 100


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
