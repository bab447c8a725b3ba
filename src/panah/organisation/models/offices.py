"""Offices as one tree, and the contractors who run the service offices."""

from django.db import models
from django.db.models import F, Q

from panah.organisation.models.places import County, Province
from panah.organisation.roles import OfficeKind


class Office(models.Model):
    """An office at its place in the tree; ``path`` carries every ancestor's id, so a subtree is a prefix.

    The code is what people call it by («دفتر ۳۰۱»). Kind, code and place in the tree never change: an office
    that moves is closed and another opened.
    """

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=20)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    path = models.CharField(max_length=160, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, null=True, related_name="+")
    county = models.ForeignKey(County, on_delete=models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        """Only the ministry has no parent; a service office stands in a county."""

        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in OfficeKind]), name="office_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=OfficeKind.MINISTRY.value, parent=None)
                | (~Q(kind=OfficeKind.MINISTRY.value) & Q(parent__isnull=False)),
                name="only_the_ministry_is_a_root",
            ),
            models.CheckConstraint(
                condition=~Q(kind=OfficeKind.SERVICE_OFFICE.value) | Q(county__isnull=False),
                name="service_office_has_a_county",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gt=F("opened_on")),
                name="office_closes_after_opening",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Contractor(models.Model):
    """A private firm that runs service offices for the bureau (پیمانکار)."""

    name = models.CharField(max_length=160)
    registration_number = models.CharField(max_length=20, unique=True)

    def __str__(self) -> str:
        return self.name


class Contract(models.Model):
    """A contractor's charge of an office from ``valid_from`` until (not including) ``valid_until``."""

    contractor = models.ForeignKey(Contractor, on_delete=models.PROTECT, related_name="contracts")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="contracts")
    number = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        """A contract lasts at least a day; one office has one contractor at a time (see the migration)."""

        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="contract_lasts"
            ),
        )

    def __str__(self) -> str:
        return self.number
