"""The tables of payments."""

from panah.payments.models.charges import Charge, FeeExemption
from panah.payments.models.instalments import Instalment, InstalmentPlan
from panah.payments.models.lists import ColumnMapping, ExemptionList, HeldList, ListedExemption
from panah.payments.models.payments import DepositSlip, OnlineAttempt, Payment, Refund
from panah.payments.models.reports import OverchargeReport
from panah.payments.models.till import CashReceipt, ReceiptBook, Terminal

__all__ = [
    "CashReceipt",
    "Charge",
    "ColumnMapping",
    "DepositSlip",
    "ExemptionList",
    "FeeExemption",
    "HeldList",
    "Instalment",
    "InstalmentPlan",
    "ListedExemption",
    "OnlineAttempt",
    "OverchargeReport",
    "Payment",
    "ReceiptBook",
    "Refund",
    "Terminal",
]
