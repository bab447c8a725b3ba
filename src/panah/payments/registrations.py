"""What packages above payments tell it: which cases belong to a round of registration."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

type CasesOfRound = Callable[[str], QuerySet[Any, int]]

_rounds: list[CasesOfRound] = []


def register_rounds(cases_of: CasesOfRound) -> None:
    """Give what finds the cases of a round: by its slug, a queryset of one column, the keys of the cases."""
    _rounds[:] = [cases_of]


def cases_of_round(slug: str) -> QuerySet[Any, int] | None:
    """The keys of the cases of a round; None while nobody knows of rounds, and then no case is of any."""
    return _rounds[0](slug) if _rounds else None
