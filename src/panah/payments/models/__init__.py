"""The tables of payments."""

from panah.payments.models.charges import Charge, FeeExemption
from panah.payments.models.payments import DepositSlip, OnlineAttempt, Payment, Refund

__all__ = ["Charge", "DepositSlip", "FeeExemption", "OnlineAttempt", "Payment", "Refund"]
