"""The portrait that a person's papers carry, and that whoever checks one compares."""

from django.db import models

from panah.registry.models.base import Fact
from panah.registry.models.parties import Person


class Portrait(Fact):
    """A portrait of a person from the day it was taken until the next: sealed in the file storage under `place`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="portraits")
    place = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)

    class Meta(Fact.Meta):
        """One at a time (see the migration)."""

    def __str__(self) -> str:
        return f"portrait of {self.person_id}"
