"""Keeping what is handed in: safe, encrypted, once."""

import hashlib
import secrets
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from panah.audit.keys import key_ring
from panah.audit.operations import Act, record
from panah.casework.models import Case
from panah.evidence.models import Upload
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
        case = Case.objects.select_for_update(of=("self",)).select_related("office").get(pk=case_id)
        before = Upload.objects.filter(case=case, sha256=digest).first()
        if before is not None:
            return before
        place = f"evidence/{now:%Y/%m}/{secrets.token_hex(16)}"
        upload = Upload.objects.create(
            case=case,
            subject_id=subject_id,
            title=clean(title)[:120],
            kind=safe.kind,
            pages=safe.pages,
            size=len(safe.body),
            sha256=digest,
            place=place,
            uploaded_by=actor_id,
            uploaded_at=now,
        )
        Case.objects.filter(pk=case.pk).update(ver=F("ver") + 1)
        record(
            acts=[
                Act(
                    stream=case.stream,
                    kind="handed-in",
                    actor_id=actor_id,
                    office=case.office.path,
                    case_number=case.number,
                    about=f"upload {upload.pk}",
                )
            ],
            at=now,
        )
        default_storage.save(place, ContentFile(key_ring().seal(safe.body, aad=_aad(place))))
    return upload


def read_body(*, upload: Upload) -> bytes:
    """Decrypt a kept file; whoever calls has logged the read. Raises foundation.envelope.SealError when tampered."""
    with default_storage.open(upload.place) as body:
        return key_ring().open(body.read(), aad=_aad(upload.place))


def _aad(place: str) -> bytes:
    return b"evidence.upload|" + place.encode()
