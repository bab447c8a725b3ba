"""Writing to payments: one file per thing somebody does."""

from panah.payments.operations.charging import close_charges, raise_charges
from panah.payments.operations.checking import confirm_payment, reject_payment
from panah.payments.operations.claiming import claim_payment
from panah.payments.operations.online import recheck_attempts, start_online, verify_online
from panah.payments.operations.refunding import refund
from panah.payments.operations.waiving import ask_exemption, decide_exemption, exempt, honour_exempt_words

__all__ = [
    "ask_exemption",
    "claim_payment",
    "close_charges",
    "confirm_payment",
    "decide_exemption",
    "exempt",
    "honour_exempt_words",
    "raise_charges",
    "recheck_attempts",
    "refund",
    "reject_payment",
    "start_online",
    "verify_online",
]
