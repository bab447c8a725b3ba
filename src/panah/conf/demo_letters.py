"""The secretariat of the demo: who may sign what, and organisations with an address in the simulated exchange."""

from datetime import datetime
from typing import Final

from panah.casework.engine.authority import Actor
from panah.correspondence.operations import NewRight, give_right, keep_correspondent
from panah.foundation.clock import local_date
from panah.organisation.models import Account, RoleHolding
from panah.organisation.queries import scope_of

EVERYDAY: Final = ("answer", "covering", "plain", "follow-up", "memo")
SUPERIOR: Final = ("introduction", "stamped", "certified-answer")
RIGHTS: Final = (
    ("bureau-expert", EVERYDAY, "bureau-director"),
    ("bureau-director", (*EVERYDAY, *SUPERIOR), ""),
)
ADDRESSES: Final = (
    ("استانداری بوشهر", "gov-18"),
    ("ادارهٔ کل آموزش و پرورش استان بوشهر", "edu-18"),
    ("دانشگاه علوم پزشکی بوشهر", "bpums"),
    ("بانک ملی ایران، شعبهٔ مرکزی بوشهر", ""),
)


def open_secretariat_desk(now: datetime) -> None:
    """Give the first rights to sign as an administrator does, and write down a few addresses."""
    administrator, clerk = _actor("administrator", now), _actor("secretariat", now)
    for username, kinds, behalf in RIGHTS:
        held = RoleHolding.objects.filter(staff__account__username=username).earliest("pk")
        right = NewRight(
            holding=held.pk,
            kinds=kinds,
            behalf_role=behalf,
            first=local_date(now),
            until=None,
            ground="ابلاغ آزمایشی",
        )
        give_right(right=right, actor=administrator, now=now)
    for name, code in ADDRESSES:
        keep_correspondent(name=name, code=code, actor=clerk, now=now)


def _actor(username: str, now: datetime) -> Actor:
    account = Account.objects.get(username=username)
    return Actor(sender=f"account:{account.pk}", account_id=account.pk, scope=scope_of(account.pk, at=now))
