"""Reading payments."""

from panah.payments.queries.bill import (
    PAGE,
    Bill,
    BillLine,
    NextPart,
    PayeeShare,
    PaymentLine,
    balance_of,
    bill_of,
    charges_of,
    payments_of,
)
from panah.payments.queries.money import (
    with_money,
)
from panah.payments.queries.till import Takings, takings
from panah.payments.queries.waiting import (
    ExemptionAsked,
    MoneyToReturn,
    PaymentToCheck,
    UnclearAttempt,
    exemptions_asked,
    money_to_return,
    payments_to_check,
    photo_to_check,
    unclear_attempts,
)

__all__ = [
    "PAGE",
    "Bill",
    "BillLine",
    "ExemptionAsked",
    "MoneyToReturn",
    "NextPart",
    "PayeeShare",
    "PaymentLine",
    "PaymentToCheck",
    "Takings",
    "UnclearAttempt",
    "balance_of",
    "bill_of",
    "charges_of",
    "exemptions_asked",
    "money_to_return",
    "payments_of",
    "payments_to_check",
    "photo_to_check",
    "takings",
    "unclear_attempts",
    "with_money",
]
