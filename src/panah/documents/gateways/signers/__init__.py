"""Where the private keys lie, as PANAH_SIGNER says: a folder, a hardware token, or another process."""

import os
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from django.conf import settings

from panah.documents.gateways.signers.file import KeyFolder
from panah.documents.gateways.signers.remote import RemoteKeys
from panah.documents.keys.port import KeyHolder, KeyRefused
from panah.foundation.signed_http import SignedClient

WEB_PROCESS: Final = "PANAH_SERVES_PAGES"
"""Set by whoever serves pages; where it stands, no key is opened."""
HARDWARE: Final = "pkcs11:"


def key_holder() -> KeyHolder:
    """Reach the keys of this installation.

    Raises KeyRefused("key-in-web-process") in a process that serves pages: no bug of a page can sign a paper.
    """
    if os.environ.get(WEB_PROCESS):
        raise KeyRefused("key-in-web-process")
    return _holder(settings.PANAH_SIGNER, settings.PANAH_SIGNER_SECRET, str(settings.PANAH_DATA))


@cache
def _holder(where: str, secret: str, data: str) -> KeyHolder:
    if where.startswith(HARDWARE):
        from panah.documents.gateways.signers.pkcs11 import HardwareKeys  # noqa: PLC0415  # an extra of its own

        module, _, query = where.removeprefix(HARDWARE).partition("?")
        return HardwareKeys(module, parse_qs(query).get("token", ["panah"])[0], secret)
    if where.startswith(("http://", "https://")):
        return RemoteKeys(SignedClient(base=where, secret=secret))
    return KeyFolder(Path(where) if where else Path(data) / "signing", secret)
