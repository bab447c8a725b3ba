"""No SMS provider: whoever should know is called."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from panah.notifications.gateways.base import SmsOrder, SmsTrouble


class NoSms:
    """An installation that sends no text messages."""

    def send(self, order: SmsOrder, *, now: datetime) -> str:
        """Refuse for good: raises SmsTrouble("sms-not-offered")."""
        del order, now
        raise SmsTrouble("sms-not-offered", is_final=True)

    def receipts(self, provider_ids: Sequence[str], *, now: datetime) -> Mapping[str, str]:
        """Know of no text."""
        del provider_ids, now
        return {}
