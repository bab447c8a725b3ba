"""The registry as of any day, as it was known at any moment."""

from datetime import date, datetime

from django.db.models import Q

from panah.registry.models import DossierCustody, Fact, Headship, Household, Membership, Person
from panah.registry.words import HeadshipKind


def as_of(on: date, *, known_at: datetime | None = None) -> Q:
    """Give the predicate for facts that held on a day, as known at a moment (UTC) or now."""
    valid = Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    if known_at is None:
        return valid & Q(retracted_at=None)
    return valid & Q(recorded_at__lte=known_at) & (Q(retracted_at=None) | Q(retracted_at__gt=known_at))


def facts[F: Fact](model: type[F], on: date, *, known_at: datetime | None = None, **of: object) -> list[F]:
    """Give the facts of one kind that held on a day, oldest first."""
    return list(
        model._default_manager.filter(as_of(on, known_at=known_at), **of).order_by("valid_from", "pk")
    )


def members_of(household: Household, *, on: date, known_at: datetime | None = None) -> list[Person]:
    """Give who belonged to a household on a day, by age, oldest first."""
    belonging = Membership.objects.filter(as_of(on, known_at=known_at), household=household)
    return [
        membership.person
        for membership in belonging.select_related("person").order_by("person__birth_first", "person")
    ]


def head_of(
    household: Household,
    *,
    on: date,
    known_at: datetime | None = None,
    kind: HeadshipKind = HeadshipKind.HEAD,
) -> Person | None:
    """Give who headed a household on a day, or stood in for its head."""
    headship = (
        Headship.objects.filter(as_of(on, known_at=known_at), household=household, kind=kind)
        .select_related("person")
        .first()
    )
    return headship.person if headship else None


def acting_head(household: Household, *, on: date, known_at: datetime | None = None) -> Person | None:
    """Give who could act for a household on a day: the temporary head, else the head."""
    temporary = head_of(household, on=on, known_at=known_at, kind=HeadshipKind.TEMPORARY)
    return temporary or head_of(household, on=on, known_at=known_at)


def household_of(person: Person, *, on: date, known_at: datetime | None = None) -> Household | None:
    """Give the household a person belonged to on a day."""
    membership = (
        Membership.objects.filter(as_of(on, known_at=known_at), person=person)
        .select_related("household")
        .first()
    )
    return membership.household if membership else None


def custody_of(household: Household, *, on: date, known_at: datetime | None = None) -> int | None:
    """Give the id of the office that kept a household's dossier on a day."""
    return (
        DossierCustody.objects.filter(as_of(on, known_at=known_at), dossier__household=household)
        .values_list("office_id", flat=True)
        .first()
    )
