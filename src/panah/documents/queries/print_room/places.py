"""Whose print rooms and blanks an officer answers for, and what may be printed."""

from typing import Final

from django.db.models import Q

from panah.documents.kinds import CARDS
from panah.documents.models import (
    Blank,
    PrintItem,
)
from panah.organisation.models import Office
from panah.organisation.queries import within
from panah.organisation.roles import ROLES
from panah.organisation.rules import Scope
from panah.registry.words import PAPER_TITLES

PRINTERS: Final = frozenset({"card-office"})
RECEIVERS: Final = frozenset({"service-clerk", "bureau-clerk", "card-office"})


def print_offices(scope: Scope) -> list[Office]:
    """The offices whose cards and blanks an officer answers for: of their appointment, and those below with either."""
    mine = {held.office_id for held in scope.holdings if held.role in PRINTERS}
    busy = Q(pk__in=Blank.objects.values("office")) | Q(pk__in=PrintItem.objects.values("site"))
    below = within(scope.paths(PRINTERS)) & busy
    return list(Office.objects.filter(Q(pk__in=mine) | below).order_by("path"))


def offices_that_print() -> list[tuple[int, str]]:
    """The offices blanks may be sent to: those where the print room may sit, by their names."""
    may = [kind.value for kind in ROLES["card-office"].held_at]
    return list(
        Office.objects.filter(kind__in=may, closed_on=None).order_by("path").values_list("pk", "name")
    )


def card_kinds() -> list[tuple[str, str]]:
    """The kinds of cards, with what they are called."""
    return [(kind.value, PAPER_TITLES[kind]) for kind in sorted(CARDS)]
