"""What a person may know of their own readings: that they are there, since when, and where they were taken."""

from dataclasses import dataclass
from datetime import datetime

from panah.biometrics.models import Reading
from panah.biometrics.queries.enrolled import gallery_of
from panah.biometrics.rules.parts import Modality
from panah.biometrics.rules.purposes import Purpose, allow


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReading:
    """The last reading of one part: when it was captured (UTC), and the name of the office; never the template."""

    modality: Modality
    position: str
    captured_at: datetime
    office: str


def own_readings(*, person_id: int, purpose: Purpose) -> list[OwnReading]:
    """List what is kept of a person's fingers and eyes, one line for each part; raises NotAllowed("purpose-closed")."""
    allow(purpose, Purpose.OWN_RECORD)
    gallery = gallery_of(person_id)
    if gallery is None:
        return []
    rows = Reading.objects.filter(ref=gallery.ref).select_related("device__office").defer("ciphertext")
    last = {(row.modality, row.position): row for row in rows.order_by("pk")}
    return [
        OwnReading(
            modality=Modality(row.modality),
            position=row.position,
            captured_at=row.captured_at,
            office=row.device.office.name,
        )
        for row in last.values()
    ]
