"""Cards travel in a box from the print site to the office that hands them over, and back when nobody fetched them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from panah.casework.engine.authority import Actor, outside
from panah.casework.models import Subject
from panah.casework.operations import locked_case, receive
from panah.documents.models import PrintItem
from panah.documents.operations.print_room.items import held, held_item, moved, refuse_unless
from panah.documents.operations.print_room.journal import note_prints
from panah.documents.operations.print_room.people import RECEIVERS, office_named, officer_at
from panah.documents.rules.print_room import BEFORE, LONGEST_BOX, ItemState, clean_reason
from panah.foundation.errors import Conflict, InvalidInput
from panah.foundation.persian import clean

ARRIVED: Final = "arrived"
"""The message of a service whose people wait for a card to come to their office."""

SENDER: Final = "print-room"


def send_box(*, site_id: int, office_id: int, box: str, actor: Actor, now: datetime, most: int = 500) -> int:
    """Send every checked card for an office in a box with a name; returns how many.

    Raises NotFound("office-unknown"), NotAllowed("not-yours-to-print"), InvalidInput("box-missing"),
    Conflict("nothing-to-send").
    """
    site, office = office_named(site_id), office_named(office_id)
    account = officer_at(site, actor)
    name = clean(box)[:LONGEST_BOX]
    if not name:
        raise InvalidInput("box-missing", field="box")
    with transaction.atomic():
        items = list(held(site=site, office=office, state__in=BEFORE[ItemState.SENT])[:most])
        if not items:
            raise Conflict("nothing-to-send", office=office_id)
        for item in items:
            item.box = name
        moved(items, ItemState.SENT, now=now, by=account, fields=["box"])
        note_prints(items, "sent", now=now, actor_id=account, word=name)
    return len(items)


def arrived(*, item_ids: Sequence[int], actor: Actor, now: datetime) -> int:
    """Take in cards that arrived at their office, each by itself together with what it says to its case.

    What has arrived already stays as it is. Returns how many arrived now. Raises NotFound("print-unknown"),
    NotAllowed("not-yours-to-print"), Conflict("print-elsewhere").
    """
    return sum(_arrive(item_id, actor, now) for item_id in dict.fromkeys(item_ids))


def return_card(*, item_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Send a card that nobody fetched back to where it was printed; it can be sent again.

    Raises InvalidInput("reason-needed"), NotFound("print-unknown"), NotAllowed("not-yours-to-print"),
    Conflict("print-elsewhere").
    """
    why = clean_reason(reason)
    with transaction.atomic():
        item = held_item(item_id)
        account = officer_at(item.office, actor, RECEIVERS)
        refuse_unless(item, ItemState.RETURNED)
        item.reason = why
        moved([item], ItemState.RETURNED, now=now, by=account, fields=["reason"])
        note_prints([item], "returned", now=now, actor_id=account, word=why)


def _arrive(item_id: int, actor: Actor, now: datetime) -> bool:
    with transaction.atomic():
        before = PrintItem.objects.filter(pk=item_id).values_list("document__case", flat=True).first()
        if before is not None:
            locked_case(before)  # the case first, as everybody who hands its papers over locks it
        item = held_item(item_id)
        account = officer_at(item.office, actor, RECEIVERS)
        if item.state == ItemState.ARRIVED:
            return False
        refuse_unless(item, ItemState.ARRIVED)
        sent_at = item.since
        moved([item], ItemState.ARRIVED, now=now, by=account)
        note_prints([item], "arrived", now=now, actor_id=account, word=item.box)
        _tell_case(item, sent_at, now)
    return True


def _tell_case(item: PrintItem, sent_at: datetime, now: datetime) -> None:
    """Bring the message to its bearer's way alone; where no step waits for it, the card has arrived all the same."""
    document = item.document
    subject = Subject.objects.filter(case=document.case_id, party=document.bearer_id).first()
    if subject is None:
        return
    try:
        receive(
            case_id=document.case_id,
            message=ARRIVED,
            subjects=[subject.pk],
            actor=outside(SENDER),
            key=f"{ARRIVED}:{item.pk}:{sent_at.isoformat()}",
            now=now,
            form={"number": document.number},
        )
    except InvalidInput as unheard:
        if unheard.code != "message-unknown":
            raise
