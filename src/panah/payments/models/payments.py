"""What was paid, tried and given back."""

from django.db import models
from django.db.models import F, Q

from panah.casework.models import Case
from panah.evidence.models import Upload
from panah.organisation.models import Account
from panah.payments.models.charges import Charge
from panah.payments.models.till import CashReceipt, Terminal
from panah.payments.rules import AttemptState, Channel, PaymentState


class DepositSlip(models.Model):
    """The number of a bank slip (فیش) or card receipt, used by one case; it may cover several charges of it.

    `into` is the account, or the payee where no account is known. A slip whose claims were all rejected is no longer
    live, so that its true owner can still use it.
    """

    channel = models.CharField(max_length=12)
    into = models.CharField(max_length=200)
    reference = models.CharField(max_length=40)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    is_live = models.BooleanField(default=True)

    class Meta:
        """A slip is used once per account."""

        constraints = (
            models.UniqueConstraint(
                fields=["into", "channel", "reference"],
                condition=Q(is_live=True),
                name="payments_slip_used_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} {self.reference}"


class Payment(models.Model):
    """Money somebody says they paid (واریز), and whether the bureau found it on the account.

    `paid_on` is a local day; `proof` is a photo of the slip, where one came with it; `sender` and `key` make the same
    claim count once; an online payment is confirmed by the bank, any other by an officer who did not enter it; a card
    reader's receipt counts by itself only where the directive trusts it. `payer` says who paid, where somebody said so.
    """

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="payments")
    channel = models.CharField(max_length=12)
    rial = models.BigIntegerField()
    reference = models.CharField(max_length=80)
    proof = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, related_name="+")
    slip = models.ForeignKey(DepositSlip, on_delete=models.PROTECT, null=True, related_name="payments")
    paid_on = models.DateField()
    state = models.CharField(max_length=10, default=PaymentState.CLAIMED.value)
    claimed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    claimed_at = models.DateTimeField()
    checked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, default="", db_default="")
    sender = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    request_sha = models.CharField(max_length=64)
    terminal = models.ForeignKey(Terminal, on_delete=models.PROTECT, null=True, related_name="payments")
    receipt = models.ForeignKey(CashReceipt, on_delete=models.PROTECT, null=True, related_name="payments")
    payer = models.CharField(max_length=160, default="", db_default="")

    class Meta:
        """Known words; four eyes; a rejection says why (S1); cash has its receipt, a card reader its number."""

        constraints = (
            models.UniqueConstraint(fields=["sender", "key"], name="payments_payment_key"),
            models.CheckConstraint(condition=Q(rial__gt=0), name="payments_payment_is_money"),
            models.CheckConstraint(
                condition=Q(channel__in=[channel.value for channel in Channel])
                & Q(state__in=[state.value for state in PaymentState]),
                name="payments_payment_words",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(claimed_by=None) | ~Q(checked_by=F("claimed_by")),
                name="payments_payment_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state=PaymentState.CLAIMED, checked_at=None)
                | ~Q(state=PaymentState.CLAIMED)
                & Q(checked_at__isnull=False)
                & (Q(channel__in=[Channel.ONLINE.value, Channel.POS.value]) | Q(checked_by__isnull=False)),
                name="payments_payment_is_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaymentState.REJECTED) | ~Q(reason=""),
                name="payments_payment_rejection_says_why",
            ),
            models.CheckConstraint(
                condition=(~Q(channel=Channel.CASH) | Q(receipt__isnull=False))
                & (~Q(channel=Channel.POS) | Q(terminal__isnull=False)),
                name="payments_payment_has_its_source",
            ),
        )
        indexes = (
            models.Index(
                fields=["claimed_at", "id"],
                condition=Q(state=PaymentState.CLAIMED),
                name="payments_payment_to_check",
            ),
            models.Index(fields=["claimed_at"], name="payments_payment_day"),
        )

    def __str__(self) -> str:
        return f"{self.rial} rial for charge {self.charge_id}"


class OnlineAttempt(models.Model):
    """One journey of a payer to the bank. What the returning browser says counts for nothing: the bank is asked.

    `token` is our order number at the bank; `gateway_ref` the bank's; `next_at` is when the bank is asked again,
    None when it need not be.
    """

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="attempts")
    token = models.CharField(max_length=64, unique=True)
    rial = models.BigIntegerField()
    state = models.CharField(max_length=10, default=AttemptState.STARTED.value)
    gateway_ref = models.CharField(max_length=120, default="", db_default="")
    started_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    asked = models.PositiveSmallIntegerField(default=0)
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, null=True, related_name="attempt")

    class Meta:
        """Known states; what was verified has its payment; the due ones are found by their moment."""

        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in AttemptState]), name="payments_attempt_state"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[AttemptState.VERIFIED.value, AttemptState.DIFFERS.value])
                | Q(payment__isnull=False),
                name="payments_attempt_has_its_payment",
            ),
        )
        indexes = (
            models.Index(
                fields=["next_at"], condition=Q(next_at__isnull=False), name="payments_attempt_to_ask"
            ),
        )

    def __str__(self) -> str:
        return f"attempt {self.pk}: {self.state}"


class Refund(models.Model):
    """Money given back, with its reason and who decided it."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="refunds")
    rial = models.BigIntegerField()
    reason = models.CharField(max_length=500)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sender = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    request_sha = models.CharField(max_length=64)

    class Meta:
        """Some money, for a reason, once."""

        constraints = (
            models.UniqueConstraint(fields=["sender", "key"], name="payments_refund_key"),
            models.CheckConstraint(condition=Q(rial__gt=0) & ~Q(reason=""), name="payments_refund_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.rial} rial back on charge {self.charge_id}"
