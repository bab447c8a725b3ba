"""Taking an item from the common worklist, and giving it to somebody."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from panah.audit.operations import Act, record
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item
from panah.casework.rules import Selected
from panah.foundation.errors import NotAllowed, NotFound, Stale
from panah.organisation.queries import scope_of


def claim(*, chosen: Selected, actor: Actor, now: datetime) -> None:
    """Take an unassigned item for oneself; of two who try, one gets it and the other is told (Stale)."""
    assign(chosen=chosen, to=actor.account_id, actor=actor, now=now)


def assign(*, chosen: Selected, to: int | None, actor: Actor, now: datetime) -> None:
    """Give an item to an account that holds one of its roles there, or back to all (None); its due date stays.

    Raises NotFound for an item outside the actor's scope, NotAllowed when the other may not do it, Stale when it
    changed meanwhile.
    """
    with transaction.atomic():
        item = Item.objects.select_related("case", "office").filter(pk=chosen.item, state="open").first()
        if item is None or not _reaches(actor, item):
            raise NotFound("item-unknown")
        if to is not None and not _may_do(to, item, now):
            raise NotAllowed("not-their-role", item=item.pk)
        Case.objects.filter(pk=item.case_id).update(ver=F("ver") + 1)
        taken_by_another = item.assignee_id not in {None, actor.account_id} and to == actor.account_id
        moved = 0 if taken_by_another else _write(item, chosen.ver, to)
        if not moved:
            raise Stale("item-changed", item=item.pk)
        record(
            acts=[
                Act(
                    stream=item.case.stream,
                    kind="assigned",
                    actor_id=actor.account_id,
                    office=item.office.path,
                    case_number=item.case.number,
                    step=item.step,
                    about=f"account {to}" if to else "",
                )
            ],
            at=now,
        )


def _write(item: Item, ver: int, to: int | None) -> int:
    return Item.objects.filter(pk=item.pk, ver=ver, state="open").update(assignee=to, ver=F("ver") + 1)


def _reaches(actor: Actor, item: Item) -> bool:
    scope = actor.scope
    return scope is not None and any(scope.allows(role, item.office.path) for role in item.queue.split("+"))


def _may_do(account_id: int, item: Item, now: datetime) -> bool:
    scope = scope_of(account_id, at=now)
    return any(scope.allows(role, item.office.path) for role in item.queue.split("+"))
