"""Dated facts about one person: particulars, right to stay, numbers, papers, relations."""

from django.db import models
from django.db.models import F, Q

from panah.registry.models.base import Fact
from panah.registry.models.parties import Person
from panah.registry.words import IdentifierKind, PaperKind, Precision, RelationKind, StatusKind


class Particulars(Fact):
    """Sex, birth, nationality and death as one record; where they come from stands in ``source``."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="particulars")
    sex = models.CharField(max_length=6)
    birth_first = models.DateField()
    birth_last = models.DateField()
    birth_precision = models.CharField(max_length=5)
    birth_place = models.CharField(max_length=80, blank=True)
    nationality = models.CharField(max_length=3)
    died_on = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)

    class Meta(Fact.Meta):
        """A birth lies in one span; one record at a time (see the migration)."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(birth_last__gte=F("birth_first")), name="particulars_birth_span"
            ),
            models.CheckConstraint(
                condition=Q(birth_precision__in=[p.value for p in Precision]), name="particulars_precision"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.birth_first}"


class ResidenceStatus(Fact):
    """By what right a person stays, and the number of the round or letter it rests on."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statuses")
    kind = models.CharField(max_length=20)
    ground = models.CharField(max_length=120, blank=True)

    class Meta(Fact.Meta):
        """Known kinds; one at a time (see the migration)."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in StatusKind]), name="status_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.kind


class Relationship(Fact):
    """«``person`` is the … of ``other``»: parent, spouse, guardian, caregiver; not a membership.

    Marriages may run beside each other. A marriage is stored once, from either side.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations_to")
    kind = models.CharField(max_length=20)
    evidence = models.CharField(max_length=200, blank=True)

    class Meta(Fact.Meta):
        """Nobody is related to themselves; the same tie is not recorded twice (see the migration)."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(condition=~Q(person=F("other")), name="relationship_takes_two"),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in RelationKind]), name="relationship_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} of {self.other_id}"


class Identifier(Fact):
    """A number another authority gave: sealed, and found by its blind index; of any length."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=20)
    sealed = models.BinaryField()
    index = models.CharField(max_length=64)
    issuer = models.CharField(max_length=80, blank=True)

    class Meta(Fact.Meta):
        """Known kinds; looked up by blind index."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in IdentifierKind]), name="identifier_kind_is_known"
            ),
        )
        indexes = (models.Index(fields=["index"], name="identifier_blind_index"),)

    def __str__(self) -> str:
        return self.kind


class PaperHeld(Fact):
    """A paper in a person's hand, ``valid_from`` its issue until it was lost, taken back or replaced.

    ``expires_on`` is the last day it is good for, as printed; expiry is a date, never an act.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=40)
    expires_on = models.DateField(null=True)

    class Meta(Fact.Meta):
        """Known kinds; found by number."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in PaperKind]), name="paper_kind_is_known"
            ),
        )
        indexes = (models.Index(fields=["number"], name="paper_number"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
