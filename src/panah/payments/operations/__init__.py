"""Writing to payments: one file per thing somebody does."""

from panah.payments.operations.charging import close_charges, raise_charges
from panah.payments.operations.checking import confirm_payment, confirm_terminal_day, reject_payment
from panah.payments.operations.claiming import claim_bill, claim_payment
from panah.payments.operations.confirming import issue_exemption_confirmation
from panah.payments.operations.holding import drop_list, held_list, hold_list
from panah.payments.operations.instalments import Part, agree_instalments, remind_instalments
from panah.payments.operations.listing import ListFile, bring_list, decide_list, record_inquiry, undo_list
from panah.payments.operations.online import recheck_attempts, start_online, verify_online
from panah.payments.operations.refunding import refund, refund_bill
from panah.payments.operations.reporting import Overcharge, answer_report, report_overcharge
from panah.payments.operations.till import close_terminal, register_book, register_terminal, void_receipt
from panah.payments.operations.waiving import ask_exemption, decide_exemption, exempt, honour_exempt_words

__all__ = [
    "ListFile",
    "Overcharge",
    "Part",
    "agree_instalments",
    "answer_report",
    "ask_exemption",
    "bring_list",
    "claim_bill",
    "claim_payment",
    "close_charges",
    "close_terminal",
    "confirm_payment",
    "confirm_terminal_day",
    "decide_exemption",
    "decide_list",
    "drop_list",
    "exempt",
    "held_list",
    "hold_list",
    "honour_exempt_words",
    "issue_exemption_confirmation",
    "raise_charges",
    "recheck_attempts",
    "record_inquiry",
    "refund",
    "refund_bill",
    "register_book",
    "register_terminal",
    "reject_payment",
    "remind_instalments",
    "report_overcharge",
    "start_online",
    "undo_list",
    "verify_online",
    "void_receipt",
]
