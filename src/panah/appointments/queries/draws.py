"""What is published of a draw, so that anybody can check it."""

from dataclasses import dataclass
from datetime import datetime

from panah.appointments.models import AnnouncedDraw
from panah.foundation.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedDraw:
    """The promise, and once it was held what it was held with; `seed` is hex, empty until then. Moments in UTC."""

    purpose: str
    commitment: str
    announced_at: datetime
    drawn_at: datetime | None
    seed: str
    list_digest: str
    witness: str
    called: int


def published_list(*, purpose: str) -> str:
    """Give the list whose digest was published: the households' numbers, rising, by line; empty until it was drawn."""
    return AnnouncedDraw.objects.filter(purpose=purpose).values_list("listed", flat=True).first() or ""


def published_draw(*, purpose: str) -> PublishedDraw:
    """Give what everybody may know of a draw; raises NotFound("draw-not-announced")."""
    row = AnnouncedDraw.objects.filter(purpose=purpose).first()
    if row is None:
        raise NotFound("draw-not-announced")
    return PublishedDraw(
        purpose=row.purpose,
        commitment=row.commitment,
        announced_at=row.announced_at,
        drawn_at=row.drawn_at,
        seed=bytes(row.seed).hex() if row.seed is not None else "",
        list_digest=row.list_digest,
        witness=row.witness,
        called=row.called,
    )
