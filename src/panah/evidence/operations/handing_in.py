"""Handing in: a file becomes part of a case, once, and the journal says so."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from panah.audit.sealed_files import put_away, throw_away
from panah.casework.operations import locked_case, note
from panah.evidence.models import HeldFile, Upload
from panah.evidence.rules import make_safe
from panah.foundation.persian import clean


def hand_in(
    *, case_id: int, title: str, data: bytes, actor_id: int, now: datetime, subject_id: int | None = None
) -> Upload:
    """Make a file safe and keep it with a case; the same file again gives the one that is there.

    Raises InvalidInput as `rules.make_safe` does; nothing is kept of a file that is refused.
    """
    safe = make_safe(data)
    digest = hashlib.sha256(safe.body).hexdigest()
    with transaction.atomic():
        case = locked_case(case_id)
        before = Upload.objects.filter(case=case, sha256=digest).first()
        if before is not None:
            return before
        upload = Upload(
            case=case,
            subject_id=subject_id,
            title=_title(title),
            kind=safe.kind,
            pages=safe.pages,
            size=len(safe.body),
            sha256=digest,
            place=put_away(safe.body, room="evidence", now=now),
            uploaded_by=actor_id,
            uploaded_at=now,
        )
        _write(upload, role="")
    return upload


def hand_in_held(
    *,
    case_id: int,
    form: str,
    titles: Mapping[str, str],
    actor_id: int,
    role: str,
    now: datetime,
    subject_id: int | None = None,
) -> dict[str, Upload]:
    """Keep with a case what its sender was holding for a form, by question; `titles` say which, and what each is.

    What is held for other questions of the form goes. Handed in again it changes nothing. The caller has made sure
    that the case is the sender's to write to.
    """
    found: dict[str, Upload] = {}
    with transaction.atomic():
        case = locked_case(case_id)
        for row in HeldFile.objects.filter(account=actor_id, form=form).order_by("pk"):
            title = titles.get(row.question)
            if title is None:
                throw_away(row.place)
            else:
                upload = Upload(case=case, subject_id=subject_id, title=_title(title), uploaded_at=now)
                found[row.question] = _kept(upload, row, role=role)
            row.delete()
    return found


def _kept(upload: Upload, row: HeldFile, *, role: str) -> Upload:
    """Make what was held part of the case; the same file again gives the one that is there."""
    before = Upload.objects.filter(case=upload.case, sha256=row.sha256).first()
    if before is not None:
        throw_away(row.place)
        return before
    upload.kind, upload.pages, upload.size = row.kind, row.pages, row.size
    upload.sha256, upload.place, upload.uploaded_by = row.sha256, row.place, row.account_id
    return _write(upload, role=role)


def _write(upload: Upload, *, role: str) -> Upload:
    """Write the row and its event."""
    upload.save(force_insert=True)
    note(
        case=upload.case,
        kind="handed-in",
        now=upload.uploaded_at,
        actor_id=upload.uploaded_by,
        role=role,
        about=f"upload {upload.pk}",
    )
    return upload


def _title(text: str) -> str:
    return clean(text)[:120]
