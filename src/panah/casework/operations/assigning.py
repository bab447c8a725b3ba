"""Taking an item from the common worklist, and giving it to somebody."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from panah.audit.operations import Act, record
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item
from panah.casework.queries.handing import handing
from panah.casework.rules import Selected
from panah.foundation.errors import NotAllowed, NotFound, PanahError, Stale
from panah.organisation.absent import away
from panah.organisation.rules import Holding


def claim(*, chosen: Selected, actor: Actor, now: datetime) -> None:
    """Take an item nobody holds, or a colleague who is away; of two who try one gets it, the other is told (Stale)."""
    assign(chosen=chosen, to=actor.account_id, actor=actor, now=now)


def assign(*, chosen: Selected, to: int | None, actor: Actor, now: datetime) -> None:
    """Give an item to an account that may do it, or back to all (None); its due date stays.

    Raises NotFound for an item outside the actor's scope, NotAllowed("not-their-role", "same-hands", "held-by-another",
    "colleague-away", "own-matter") when it may not be handed over so, Stale when it changed meanwhile.
    """
    with transaction.atomic():
        item = Item.objects.select_related("case", "office").filter(pk=chosen.item, state="open").first()
        if item is None:
            raise NotFound("item-unknown")
        found = handing([item], to=to, actor=actor, now=now)[item.pk]
        if found.refused not in {"", "unchanged"}:
            raise _refusal(found.refused, item, is_claim=to == actor.account_id)
        if to is not None and to != actor.account_id and away(now, accounts=[to]):
            raise NotAllowed("colleague-away", item=item.pk)
        Case.objects.filter(pk=item.case_id).update(ver=F("ver") + 1)
        if not _write(item, chosen.ver, to):
            raise Stale("item-changed", item=item.pk)
        _record(item, to, actor, found.power, now)


def _refusal(why: str, item: Item, *, is_claim: bool) -> PanahError:
    match why:
        case "not-yours":
            return NotFound("item-unknown")
        case "held" if is_claim:
            return Stale("item-changed", item=item.pk)
        case "held":
            return NotAllowed("held-by-another", item=item.pk)
        case "not-their-role" | "own-matter":
            return NotAllowed(why, item=item.pk)
    return NotAllowed("same-hands", item=item.pk)


def _record(item: Item, to: int | None, actor: Actor, power: Holding | None, now: datetime) -> None:
    borrowed = power is not None and power.for_account != actor.account_id
    act = Act(
        stream=item.case.stream,
        kind="assigned",
        actor_id=actor.account_id,
        on_behalf_of=power.for_account if power and borrowed else None,
        role=power.role if power else "",
        office=item.office.path,
        case_number=item.case.number,
        step=item.step,
        about=f"account {to}" if to else "",
    )
    record(acts=[act], at=now)


def _write(item: Item, ver: int, to: int | None) -> int:
    return Item.objects.filter(pk=item.pk, ver=ver, state="open").update(assignee=to, ver=F("ver") + 1)
