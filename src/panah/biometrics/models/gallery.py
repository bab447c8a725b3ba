"""Templates, apart from the person: under a random reference, each person's sealed with a key of their own (S16)."""

import uuid

from django.db import models

from panah.biometrics.models.devices import Device
from panah.biometrics.rules.excuses import Ground
from panah.registry.models import Person


class Gallery(models.Model):
    """Whose a reference is: the only row that ties readings to a person."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    ref = models.UUIDField(unique=True, default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.ref)


class GalleryKey(models.Model):
    """The key of one reference's readings, wrapped by the installation's own; without it they are noise."""

    ref = models.UUIDField(unique=True)
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return str(self.ref)


class Reading(models.Model):
    """A sealed template of one part, with what must be known to compare it; never an image.

    Nothing here names a person, a case or a ticket. Of several of a part the newest row is the last enrolment.
    `quality` is 0 to 100, times are UTC.
    """

    ref = models.UUIDField()
    modality = models.CharField(max_length=10)
    position = models.CharField(max_length=20)
    format = models.CharField(max_length=30)
    encoder = models.CharField(max_length=60)
    encoder_version = models.CharField(max_length=30)
    quality = models.PositiveSmallIntegerField()
    captured_at = models.DateTimeField()
    received_at = models.DateTimeField()
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")
    ciphertext = models.BinaryField()

    class Meta:
        """Found by reference and part."""

        indexes = (models.Index(fields=["ref", "modality", "position"], name="biometrics_reading_of"),)

    def __str__(self) -> str:
        return f"{self.modality}:{self.position} of {self.ref}"


class Tombstone(models.Model):
    """What is left of deleted readings: that there were some under a reference, why they went, and when (UTC)."""

    ref = models.UUIDField(unique=True)
    readings = models.PositiveIntegerField()
    ground = models.CharField(max_length=20)
    forgotten_at = models.DateTimeField()

    class Meta:
        """A known ground."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(ground__in=sorted(one.value for one in Ground)),
                name="biometrics_forgotten_why",
            ),
        )

    def __str__(self) -> str:
        return str(self.ref)
