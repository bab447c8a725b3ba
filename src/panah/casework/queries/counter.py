"""What a counter may see: the cases of its own offices, and what is handed over there (S19)."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.casework.models import Case, Item
from panah.casework.queries.reach import narrowed, queue_of
from panah.organisation.queries import within
from panah.organisation.rules import Scope
from panah.registry.models import Household

__all__ = ["COUNTER", "Scope", "WaitingItem", "cases_of_counter", "household_at_counter", "items_at_counter"]

COUNTER: Final = frozenset({"service-clerk", "bureau-clerk"})
"""Who sits at a counter: enters, takes money, prints, hands over, and decides nothing."""


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """An open item as the counter's page shows it; `subject_id` is None where it is about all of the case."""

    item: int
    ver: int
    step: str
    subject_id: int | None


def cases_of_counter(scope: Scope | None) -> QuerySet[Case]:
    """Give the cases of the counter's offices; one that somebody asked alone only to the clerk who wrote it down.

    So it is with a paper that waits to be handed over: its bearer stands before the counter (S29).
    """
    if scope is None:
        return Case.objects.none()
    own = narrowed(scope, COUNTER)
    waits = Item.objects.filter(queue_of(own), case=OuterRef("pk"), state="open")
    shown = Q(alone=False) | Q(helper=scope.account_id) | Exists(waits)
    return Case.objects.filter(shown, within(own.paths(COUNTER), "office__path"))


def household_at_counter(household_id: int, scope: Scope | None) -> bool:
    """Say whether a household's dossier lies with an office of this counter."""
    if scope is None:
        return False
    return Household.objects.filter(
        within(scope.paths(COUNTER), "office__path"), pk=household_id, dissolved_on=None
    ).exists()


def items_at_counter(case_id: int, scope: Scope) -> tuple[WaitingItem, ...]:
    """Give the open items of a case that wait for this counter."""
    mine = queue_of(narrowed(scope, COUNTER))
    rows = Item.objects.filter(mine, case=case_id, state="open").order_by("pk")
    return tuple(WaitingItem(*row) for row in rows.values_list("pk", "ver", "step", "subject_id"))
