"""What was paid for a paper, as it is printed on it."""

from collections.abc import Sequence

from panah.catalogue.queries import directive_of
from panah.catalogue.rules.directive import exemptions
from panah.documents.rules.slip import Receipt
from panah.foundation.clock import local_date
from panah.payments.models import FeeExemption, Payment
from panah.payments.rules import ExemptionState, PaymentState


def receipts_of(case_ids: Sequence[int]) -> list[Receipt]:
    """The confirmed payments of cases and their granted exemptions, oldest first; two queries."""
    paid = Payment.objects.filter(charge__case__in=case_ids, state=PaymentState.CONFIRMED.value).order_by(
        "pk"
    )
    waived = FeeExemption.objects.filter(charge__case__in=case_ids, state=ExemptionState.GRANTED.value)
    return [
        *(Receipt(rial=one.rial, reference=one.reference, paid_on=one.paid_on) for one in paid),
        *(
            Receipt(rial=0, exemption=_ground(one))
            for one in waived.select_related("charge__case").order_by("pk")
        ),
    ]


def _ground(exemption: FeeExemption) -> str:
    case = exemption.charge.case
    known = exemptions(directive_of(case.directive_id), service=case.slug, on=local_date(case.opened_at))
    return next((one.label for one in known if one.code == exemption.ground), exemption.ground)
