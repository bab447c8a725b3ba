"""Reading portraits: who has one, and the picture itself."""

from collections.abc import Collection
from datetime import date

from panah.audit.sealed_files import take_out
from panah.registry.models import Portrait
from panah.registry.queries.moments import as_of


def portrait_place(person_id: int, *, on: date) -> str:
    """Name the place of a person's portrait on a local day in the file storage; empty where nobody took one."""
    rows = Portrait.objects.filter(as_of(on), person=person_id).order_by("-pk")
    return rows.values_list("place", flat=True).first() or ""


def portrait_of(person_id: int, *, on: date) -> bytes | None:
    """Give a person's portrait on a local day as JPEG, 480 × 640; None where nobody took one.

    Whoever calls has logged the read. Raises foundation.envelope.SealError when the file was tampered with.
    """
    place = portrait_place(person_id, on=on)
    return take_out(place) if place else None


def with_portrait(persons: Collection[int], *, on: date) -> dict[int, date]:
    """Say of whom there is a portrait on a day, and since which; one query."""
    rows = Portrait.objects.filter(as_of(on), person__in=list(persons)).order_by("pk")
    return dict(rows.values_list("person_id", "valid_from"))
