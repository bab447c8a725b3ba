"""Paying in parts: agreed by an officer, looked for on their days, and never a ground to hold anything back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.models import Item
from panah.casework.operations import act
from panah.casework.rules import Selected
from panah.catalogue.queries import definition_of
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput
from panah.foundation.persian import clean
from panah.notifications.operations import announce
from panah.payments.models import Charge, Instalment, InstalmentPlan
from panah.payments.operations.ground import locked, note, officer_id, refuse_own_matter, refuse_strangers
from panah.payments.operations.settling import go_on
from panah.payments.queries import balance_of
from panah.payments.rules import OWED, ChargeState, waiving_role
from panah.workflow.messages import News

MORE_TIME: Final = "more-time"
"""The word of a process by which a case goes back to paying; with parts agreed nothing waits there any more."""
TOLD_BEFORE: Final = timedelta(days=3)
"""How long before its day people are told of a part."""
MOST_PARTS: Final = 24


@dataclass(frozen=True, slots=True)
class Part:
    """So many rial until a local day."""

    due_on: date
    rial: int


def agree_instalments(
    *, charge_id: int, parts: Sequence[Part], reason: str, actor: Actor, key: str, now: datetime
) -> InstalmentPlan:
    """Agree that what is outstanding of a charge is paid in dated parts; the case goes on as if it were paid (S18).

    The parts stay owed and people are reminded of them; a part that is not paid touches no status and no paper (S10).
    Agreed anew, the new parts take the place of the old. By the bureau, in nobody's own matter. Raises InvalidInput
    (`reason-needed`, `parts-wrong` with the outstanding rial), Conflict("charge-not-due"), NotFound("charge-unknown"),
    NotAllowed("not-yours-to-waive", "own-matter").
    """
    why = clean(reason)[:300]
    if not why:
        raise InvalidInput("reason-needed", field="reason")
    with transaction.atomic():
        charge = locked(charge_id)
        refuse_strangers(actor, charge.case, "charge-unknown")
        role = waiving_role(actor.scope, charge.case.office.path)
        refuse_own_matter(actor, charge.case)
        balance = balance_of(charge.pk)
        if balance.state not in OWED:
            raise Conflict("charge-not-due", state=balance.state)
        _refuse_wrong(parts, balance.outstanding, local_date(now))
        plan = _write(charge, parts, why, officer_id(actor), now)
        about = f"plan {plan.pk}: {len(parts)} parts"
        note(charge, kind="instalments-agreed", now=now, actor_id=actor.account_id, role=role, about=about)
        go_on(charge.case, now=now)
        _say_more_time(charge, actor, key, now)
    return plan


def remind_instalments(*, now: datetime, most: int = 200) -> int:
    """Tell people of the parts whose day is near and not paid yet, once each; returns how many. A worker's duty."""
    soon = local_date(now) + TOLD_BEFORE
    near = Instalment.objects.filter(
        plan__stands=True, plan__charge__state=ChargeState.AGREED, reminded_at=None, due_on__lte=soon
    )
    told = 0
    for part in near.select_related("plan__charge").order_by("due_on", "pk")[:most]:
        charge = part.plan.charge
        if _is_paid(part, charge):
            Instalment.objects.filter(pk=part.pk).update(reminded_at=now)
            continue
        with transaction.atomic():
            if Instalment.objects.filter(pk=part.pk, reminded_at=None).update(reminded_at=now):
                key = f"told:{News.TO_PAY}:part:{part.pk}"
                announce(case_id=charge.case_id, news=News.TO_PAY, key=key, now=now)
                told += 1
    return told


def _is_paid(part: Instalment, charge: Charge) -> bool:
    """Whether what was paid since the agreement covers this part and those before it."""
    earlier = part.plan.parts.filter(due_on__lte=part.due_on).values_list("rial", flat=True)
    asked = sum(part.plan.parts.values_list("rial", flat=True))
    return asked - balance_of(charge.pk).outstanding >= sum(earlier)


def _refuse_wrong(parts: Sequence[Part], outstanding: int, today: date) -> None:
    days = [part.due_on for part in parts]
    is_sound = (
        0 < len(parts) <= MOST_PARTS
        and all(part.rial > 0 for part in parts)
        and days == sorted(set(days))
        and days[0] >= today
        and sum(part.rial for part in parts) == outstanding
    )
    if not is_sound:
        raise InvalidInput("parts-wrong", field="parts", rial=outstanding)


def _write(charge: Charge, parts: Sequence[Part], why: str, agreed_by: int, now: datetime) -> InstalmentPlan:
    InstalmentPlan.objects.filter(charge=charge, stands=True).update(stands=False)
    plan = InstalmentPlan.objects.create(charge=charge, agreed_by_id=agreed_by, agreed_at=now, reason=why)
    Instalment.objects.bulk_create(
        Instalment(plan=plan, due_on=part.due_on, rial=part.rial) for part in parts
    )
    Charge.objects.filter(pk=charge.pk).update(state=ChargeState.AGREED)
    charge.state = ChargeState.AGREED.value
    return plan


def _say_more_time(charge: Charge, actor: Actor, key: str, now: datetime) -> None:
    """Where the case waits for an officer because nobody paid, say the word by which it goes back and passes."""
    case, definition = charge.case, definition_of(charge.case.version_id)
    items = Item.objects.filter(case=case, state="open", kind="by").order_by("pk")
    if charge.subject_id is not None:
        items = items.filter(subject__in=[charge.subject_id]) | items.filter(subject=None)
    for item in items:
        owing = Charge.objects.filter(case=case, state=ChargeState.DUE)
        theirs = owing if item.subject_id is None else owing.filter(subject=item.subject_id)
        if definition.step(item.step).way(MORE_TIME) is not None and not theirs.exists():
            act(
                chosen=[Selected(item.pk, item.ver)],
                step=item.step,
                word=MORE_TIME,
                actor=actor,
                key=f"{key}:parts:{item.pk}",
                now=now,
            )
