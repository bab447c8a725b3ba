"""The book of blanks: ranges that come from outside, go from office to office, or are spoiled before printing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from panah.audit.operations import Act, record
from panah.casework.engine.authority import Actor
from panah.documents.kinds import CARDS
from panah.documents.models import Blank, BlankMove
from panah.documents.operations.print_room.people import office_named, officer_at
from panah.documents.rules.print_room import BlankState, clean_reason, serial_range
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.organisation.models import Office

MOST_OF_DELIVERY: Final = 20_000


@dataclass(frozen=True, slots=True)
class Range:
    """Blanks of a kind by their serials, both ends included."""

    kind: str
    first: int
    last: int

    @property
    def pieces(self) -> int:
        """How many there are. Raises InvalidInput("serials-wrong")."""
        return serial_range(self.first, self.last)

    def of(self, office: Office, state: BlankState) -> QuerySet[Blank]:
        """Those of them that an office has in a state."""
        return Blank.objects.filter(
            kind=self.kind, serial__range=(self.first, self.last), office=office, state=state
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Blanks that came from whoever makes them, with the number of the delivery note."""

    office: int
    blanks: Range
    note: str


def receive_delivery(*, delivery: Delivery, actor: Actor, now: datetime) -> BlankMove:
    """Take blanks from outside into the stock of an office.

    Raises NotFound("office-unknown"), NotAllowed("not-yours-to-print"), InvalidInput (`kind-unknown`, `serials-wrong`,
    `delivery-too-large`, `reason-needed` without a note), Conflict("serials-known").
    """
    office, blanks = office_named(delivery.office), delivery.blanks
    account = officer_at(office, actor)
    note = clean_reason(delivery.note)
    if blanks.kind not in CARDS:
        raise InvalidInput("kind-unknown", field="kind")
    if blanks.pieces > MOST_OF_DELIVERY:
        raise InvalidInput("delivery-too-large", field="last")
    with transaction.atomic():
        if Blank.objects.filter(kind=blanks.kind, serial__range=(blanks.first, blanks.last)).exists():
            raise Conflict("serials-known", first=blanks.first, last=blanks.last)
        rows = (
            Blank(kind=blanks.kind, serial=serial, office=office)
            for serial in range(blanks.first, blanks.last + 1)
        )
        Blank.objects.bulk_create(rows, batch_size=500)
        move = BlankMove.objects.create(
            kind=blanks.kind,
            first=blanks.first,
            last=blanks.last,
            to_office=office,
            note=note,
            received_by_id=account,
            received_at=now,
        )
        note_stock(office, "blanks-delivered", blanks, account=account, now=now, word=note)
    return move


def send_blanks(
    *, from_id: int, to_id: int, blanks: Range, note: str, actor: Actor, now: datetime
) -> BlankMove:
    """Send a range from the stock of an office to another, where somebody else receives it.

    Raises NotFound("office-unknown"), NotAllowed("not-yours-to-print"), InvalidInput (`serials-wrong`, `same-office`,
    `reason-needed` without a note), Conflict("blank-not-in-stock").
    """
    sender, receiver = office_named(from_id), office_named(to_id)
    account = officer_at(sender, actor)
    why, pieces = clean_reason(note), blanks.pieces
    if sender.pk == receiver.pk:
        raise InvalidInput("same-office", field="to")
    with transaction.atomic():
        take(blanks.of(sender, BlankState.IN_STOCK), pieces, BlankState.ON_WAY)
        move = BlankMove.objects.create(
            kind=blanks.kind,
            first=blanks.first,
            last=blanks.last,
            from_office=sender,
            to_office=receiver,
            note=why,
            sent_by_id=account,
            sent_at=now,
        )
        note_stock(sender, "blanks-sent", blanks, account=account, now=now, word=receiver.code)
    return move


def receive_blanks(*, move_id: int, actor: Actor, now: datetime) -> None:
    """Take a range that another officer sent into the stock of the office it was sent to.

    Raises NotFound("move-unknown"), NotAllowed (`not-yours-to-print`, `same-person`), Conflict("move-over").
    """
    with transaction.atomic():
        move = (
            BlankMove.objects.select_for_update(of=("self",)).select_related("to_office").filter(pk=move_id)
        )
        found = move.first()
        if found is None:
            raise NotFound("move-unknown", move=move_id)
        account = officer_at(found.to_office, actor)
        if found.received_at is not None:
            raise Conflict("move-over", move=move_id)
        if found.sent_by_id == account:
            raise NotAllowed("same-person")
        blanks = Range(found.kind, found.first, found.last)
        on_way = Blank.objects.filter(
            kind=found.kind, serial__range=(found.first, found.last), state=BlankState.ON_WAY
        )
        if on_way.update(state=BlankState.IN_STOCK, office=found.to_office) != blanks.pieces:
            raise Conflict("blank-not-in-stock")
        BlankMove.objects.filter(pk=move_id).update(received_by=account, received_at=now)
        note_stock(found.to_office, "blanks-received", blanks, account=account, now=now, word=found.note)


def spoil_blanks(*, office_id: int, blanks: Range, reason: str, actor: Actor, now: datetime) -> int:
    """Mark blanks that are damaged before anything was printed on them; two people destroy them later.

    Raises NotFound("office-unknown"), NotAllowed("not-yours-to-print"), InvalidInput (`serials-wrong`,
    `reason-needed`), Conflict("blank-not-in-stock").
    """
    office = office_named(office_id)
    account = officer_at(office, actor)
    why, pieces = clean_reason(reason), blanks.pieces
    with transaction.atomic():
        take(blanks.of(office, BlankState.IN_STOCK), pieces, BlankState.SPOILED)
        note_stock(office, "blanks-spoiled", blanks, account=account, now=now, word=why)
    return pieces


def take(rows: QuerySet[Blank], pieces: int, target: BlankState) -> None:
    """Bring exactly so many blanks into a state, else none. Raises Conflict("blank-not-in-stock")."""
    if rows.update(state=target) != pieces:
        raise Conflict("blank-not-in-stock")


def note_stock(
    office: Office, kind: str, blanks: Range, *, account: int, now: datetime, word: str = ""
) -> None:
    """Write what happened to blanks on the stock book of their office."""
    act = Act(
        stream=f"blanks:{office.pk}",
        kind=kind,
        actor_id=account,
        office=office.path,
        word=word[:60],
        about=f"{blanks.kind} {blanks.first}-{blanks.last}",
    )
    record(acts=[act], at=now)
