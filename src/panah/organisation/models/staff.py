"""Staff and the dated roles they hold."""

from django.db import models
from django.db.models import F, Q

from panah.organisation.models.accounts import Account
from panah.organisation.models.offices import Office
from panah.organisation.roles import CONTRACTOR_ROLES, OfficeKind


class Staff(models.Model):
    """A member of staff: shown to people by a label of the role, never by name.

    ``sex`` is kept only so that a woman may be heard by a woman (S12); blank when not told.
    """

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="staff")
    label = models.CharField(max_length=120)
    personnel_number = models.CharField(max_length=30, unique=True)
    sex = models.CharField(max_length=6, blank=True)

    class Meta:
        """Sex is one of two words or not told."""

        constraints = (
            models.CheckConstraint(condition=Q(sex__in=["", "female", "male"]), name="staff_sex_is_known"),
        )

    def __str__(self) -> str:
        return self.label


class RoleHolding(models.Model):
    """An appointment: a role at an office from ``valid_from`` up to, not including, ``valid_until``.

    ``office_kind`` repeats the office's unchanging kind so that the database itself keeps contractors out of
    the bureau's roles and the bureau out of theirs (S19).
    """

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=40)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="holdings")
    office_kind = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    granted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        """It lasts; a contractor's office holds a contractor's roles only (S19); see the migration too."""

        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="holding_lasts"
            ),
            models.CheckConstraint(
                condition=~Q(office_kind=OfficeKind.SERVICE_OFFICE.value)
                | Q(role__in=sorted(CONTRACTOR_ROLES)),
                name="contractor_holds_no_deciding_role",
            ),
            models.CheckConstraint(
                condition=~Q(role="service-clerk") | Q(office_kind=OfficeKind.SERVICE_OFFICE.value),
                name="service_clerk_sits_in_a_service_office",
            ),
        )

    def __str__(self) -> str:
        return self.role


class Delegation(models.Model):
    """Somebody stands in for a holder for given days; it names the appointment, so nobody passes it on.

    ``ground`` says why it was lent; a delegation that was taken back counts up to ``taken_back_at`` (UTC).
    """

    holding = models.ForeignKey(RoleHolding, on_delete=models.PROTECT, related_name="delegations")
    stand_in = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="standing_in")
    valid_from = models.DateField()
    valid_until = models.DateField()
    ground = models.CharField(max_length=200, default="", db_default="")
    granted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        """A delegation always has an end; see the migration too."""

        constraints = (
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="delegation_lasts"),
        )

    def __str__(self) -> str:
        return f"{self.stand_in} for {self.holding}"


class Absence(models.Model):
    """Days on which a member of staff is not there; what lies with them is shown to others while it lasts.

    ``ended_at`` (UTC) says that they came back, or that it was entered in error; then it counts no longer.
    """

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="absences")
    valid_from = models.DateField()
    valid_until = models.DateField()
    ground = models.CharField(max_length=200)
    declared_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """It lasts and says why; see the migration too."""

        constraints = (
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="absence_lasts"),
            models.CheckConstraint(condition=~Q(ground=""), name="absence_says_why"),
        )
        indexes = (models.Index(fields=["valid_until"], condition=Q(ended_at=None), name="absence_standing"),)

    def __str__(self) -> str:
        return f"{self.staff} away from {self.valid_from}"
