"""What somebody works at, and where: sealed, and read for the services of the person alone (S17)."""

from django.db import models
from django.db.models import Q

from panah.registry.models.base import Fact
from panah.registry.models.parties import Person
from panah.registry.words import NoWorkshop


class Occupation(Fact):
    """A person's job and the code of their workshop (کد کارگاه), sealed as one text.

    `no_workshop` says why there is no code; that is a normal answer and empty where there is one.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="occupations")
    sealed = models.BinaryField()
    no_workshop = models.CharField(max_length=12, blank=True)

    class Meta(Fact.Meta):
        """A known reason or none; one occupation at a time (see the migration)."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(no_workshop__in=["", *(reason.value for reason in NoWorkshop)]),
                name="occupation_reason_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"occupation of {self.person_id}"
