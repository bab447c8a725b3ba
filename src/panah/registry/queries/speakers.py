"""Who may speak for somebody: for a child those who look after it by law, for an adult whom a court appointed."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from panah.registry.models import Headship, HouseholdAccount, Membership, Relationship
from panah.registry.queries.guardians import legal_guardians, minors_among
from panah.registry.queries.moments import as_of
from panah.registry.words import RelationKind


def speakers_for(persons: Collection[int], *, on: date) -> dict[int, set[int]]:
    """Give for each of these people who may speak for them on a day, besides themselves; five queries.

    For a child: its parents and guardians, the head of its household and who stands in for the head. For an adult: an
    appointed guardian and nobody else, whatever kin they are (S5, S29).
    """
    minors = minors_among(persons, on=on)
    found: dict[int, set[int]] = defaultdict(set, legal_guardians(minors, on=on))
    homes = Membership.objects.filter(as_of(on), person__in=minors).values_list("person_id", "household_id")
    heads: dict[int, set[int]] = defaultdict(set)
    held = Headship.objects.filter(as_of(on), household__in={home for _, home in homes})
    for household, head in held.values_list("household_id", "person_id"):
        heads[household].add(head)
    for child, home in homes:
        found[child] |= heads[home]
    appointed = Relationship.objects.filter(
        as_of(on), other__in=set(persons) - minors, kind=RelationKind.APPOINTED_GUARDIAN
    )
    for adult, guardian in appointed.values_list("other_id", "person_id"):
        found[adult].add(guardian)
    return dict(found)


def is_account_of_household(account_id: int, household_id: int | None) -> bool:
    """Whether an account is the one a household shares: a phone that proved itself, and no person."""
    return HouseholdAccount.objects.filter(
        account=account_id, household=household_id, ended_at=None, household__isnull=False
    ).exists()
