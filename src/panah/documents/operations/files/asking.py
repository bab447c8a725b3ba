"""Asking for a signed file in the transaction that issues what it is of; the worker makes it afterwards."""

from datetime import datetime
from typing import Final

from panah.audit.sealed_files import new_place
from panah.documents.models import SignedFile

ROOM: Final = "papers"


def ask_for_file(*, paper: str, now: datetime) -> None:
    """Have a signed file made of a paper, by its stream (`document:12`, `letter:7`); asked twice it is one file."""
    SignedFile.objects.get_or_create(
        paper=paper, defaults={"place": new_place(ROOM, now=now), "asked_at": now, "next_at": now}
    )
