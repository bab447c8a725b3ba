"""The money of charges, summed in the database (rial)."""

from typing import TYPE_CHECKING, TypedDict

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from panah.payments.models import Charge, Payment, Refund
from panah.payments.rules import Balance, ChargeState, PaymentState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Money(TypedDict):
    """What `with_money` adds to a charge, in rial."""

    confirmed: int
    claimed: int
    refunded: int


def with_money(charges: QuerySet[Charge]) -> "QuerySet[WithAnnotations[Charge, Money]]":
    """Add to each charge what was confirmed, is still claimed, and was given back (rial)."""
    return charges.annotate(
        confirmed=_paid(PaymentState.CONFIRMED),
        claimed=_paid(PaymentState.CLAIMED),
        refunded=_summed(Refund.objects.filter(charge=OuterRef("pk"))),
    )


def _paid(state: PaymentState) -> Coalesce:
    return _summed(Payment.objects.filter(charge=OuterRef("pk"), state=state))


def _summed(rows: QuerySet[Payment] | QuerySet[Refund]) -> Coalesce:
    sums = rows.order_by().values("charge").annotate(sum=Sum("rial")).values("sum")
    return Coalesce(Subquery(sums, output_field=BigIntegerField()), 0)


def balance(charge: "WithAnnotations[Charge, Money]") -> Balance:
    """Give the money of a charge that was read with it."""
    return Balance(ChargeState(charge.state), charge.rial, charge.confirmed, charge.refunded)
