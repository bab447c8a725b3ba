"""The hidden fields of a form: the key under which it counts once, and whose form it is."""

import re
import secrets
from typing import Final

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from panah.web.identity import visitor_of

_KEY: Final = re.compile(r"[A-Za-z0-9_-]{16,60}")
LONGEST: Final = 60
_SIGNER: Final = Signer(salt="panah.web.forms")


def new_key() -> str:
    """Make the key of a form that begins."""
    return secrets.token_urlsafe(18)


def key_of(request: HttpRequest) -> str:
    """Read the key a form was sent with; a form without one gets its own and so counts once by itself."""
    sent = request.POST.get("key", "")
    return sent if _KEY.fullmatch(sent) else new_key()


def sent_key(request: HttpRequest) -> str:
    """Read the key a page was sent with as it is; empty where there is none, or none that a page of ours has."""
    sent = request.POST.get("key", "")
    return sent if len(sent) <= LONGEST else ""


def writer_of(request: HttpRequest) -> str:
    """Sign whose form this is, so that what was typed goes back to nobody else."""
    return _SIGNER.sign(str(visitor_of(request).account_id))


def writer_in(signed: str) -> int | None:
    """Read whose form this is from its own signature; None where it says nothing true."""
    try:
        account = _SIGNER.unsign(signed)
    except BadSignature:
        return None
    return int(account) if account.isascii() and account.isdecimal() else None


def is_writer(request: HttpRequest, signed: str) -> bool:
    """Say whether a form was begun by whoever is signed in now."""
    try:
        return _SIGNER.unsign(signed) == str(visitor_of(request).account_id)
    except BadSignature:
        return False
