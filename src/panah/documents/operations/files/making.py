"""The worker makes the signed files: typeset and signed once, put away; killed anywhere it makes neither two nor none.

The newest comes first, because somebody may be waiting for it. What cannot be typeset is tried again with growing
pauses, at last every hour; while no signature can be had, one file at a time asks for it. `./panah doctor` tells.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import structlog
from django.conf import settings
from django.db import transaction

from panah.audit.sealed_files import put_again
from panah.casework.operations.leasing import lease
from panah.documents.keys import ring
from panah.documents.keys.files import FileSeal, file_seal
from panah.documents.keys.port import KeyRefused
from panah.documents.models import SignedFile
from panah.documents.operations.publishing import publish_trust_of_demo
from panah.documents.registrations import sheet_behind
from panah.documents.rules.outside import next_try
from panah.documents.rules.proof.trust_list import Purpose
from panah.foundation.envelope import SealError
from panah.foundation.errors import PanahError

MOST: Final = 20
LEASE: Final = timedelta(minutes=5)
ASLEEP: Final = timedelta(hours=1)
"""How long a paper that does not stand now is left alone; it may be given its force again."""

UNSIGNED: Final = "KeyRefused"
log = structlog.get_logger()


def sign_files(*, now: datetime, most: int = MOST) -> int:
    """Make the files that are asked for, the newest first; returns how many.

    Without a signature the round ends, and nothing is tried before the pause of whoever asked for it is over.
    """
    waiting, made = SignedFile.objects.filter(made_at=None), 0
    if waiting.filter(next_at__gt=now, trouble__startswith=UNSIGNED).exists():
        return 0
    for _ in range(most):
        rows = lease(waiting.filter(next_at__lte=now).order_by("-pk"), until=now + LEASE, trouble="")
        if not rows:
            break
        try:
            made += _make(rows[0], now)
        except KeyRefused as refused:
            _put_back(rows[0], refused, now)
            break
        except (ValueError, TypeError, OSError, SealError, PanahError) as failure:
            _put_back(rows[0], failure, now)
    return made


def _make(row: SignedFile, now: datetime) -> bool:
    from panah.documents.file_signing import signed_file  # noqa: PLC0415  # takes a second to load; pages never sign

    seal = _seal(now)
    sheet = sheet_behind(row.paper)
    if sheet is None:
        SignedFile.objects.filter(pk=row.pk, made_at=None).update(
            next_at=now + ASLEEP, attempts=row.attempts - 1, trouble=""
        )
        return False
    return _keep(row, signed_file(sheet, seal, now=now), seal, now)


def _seal(now: datetime) -> FileSeal:
    """Whose signature goes into files; a demo makes and certifies its own key when it has none."""
    try:
        return file_seal(now=now)
    except KeyRefused as refused:
        if not settings.PANAH_DEMO or refused.code not in {"key-missing", "certificate-missing"}:
            raise
    ring.signer(Purpose.FILE, now=now)
    publish_trust_of_demo(now=now)
    return file_seal(now=now)


def _keep(row: SignedFile, body: bytes, seal: FileSeal, now: datetime) -> bool:
    """Put a file away, in the transaction that says it is whole; of two workers the second keeps nothing."""
    whole = {"made_at": now, "key_id": seal.key, "digest": sha256(body).hexdigest(), "trouble": ""}
    with transaction.atomic():
        if not SignedFile.objects.filter(pk=row.pk, made_at=None).update(**whole):
            return False
        put_again(body, place=row.place)
    return True


def _put_back(row: SignedFile, failure: Exception, now: datetime) -> None:
    log.warning("file", paper=row.paper, attempts=row.attempts, failure=repr(failure))
    trouble = f"{type(failure).__name__}: {failure}"[:300]
    SignedFile.objects.filter(pk=row.pk, made_at=None).update(
        next_at=now + next_try(row.attempts), trouble=trouble
    )
