"""Lists by which welfare and municipalities say who need not pay."""

from django.db import models
from django.db.models import F, Q

from panah.organisation.models import Account, Office
from panah.payments.rules.lists import ListKind, ListState
from panah.registry.models import Household


class ExemptionList(models.Model):
    """One list of an agency (فهرست معافیت) under its letter, or a single answer of it typed in: a list of one.

    Nothing of it counts before a second person confirmed it; `left_out` are the rows that could not be read, as
    [row, code] pairs. An undone list stays with its reason and waives nothing from then on.
    """

    kind = models.CharField(max_length=14)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    letter = models.CharField(max_length=60)
    file_name = models.CharField(max_length=120, default="", db_default="")
    file_sha = models.CharField(max_length=64, default="", db_default="")
    left_out = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=ListState.BROUGHT.value)
    brought_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, default="", db_default="")

    class Meta:
        """Known words; who brings it does not confirm it (S8); what was refused or undone says why."""

        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in ListKind])
                & Q(state__in=[one.value for one in ListState]),
                name="payments_list_words",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("brought_by")),
                name="payments_list_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state=ListState.BROUGHT, decided_at=None)
                | ~Q(state=ListState.BROUGHT) & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="payments_list_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ListState.REFUSED.value, ListState.UNDONE.value]) | ~Q(reason=""),
                name="payments_list_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.letter}"


class ListedExemption(models.Model):
    """One row: a household that need not pay on a ground, from one local day until another (both included).

    `row` is its place in the file, as the file counts.
    """

    list = models.ForeignKey(ExemptionList, on_delete=models.PROTECT, related_name="rows")
    row = models.PositiveIntegerField()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        """Each row once; it lasts at least a day."""

        constraints = (
            models.UniqueConstraint(fields=["list", "row"], name="payments_listed_once"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="payments_listed_lasts",
            ),
        )
        indexes = (models.Index(fields=["household", "ground"], name="payments_listed_household"),)

    def __str__(self) -> str:
        return f"{self.ground} for household {self.household_id}"


class ColumnMapping(models.Model):
    """Which column of an agency's file means what, remembered by the file's header."""

    kind = models.CharField(max_length=14)
    header_sha = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)

    class Meta:
        """One meaning per header."""

        constraints = (models.UniqueConstraint(fields=["kind", "header_sha"], name="payments_mapping_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.header_sha[:8]}"


class HeldList(models.Model):
    """A file between its dry run and its sending: sealed, for one officer, and gone after a day."""

    token = models.CharField(max_length=43, unique=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, default="", db_default="")
    sealed = models.BinaryField()
    held_at = models.DateTimeField()

    class Meta:
        """Found by age, to be thrown away."""

        indexes = (models.Index(fields=["held_at"], name="payments_held_age"),)

    def __str__(self) -> str:
        return self.name
