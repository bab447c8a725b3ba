"""Households, who belongs to them and heads them, and where their dossier lies."""

from typing import Final

from django.db import models
from django.db.models import F, Q

from panah.organisation.models import Office
from panah.registry.models.base import Fact
from panah.registry.models.parties import Person
from panah.registry.words import HeadshipKind

HEAD_TO_COME: Final = 0
"""Stands in ``Household.head`` within a transaction only; the deferred key refuses it at commit."""


class Household(models.Model):
    """A household (خانوار): the unit of work.

    ``head`` is the head's own open membership in this very household: a composite key holds it on PostgreSQL,
    triggers on both databases. ``head``, ``office`` (of its dossier) and ``dissolved_on`` are readings
    of the facts, written by one projection alone.
    """

    household_code = models.CharField(max_length=20, unique=True)
    head = models.ForeignKey("Membership", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    formed_on = models.DateField()
    dissolved_on = models.DateField(null=True)

    class Meta:
        """Nothing is dissolved before it was formed."""

        constraints = (
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | Q(dissolved_on__gte=F("formed_on")), name="household_span"
            ),
        )

    def __str__(self) -> str:
        return self.household_code


class Membership(Fact):
    """A person's belonging to a household; nobody belongs to two at a time (see the migration)."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")

    class Meta(Fact.Meta):
        """Read by household and by person."""

    def __str__(self) -> str:
        return f"{self.person_id} in {self.household_id}"


class Headship(Fact):
    """Who heads a household, or stands in for the head for a time with no finding against anybody (S30)."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="headships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="headships")
    kind = models.CharField(max_length=10)

    class Meta(Fact.Meta):
        """Of two kinds; one of each at a time (see the migration)."""

        constraints = (
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in HeadshipKind]), name="headship_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.household_id}"


class Dossier(models.Model):
    """A household's permanent file (پرونده شناسایی), which moves between provinces; cases do not."""

    household = models.OneToOneField(Household, on_delete=models.PROTECT, related_name="dossier")
    number = models.CharField(max_length=40, unique=True)
    opened_on = models.DateField()

    def __str__(self) -> str:
        return self.number


class DossierCustody(Fact):
    """Which office keeps a dossier; one at a time (see the migration)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="custodies")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")

    class Meta(Fact.Meta):
        """Read by dossier."""

    def __str__(self) -> str:
        return f"{self.dossier_id} at {self.office_id}"
