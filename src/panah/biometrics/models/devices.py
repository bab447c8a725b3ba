"""The capture devices of offices."""

from django.db import models

from panah.biometrics.rules.parts import Modality
from panah.organisation.models import Account, Office


class Device(models.Model):
    """The capture device of one desk, with its agent; what it signs with is derived from its code and kept nowhere.

    `reads` are its modalities, as words.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="capture_devices")
    code = models.SlugField(max_length=40, unique=True)
    reads = models.CharField(max_length=40)
    registered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code

    @property
    def modalities(self) -> frozenset[Modality]:
        """What it reads."""
        return frozenset(map(Modality, self.reads.split()))
