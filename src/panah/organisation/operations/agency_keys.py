"""Giving an agency a key to ask by machine, and taking it away."""

import secrets
from datetime import datetime
from typing import Final

from panah.audit.operations import Act, record
from panah.foundation.errors import InvalidInput, NotFound
from panah.organisation.models import AgencyKey
from panah.organisation.rules import digest_of_key

STREAM: Final = "agency-keys"
PREFIX: Final = "panah-"
"""How every key begins, so that one that leaked is known for what it is."""


def make_agency_key(*, agency: str, now: datetime) -> str:
    """Make a key for an agency and give it, this once: only its hash is kept. Raises InvalidInput("agency-needed")."""
    name = agency.strip()
    if not name:
        raise InvalidInput("agency-needed", field="agency")
    key = PREFIX + secrets.token_urlsafe(32)
    AgencyKey.objects.create(agency=name, digest=digest_of_key(key), made_at=now)
    _write_down("key-made", name, now)
    return key


def end_agency_keys(*, agency: str, now: datetime) -> int:
    """End all keys of an agency; returns how many. Raises NotFound("agency-unknown") where none stands."""
    ended = AgencyKey.objects.filter(agency=agency.strip(), ended_at=None).update(ended_at=now)
    if not ended:
        raise NotFound("agency-unknown", agency=agency)
    _write_down("key-ended", agency.strip(), now)
    return ended


def _write_down(kind: str, agency: str, now: datetime) -> None:
    record(acts=[Act(stream=STREAM, kind=kind, actor_id=None, about=agency)], at=now)
