"""A case and the people it decides about, each for itself."""

from django.db import models

from panah.catalogue.models import Directive, ServiceVersion
from panah.organisation.models import Account, Office
from panah.registry.models import Household, Party

OPEN, CLOSED = "open", "closed"


class Case(models.Model):
    """One request on its way (درخواست، پرونده جاری), bound for life to the version and directive it began under.

    `ver` is the number of its events in the journal. `alone` says that it concerns one person alone and never shows
    behind the household's door (S29). `helper` is the clerk who applied for somebody, `caller` the item of another
    case that waits for this one.
    """

    number = models.CharField(max_length=40, unique=True)
    slug = models.CharField(max_length=80)
    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, related_name="+")
    applicant = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    helper = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    start = models.CharField(max_length=60)
    alone = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=OPEN)
    ver = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    linked_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="links")
    link = models.CharField(max_length=20, default="")
    caller = models.ForeignKey("casework.Item", on_delete=models.PROTECT, null=True, related_name="called")

    class Meta:
        """Open or closed; a link has its kind."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(state=OPEN, closed_at=None)
                | models.Q(state=CLOSED, closed_at__isnull=False),
                name="casework_case_state",
            ),
            models.CheckConstraint(
                condition=models.Q(linked_to=None, link="")
                | models.Q(linked_to__isnull=False) & ~models.Q(link=""),
                name="casework_case_link",
            ),
        )
        indexes = (
            models.Index(fields=["office", "state", "opened_at"], name="casework_case_office"),
            models.Index(fields=["household", "opened_at"], name="casework_case_household"),
            models.Index(fields=["applicant", "opened_at"], name="casework_case_applicant"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The case's stream in the journal."""
        return f"case:{self.pk}"


class Subject(models.Model):
    """A person or organisation the case decides about. An end belongs to the subject, never to the case (S5).

    `waiting_at` names the block at whose join the subject waits; empty while it is on its way.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="subjects")
    role = models.CharField(max_length=60)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=OPEN)
    end = models.CharField(max_length=60, default="", db_column="end_name")
    ended_at = models.DateTimeField(null=True)
    waiting_at = models.CharField(max_length=60, default="", db_default="")

    class Meta:
        """A party once per role of a case; an end and its moment come together."""

        constraints = (
            models.UniqueConstraint(fields=["case", "role", "party"], name="casework_subject_once"),
            models.CheckConstraint(
                condition=models.Q(state=OPEN, end="", ended_at=None)
                | models.Q(state="ended", ended_at__isnull=False) & ~models.Q(end=""),
                name="casework_subject_end",
            ),
        )
        indexes = (models.Index(fields=["party", "state"], name="casework_subject_party"),)

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class CaseCounter(models.Model):
    """The last case number given by an office in a Jalali year."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """One counter per office and year."""

        constraints = (models.UniqueConstraint(fields=["office", "year"], name="casework_casecounter_once"),)

    def __str__(self) -> str:
        return f"{self.office_id}/{self.year}: {self.last}"
