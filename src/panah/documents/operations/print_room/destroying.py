"""Spoiled blanks are destroyed by two people: one proposes and counts, another sees it done and says so (S8)."""

from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.documents.models import BlankDestruction
from panah.documents.operations.print_room.blanks import Range, note_stock, take
from panah.documents.operations.print_room.people import office_named, officer_at
from panah.documents.rules.print_room import BlankState, clean_reason
from panah.foundation.errors import Conflict, NotAllowed, NotFound


def propose_destruction(
    *, office_id: int, blanks: Range, reason: str, actor: Actor, now: datetime
) -> BlankDestruction:
    """Propose to destroy every spoiled blank of a range that lies at an office.

    Raises NotFound("office-unknown"), NotAllowed("not-yours-to-print"), InvalidInput (`serials-wrong`,
    `reason-needed`), Conflict("nothing-to-destroy").
    """
    office = office_named(office_id)
    account = officer_at(office, actor)
    why = clean_reason(reason)
    if not blanks.pieces:
        raise Conflict("nothing-to-destroy")
    with transaction.atomic():
        pieces = blanks.of(office, BlankState.SPOILED).count()
        if not pieces:
            raise Conflict("nothing-to-destroy")
        return BlankDestruction.objects.create(
            kind=blanks.kind,
            office=office,
            first=blanks.first,
            last=blanks.last,
            pieces=pieces,
            reason=why,
            proposed_by_id=account,
            proposed_at=now,
        )


def confirm_destruction(*, destruction_id: int, actor: Actor, now: datetime) -> int:
    """Say as the second officer that what was proposed is destroyed; returns how many.

    Raises NotFound("destruction-unknown"), NotAllowed (`not-yours-to-print`, `same-person`), Conflict
    (`destruction-over`, `blank-not-in-stock` where there are more or fewer spoiled ones by now).
    """
    with transaction.atomic():
        rows = BlankDestruction.objects.select_for_update(of=("self",)).select_related("office")
        found = rows.filter(pk=destruction_id).first()
        if found is None:
            raise NotFound("destruction-unknown", destruction=destruction_id)
        account = officer_at(found.office, actor)
        if found.confirmed_at is not None:
            raise Conflict("destruction-over", destruction=destruction_id)
        if found.proposed_by_id == account:
            raise NotAllowed("same-person")
        blanks = Range(found.kind, found.first, found.last)
        take(blanks.of(found.office, BlankState.SPOILED), found.pieces, BlankState.DESTROYED)
        BlankDestruction.objects.filter(pk=found.pk).update(confirmed_by=account, confirmed_at=now)
        note_stock(found.office, "blanks-destroyed", blanks, account=account, now=now, word=f"{found.pieces}")
    return found.pieces
