"""Who may sign which letters, and the tokens people sign with."""

from django.db import models
from django.db.models import F, Q

from panah.correspondence.rules.rights import LONGEST_KINDS, Right, read_kinds
from panah.organisation.models import Account, Office


class SigningRight(models.Model):
    """The right to sign kinds of letters of an office and those below it, from a day up to, not including, another.

    `role` is the one it is signed in; `behalf_role` whose signature it stands for («از طرف»), empty for one's own.
    A right that was taken back counts up to `taken_back_at` (UTC).
    """

    holder = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="signing_rights")
    role = models.CharField(max_length=40)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kinds = models.CharField(max_length=LONGEST_KINDS)
    behalf_role = models.CharField(max_length=40, blank=True, default="")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    ground = models.CharField(max_length=200)
    granted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """It lasts, says by what it was given, and nobody gives it to themselves."""

        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="signing_right_lasts"
            ),
            models.CheckConstraint(condition=~Q(ground=""), name="signing_right_says_why"),
            models.CheckConstraint(condition=~Q(holder=F("granted_by")), name="signing_right_from_another"),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="signing_right_taken_back_whole",
            ),
        )
        indexes = (
            models.Index(fields=["holder"], condition=Q(taken_back_at=None), name="signing_right_held"),
        )

    def __str__(self) -> str:
        return f"{self.holder_id} {self.kinds}"

    def as_rule(self) -> Right:
        """The right as the rules read it; its office is read with it."""
        return Right(
            id=self.pk,
            holder=self.holder_id,
            role=self.role,
            office_path=self.office.path,
            kinds=read_kinds(self.kinds),
            behalf_role=self.behalf_role,
            since=self.valid_from,
            until=self.valid_until,
        )


class TokenKey(models.Model):
    """The certificate by which somebody signs with a token, told by the SHA-256 of its DER in hexadecimal.

    Whose certificate it is was seen by whoever entered it; the newest of an account counts.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="token_keys")
    fingerprint = models.CharField(max_length=64, unique=True)
    token_label = models.CharField(max_length=60)
    key_label = models.CharField(max_length=60)
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        """Nobody enters their own."""

        constraints = (
            models.CheckConstraint(condition=~Q(account=F("entered_by")), name="token_key_seen_by_another"),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.token_label}"
