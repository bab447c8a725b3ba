"""Holding a file for its writer until the form it came with is sent: no mistake elsewhere on the page loses it."""

import hashlib
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from panah.audit.sealed_files import put_away, throw_away
from panah.evidence.models import HeldFile
from panah.evidence.queries import Held, held
from panah.evidence.rules import make_safe
from panah.organisation.models import Account

HELD_FOR: Final = timedelta(days=30)
"""How long a file waits for its form; then the question is asked again."""


def hold(*, account_id: int, form: str, question: str, data: bytes, now: datetime) -> Held:
    """Make a file safe and hold it as the answer of one question; it takes the place of the one held before.

    Raises InvalidInput as `rules.make_safe` does; the one held before then stays.
    """
    safe = make_safe(data)
    digest = hashlib.sha256(safe.body).hexdigest()
    place = put_away(safe.body, room="evidence", now=now)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account_id)
        before = _of(account_id, form).filter(question=question).first()
        if before is not None:
            _remove(before)
        row = HeldFile.objects.create(
            account_id=account_id,
            form=form,
            question=question,
            kind=safe.kind,
            pages=safe.pages,
            size=len(safe.body),
            sha256=digest,
            place=place,
            held_at=now,
        )
    return held(row)


def let_go(*, account_id: int, form: str, question: str | None = None) -> None:
    """Remove what is held of a form, or of one of its questions."""
    rows = _of(account_id, form)
    with transaction.atomic():
        for row in rows.filter(question=question) if question is not None else rows:
            _remove(row)


def adopt(*, account_id: int, came_as: str, form: str) -> None:
    """Take what was held under another name into a form, each in the place of the one held there before."""
    with transaction.atomic():
        for row in _of(account_id, came_as).select_for_update():
            let_go(account_id=account_id, form=form, question=row.question)
            row.form = form
            row.save(update_fields=["form"])


def forget_held(*, now: datetime, most: int = 200) -> int:
    """Remove the files of forms nobody came back to in a month; returns how many."""
    old = list(HeldFile.objects.filter(held_at__lt=now - HELD_FOR).order_by("held_at")[:most])
    with transaction.atomic():
        for row in old:
            _remove(row)
    return len(old)


def _of(account_id: int, form: str) -> QuerySet[HeldFile]:
    return HeldFile.objects.filter(account=account_id, form=form)


def _remove(row: HeldFile) -> None:
    row.delete()
    throw_away(row.place)
