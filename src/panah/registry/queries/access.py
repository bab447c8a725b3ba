"""Who an account is, and behind which door it stands."""

from django.db.models import Q, QuerySet

from panah.registry.models import Binding, Household, HouseholdAccount, Membership, Person
from panah.registry.models.base import STANDING
from panah.registry.rules import Level


def level_of(account_id: int) -> Level:
    """Say how surely the account's owner is known: a bound person, a household's phone, or nobody yet."""
    if Binding.objects.filter(account=account_id, ended_at=None, person__died_on=None).exists():
        return Level.PERSON
    if HouseholdAccount.objects.filter(account=account_id, ended_at=None).exists():
        return Level.HOUSEHOLD
    return Level.ANYBODY


def person_of(account_id: int) -> Person | None:
    """Give the one person the account is bound to."""
    binding = (
        Binding.objects.filter(account=account_id, ended_at=None, person__died_on=None)
        .select_related("person")
        .first()
    )
    return binding.person if binding else None


def household_of_account(account_id: int) -> Household | None:
    """Give the household whose shared work the account opens: its own, or the bound person's."""
    own = (
        HouseholdAccount.objects.filter(account=account_id, ended_at=None).select_related("household").first()
    )
    if own is not None:
        return own.household
    person = person_of(account_id)
    if person is None:
        return None
    membership = Membership.objects.filter(STANDING, person=person).select_related("household").first()
    return membership.household if membership else None


def persons_of(account_id: int) -> QuerySet[Person]:
    """Give the persons whose shared household work the account may see: everybody of its household.

    For a bound person that is also themselves, in a household or not. What concerns one person alone is for
    that person's own account only: ask ``person_of`` (S29).
    """
    household = household_of_account(account_id)
    person = person_of(account_id)
    mates = Membership.objects.filter(STANDING, household=household).values("person")
    return Person.objects.filter(Q(pk__in=mates) | Q(pk=person.pk if person else None)).order_by(
        "birth_first"
    )
