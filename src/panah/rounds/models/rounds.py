"""A round in one province, and to whom it was communicated."""

from django.db import models
from django.db.models import Q

from panah.catalogue.models import Directive, ServiceVersion
from panah.organisation.models import Account, Office, Province
from panah.rounds.rules.course import Course


class RegistrationRound(models.Model):
    """One round (مرحله/طرح آمایش) as one province holds it, under the directive and version it was announced with.

    `slug` names the order in the directive. `ver` is the number of its events in the journal. Days are in the order
    (Jalali), moments here are UTC.
    """

    slug = models.SlugField(max_length=60)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    directorate = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="+")
    course = models.CharField(max_length=10, default=Course.ANNOUNCED.value)
    announced_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """A province holds a round once; what was opened has its moment."""

        constraints = (
            models.UniqueConstraint(fields=["slug", "province"], name="rounds_round_once"),
            models.CheckConstraint(
                condition=Q(course=Course.ANNOUNCED, opened_at=None, closed_at=None)
                | Q(course=Course.OPEN, opened_at__isnull=False, closed_at=None)
                | Q(course=Course.CLOSED, opened_at__isnull=False, closed_at__isnull=False),
                name="rounds_round_course",
            ),
        )

    def __str__(self) -> str:
        return f"{self.slug} of {self.province_id}"

    @property
    def stream(self) -> str:
        """The round's stream in the journal."""
        return f"round:{self.pk}"


class Communication(models.Model):
    """That a round was communicated to an office (ابلاغ), and its answer: read, and briefed on a day (جلسهٔ توجیهی).

    `briefed_on` is a local day, `minutes` what was said there.
    """

    round = models.ForeignKey(RegistrationRound, on_delete=models.PROTECT, related_name="communications")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    briefed_on = models.DateField(null=True)
    minutes = models.TextField(default="", db_default="")

    class Meta:
        """An office is told once; an answer has its hand and moment."""

        constraints = (
            models.UniqueConstraint(fields=["round", "office"], name="rounds_communication_once"),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="rounds_communication_answered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id} to {self.office_id}"
