"""What is owed, and what was waived."""

from django.db import models
from django.db.models import F, Q

from panah.casework.models import Case, Subject
from panah.evidence.models import Upload
from panah.organisation.models import Account
from panah.payments.models.lists import ListedExemption
from panah.payments.rules import ChargeState, ExemptionState

STANDING = [
    ChargeState.DUE.value,
    ChargeState.PAID.value,
    ChargeState.EXEMPT.value,
    ChargeState.AGREED.value,
]


class Charge(models.Model):
    """One amount asked at one `pay` step (مبلغ قابل پرداخت), copied from the directive's tariff of that day.

    `rial` never changes afterwards. `subject` is None where one row covers the whole case. `tariff` is the source the
    directive gives for the amount, `payee_kind` whose money it is. `batch` is the transition that raised or dropped it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="charges")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=120)
    fee = models.CharField(max_length=60)
    what = models.CharField(max_length=300)
    rial = models.BigIntegerField()
    payee = models.CharField(max_length=200, default="", db_default="")
    payee_kind = models.CharField(max_length=12, default="treasury", db_default="treasury")
    account = models.CharField(max_length=60, default="", db_default="")
    tariff = models.CharField(max_length=300, default="", db_default="")
    state = models.CharField(max_length=10, default=ChargeState.DUE.value)
    raised_at = models.DateTimeField()
    batch = models.BigIntegerField()

    class Meta:
        """Something is asked, in a known state; the same fee of a step is never asked twice of the same."""

        constraints = (
            models.CheckConstraint(condition=Q(rial__gt=0), name="payments_charge_asks_something"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ChargeState]), name="payments_charge_state"
            ),
            models.UniqueConstraint(
                fields=["case", "step", "fee"],
                condition=Q(subject=None, state__in=STANDING),
                name="payments_charge_once",
            ),
            models.UniqueConstraint(
                fields=["subject", "step", "fee"],
                condition=Q(subject__isnull=False, state__in=STANDING),
                name="payments_charge_once_each",
            ),
        )
        indexes = (
            models.Index(fields=["case", "state"], name="payments_charge_case"),
            models.Index(fields=["batch"], name="payments_charge_batch"),
        )

    def __str__(self) -> str:
        return f"{self.fee} of case {self.case_id}"

    @property
    def into(self) -> str:
        """Where the money goes: the account or, where the directive names none, the payee."""
        return self.account or self.payee


class FeeExemption(models.Model):
    """A wish not to pay a charge, on a ground of the directive, and what was decided (S18).

    `text` is what the person said, `proof` a paper they added. `asked_by` is None when an officer wrote down a wish
    spoken before them, and where `listed` names the row of a list by which it was granted before anybody had to ask.
    """

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="exemptions")
    ground = models.CharField(max_length=60)
    text = models.CharField(max_length=500, default="", db_default="")
    proof = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default=ExemptionState.ASKED.value)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, default="", db_default="")
    listed = models.ForeignKey(ListedExemption, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """One open wish per charge; decided by another than who asked; a refusal says why (S1)."""

        constraints = (
            models.UniqueConstraint(
                fields=["charge"], condition=Q(state=ExemptionState.ASKED), name="payments_exemption_open"
            ),
            models.UniqueConstraint(
                fields=["charge"],
                condition=Q(state=ExemptionState.GRANTED),
                name="payments_exemption_granted",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(asked_by=None) | ~Q(asked_by=F("decided_by")),
                name="payments_exemption_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state=ExemptionState.ASKED, decided_at=None)
                | Q(state__in=["granted", "refused"], decided_at__isnull=False),
                name="payments_exemption_state",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExemptionState.REFUSED) | ~Q(reason=""),
                name="payments_exemption_refusal_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ground} for charge {self.charge_id}"
