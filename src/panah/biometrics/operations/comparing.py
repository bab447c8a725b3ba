"""One reading against the person's own last enrolment, and keeping it, sealed, when nothing speaks against it."""

from datetime import datetime

from panah.biometrics.engines import Sample, engine_for
from panah.biometrics.engines.base import UnreadableTemplate
from panah.biometrics.models import CaptureTicket, Check, Device, Gallery, GalleryKey, Reading
from panah.biometrics.operations.arrived import Arrived
from panah.biometrics.queries.enrolled import gallery_of, last_reading, wrapped_key
from panah.biometrics.rules.parts import Modality, Part
from panah.biometrics.rules.purposes import Purpose
from panah.biometrics.sealing import new_key, open_template, seal_template


def unreadable(sample: Sample) -> bool:
    """Whether an engine that knows the encoder cannot read the template; what none knows is only kept."""
    engine = engine_for(sample)
    if engine is None:
        return False
    try:
        engine.refuse_unreadable(sample)
    except UnreadableTemplate:
        return True
    return False


def compare(ticket: CaptureTicket, person_id: int, part: Part, probe: Sample, *, now: datetime) -> bool:
    """Compare a reading with the last enrolment of the part and write the check; False where it cannot be compared.

    With nothing earlier an enrolment has nothing to compare, and nothing is written. A difference takes back what this
    ticket has enrolled so far.
    """
    gallery = gallery_of(person_id)
    earlier = last_reading(gallery, part) if gallery else None
    if gallery is None or earlier is None:
        return ticket.purpose == Purpose.ENROL
    enrolled = _opened(gallery, earlier)
    engine = engine_for(probe)
    if engine is None or not probe.is_comparable(enrolled):
        return False
    score, threshold = engine.verify(probe=probe, enrolled=enrolled), engine.threshold(part.modality)
    Check.objects.create(
        ticket=ticket,
        modality=part.modality.value,
        position=part.position,
        score=score,
        threshold=threshold,
        is_match=score >= threshold,
        engine=engine.name,
        at=now,
    )
    if score < threshold:
        Reading.objects.filter(ref=gallery.ref, received_at__gte=ticket.taken_at).delete()
    return True


def keep(ticket: CaptureTicket, person_id: int, device: Device, arrived: Arrived, *, now: datetime) -> None:
    """Keep a reading as the last enrolment of its part, unless a part of this ticket differed."""
    if Check.objects.filter(ticket=ticket, is_match=False).exists():
        return
    gallery, made = Gallery.objects.get_or_create(person_id=person_id)
    if made:
        GalleryKey.objects.create(ref=gallery.ref, wrapped=new_key(gallery.ref))
    reading = Reading(
        ref=gallery.ref,
        modality=arrived.part.modality.value,
        position=arrived.part.position,
        format=arrived.format,
        encoder=arrived.encoder,
        encoder_version=arrived.encoder_version,
        quality=arrived.quality,
        captured_at=arrived.captured_at,
        received_at=now,
        device=device,
    )
    reading.ciphertext = seal_template(arrived.template, reading=reading, wrapped=wrapped_key(gallery))
    reading.save()


def _opened(gallery: Gallery, reading: Reading) -> Sample:
    return Sample(
        modality=Modality(reading.modality),
        format=reading.format,
        encoder=reading.encoder,
        encoder_version=reading.encoder_version,
        template=open_template(reading, wrapped=wrapped_key(gallery)),
    )
