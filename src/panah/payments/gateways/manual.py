"""No payment port: people pay by slip or card at the counter, and the bureau looks at the account."""

from datetime import datetime

from panah.payments.gateways.base import BankUnavailable, OnlineOrder, OrderTaken, Verdict, VerdictState


class NoBank:
    """An installation without online payment."""

    def start(self, order: OnlineOrder, *, now: datetime) -> OrderTaken:
        """Refuse: raises BankUnavailable("online-not-offered")."""
        del order, now
        raise BankUnavailable("online-not-offered")

    def verify(self, *, token: str, reference: str, now: datetime) -> Verdict:
        """Know nothing of any order."""
        del token, reference, now
        return Verdict(VerdictState.UNKNOWN, was_heard=False)
