"""What is kept of a person: the last reading of each part."""

from panah.biometrics.models import Gallery, GalleryKey, Reading
from panah.biometrics.rules.parts import Modality, Part


def gallery_of(person_id: int) -> Gallery | None:
    """Give the reference a person's readings are kept under; None where there are none."""
    return Gallery.objects.filter(person=person_id).first()


def wrapped_key(gallery: Gallery) -> bytes:
    """Give the wrapped key of a gallery."""
    return bytes(GalleryKey.objects.get(ref=gallery.ref).wrapped)


def last_reading(gallery: Gallery, part: Part) -> Reading | None:
    """Give the last enrolment of a part."""
    rows = Reading.objects.filter(ref=gallery.ref, modality=part.modality.value, position=part.position)
    return rows.order_by("-pk").first()


def enrolled_parts(person_id: int) -> frozenset[Part]:
    """Say of which parts of a person a reading is kept."""
    gallery = gallery_of(person_id)
    if gallery is None:
        return frozenset()
    rows = Reading.objects.filter(ref=gallery.ref).values_list("modality", "position").distinct()
    return frozenset(Part(Modality(modality), position) for modality, position in rows)
