"""Giving the printer a file, and saying on which blanks its cards were printed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from panah.audit.operations import Act, record
from panah.audit.sealed_files import take_out
from panah.casework.engine.authority import Actor
from panah.documents.models import Blank, PrintSheet
from panah.documents.operations.print_room.items import held, moved
from panah.documents.operations.print_room.journal import note_prints
from panah.documents.operations.print_room.people import officer_at
from panah.documents.rules.print_room import BlankState, ItemState, serial_range, serials_from
from panah.foundation.errors import Conflict, InvalidInput, NotFound


def sheet_pdf(*, sheet_id: int, actor: Actor, now: datetime) -> bytes:
    """Give the file of a sheet to the officer who prints it, and write down that it was taken.

    Raises NotFound("sheet-unknown") for one that is not there or not whole, NotAllowed("not-yours-to-print").
    """
    sheet = _sheet(sheet_id)
    account = officer_at(sheet.batch.site, actor)
    if sheet.made_at is None or not sheet.items.exists():
        raise NotFound("sheet-unknown", sheet=sheet_id)
    taken = Act(
        stream=f"print-sheet:{sheet.pk}",
        kind="taken-to-print",
        actor_id=account,
        office=sheet.batch.site.path,
        word=f"{sheet.first}-{sheet.last}",
    )
    record(acts=[taken], at=now)
    return take_out(sheet.place)


def sheet_printed(
    *, sheet_id: int, first_serial: int, actor: Actor, now: datetime, spoiled: Sequence[int] = ()
) -> int:
    """Say that a sheet was printed, its cards one after another on the blanks from `first_serial` on.

    `spoiled` are blanks in between that the printer spoiled; they are passed over and marked. Saying the same again
    changes nothing. Returns how many cards were printed. Raises NotFound("sheet-unknown"),
    NotAllowed("not-yours-to-print"), InvalidInput("serials-wrong"), Conflict (`sheet-printed-before`,
    `sheet-not-ready`, `blank-not-in-stock` with the `serial`).
    """
    with transaction.atomic():
        sheet = _sheet(sheet_id, is_locked=True)
        account = officer_at(sheet.batch.site, actor)
        if sheet.printed_at is not None:
            if sheet.first_serial == first_serial:
                return 0
            raise Conflict("sheet-printed-before", sheet=sheet_id)
        items = sorted(held(sheet=sheet, state=ItemState.TYPESET), key=lambda item: item.place or 0)
        if sheet.made_at is None or not items:
            raise Conflict("sheet-not-ready", sheet=sheet_id)
        serials = serials_from(first_serial, len(items), without=spoiled)
        serial_range(first_serial, serials[-1])
        lost = sorted(set(spoiled))
        if lost and not first_serial <= lost[0] <= lost[-1] <= serials[-1]:
            raise InvalidInput("serials-wrong", field="spoiled")
        blanks = _blanks(sheet, [*serials, *lost])
        for item, serial in zip(items, serials, strict=True):
            item.blank = blanks[serial]
            blanks[serial].state, blanks[serial].document = BlankState.USED, item.document
        for serial in lost:
            blanks[serial].state = BlankState.SPOILED
        Blank.objects.bulk_update(blanks.values(), ["state", "document"], batch_size=200)
        moved(items, ItemState.PRINTED, now=now, by=account, fields=["blank"])
        PrintSheet.objects.filter(pk=sheet.pk).update(
            first_serial=first_serial, printed_by=account, printed_at=now
        )
        note_prints(items, "printed", now=now, actor_id=account, word=f"sheet {sheet.pk}")
    return len(items)


def _sheet(sheet_id: int, *, is_locked: bool = False) -> PrintSheet:
    rows = PrintSheet.objects.select_related("batch__site")
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=sheet_id).first()
    if found is None:
        raise NotFound("sheet-unknown", sheet=sheet_id)
    return found


def _blanks(sheet: PrintSheet, serials: Sequence[int]) -> dict[int, Blank]:
    """These blanks by serial, locked. Raises Conflict("blank-not-in-stock") naming the first that is not there."""
    rows = Blank.objects.select_for_update().filter(
        kind=sheet.batch.kind, office=sheet.batch.site, state=BlankState.IN_STOCK, serial__in=serials
    )
    found = {blank.serial: blank for blank in rows.order_by("serial")}
    for serial in serials:
        if serial not in found:
            raise Conflict("blank-not-in-stock", serial=serial)
    return found
