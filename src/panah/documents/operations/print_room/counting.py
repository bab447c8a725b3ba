"""The blanks of an office are counted every day; what differs from the book is written down with a word."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from panah.casework.engine.authority import Actor
from panah.documents.kinds import CARDS
from panah.documents.models import Blank, StockCount
from panah.documents.operations.print_room.people import office_named, officer_at
from panah.documents.rules.print_room import BlankState
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput
from panah.foundation.persian import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What somebody counted: how many blanks of a kind lie unused at an office."""

    office: int
    kind: str
    pieces: int
    note: str = ""


def count_stock(*, counted: Counted, actor: Actor, now: datetime) -> StockCount:
    """Write down what was counted today beside what the book says.

    Raises NotFound("office-unknown"), NotAllowed("not-yours-to-print"), InvalidInput (`kind-unknown`, `count-wrong`,
    `difference-unexplained`), Conflict("counted-today").
    """
    office = office_named(counted.office)
    account = officer_at(office, actor)
    if counted.kind not in CARDS:
        raise InvalidInput("kind-unknown", field="kind")
    if not 0 <= counted.pieces < 2**31:
        raise InvalidInput("count-wrong", field="pieces")
    note = clean(counted.note)[:200]
    with transaction.atomic():
        stock = Blank.objects.filter(office=office, kind=counted.kind, state=BlankState.IN_STOCK)
        expected = stock.count()
        if expected != counted.pieces and not note:
            raise InvalidInput("difference-unexplained", field="note", expected=expected)
        try:
            with transaction.atomic():
                return StockCount.objects.create(
                    office=office,
                    kind=counted.kind,
                    day=local_date(now),
                    expected=expected,
                    counted=counted.pieces,
                    by_id=account,
                    at=now,
                    note=note,
                )
        except IntegrityError as error:
            raise Conflict("counted-today") from error
