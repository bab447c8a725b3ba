"""Keeping a file for the officer who looks at its dry run, so that it need not be chosen a second time."""

import re
import secrets
from datetime import datetime, timedelta
from typing import Final

from panah.audit.keys import key_ring
from panah.casework.engine.authority import Actor
from panah.foundation.errors import NotFound
from panah.foundation.persian import clean
from panah.payments.models import HeldList
from panah.payments.operations.ground import officer_id

TOKEN: Final = re.compile("[A-Za-z0-9_-]{32}")
HELD_FOR: Final = timedelta(days=1)


def hold_list(*, content: bytes, name: str, actor: Actor, now: datetime) -> str:
    """Hold a file sealed for a day and return its token; what was held longer is thrown away."""
    HeldList.objects.filter(held_at__lt=now - HELD_FOR).delete()
    token = secrets.token_urlsafe(24)
    HeldList.objects.create(
        token=token,
        account_id=officer_id(actor),
        name=clean(name)[:120],
        sealed=key_ring().seal(content, aad=_place(token)),
        held_at=now,
    )
    return token


def held_list(*, token: str, actor: Actor, now: datetime) -> tuple[str, bytes]:
    """Give back the name and content of a file this officer had held; raises NotFound("list-not-held")."""
    theirs = HeldList.objects.filter(account=officer_id(actor), held_at__gte=now - HELD_FOR)
    held = theirs.filter(token=token).first() if TOKEN.fullmatch(token) else None
    if held is None:
        raise NotFound("list-not-held")
    return held.name, key_ring().open(bytes(held.sealed), aad=_place(token))


def drop_list(*, token: str, actor: Actor) -> None:
    """Throw away a held file that was sent."""
    HeldList.objects.filter(token=token, account=officer_id(actor)).delete()


def _place(token: str) -> bytes:
    return f"payments.heldlist|{token}".encode()
