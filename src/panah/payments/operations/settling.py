"""When nothing more is due at a `pay` step, the case goes on."""

from datetime import datetime

from django.db.models import Q

from panah.casework.models import Case, Item
from panah.casework.operations import act_as_system
from panah.casework.rules import Selected
from panah.notifications.operations import announce
from panah.payments.models import Charge
from panah.payments.queries import balance_of
from panah.payments.rules import OWED, ChargeState
from panah.workflow.messages import News


def settle(charge: Charge, *, now: datetime) -> None:
    """Mark what is owed paid once it is covered, and let the case go on; the case is locked. Its people are told.

    A charge that is no longer due keeps its state: money that came late stands beside it, to be seen.
    """
    balance = balance_of(charge.pk)
    if balance.state in OWED and balance.is_covered:
        Charge.objects.filter(pk=charge.pk).update(state=ChargeState.PAID)
        announce(case_id=charge.case_id, news=News.PAID, key=f"told:{News.PAID}:{charge.pk}", now=now)
    go_on(charge.case, now=now)


def go_on(case: Case, *, now: datetime) -> None:
    """Let every open `pay` item of a locked case go on from which nothing is due any more."""
    for item in Item.objects.filter(case=case, state="open", kind="pay").order_by("pk"):
        theirs = Q() if item.subject_id is None else Q(subject=None) | Q(subject=item.subject_id)
        if not Charge.objects.filter(theirs, case=case, step=item.step, state=ChargeState.DUE).exists():
            act_as_system(
                chosen=[Selected(item.pk, item.ver)],
                step=item.step,
                word="then",
                key=f"settled:{item.pk}:{item.ver}",
                now=now,
            )
