"""Whose word counts for a child."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from panah.registry.models import Person, Relationship
from panah.registry.queries.moments import as_of
from panah.registry.rules import is_minor
from panah.registry.words import LEGAL_GUARDIANS


def minors_among(persons: Collection[int], *, on: date) -> set[int]:
    """Find who of these may be under 18 on a day."""
    born = Person.objects.filter(pk__in=persons).values_list("pk", "birth_last")
    return {person for person, last in born if is_minor(last, on)}


def legal_guardians(children: Collection[int], *, on: date) -> dict[int, set[int]]:
    """Give the parents and legal guardians of each of these people on a day; whoever merely keeps a child is none."""
    ties = Relationship.objects.filter(as_of(on), other__in=children, kind__in=LEGAL_GUARDIANS)
    found: dict[int, set[int]] = defaultdict(set)
    for child, guardian in ties.values_list("other_id", "person_id"):
        found[child].add(guardian)
    return dict(found)
