"""The numbers other authorities gave people, opened where they must be told on."""

from collections.abc import Collection
from datetime import date

from panah.registry.models import Identifier
from panah.registry.queries.moments import as_of
from panah.registry.sealing import open_text, owner_key
from panah.registry.words import IdentifierKind


def unique_codes(persons: Collection[int], *, on: date) -> dict[int, str]:
    """Give the unique code (کد یکتا) of each of these people who has one on a day; one query."""
    held = Identifier.objects.filter(as_of(on), person__in=persons, kind=IdentifierKind.UNIQUE_CODE)
    return {
        one.person_id: open_text(
            table="identifier", owner=owner_key(person_id=one.person_id), sealed=one.sealed
        )
        for one in held.order_by("pk")
    }
