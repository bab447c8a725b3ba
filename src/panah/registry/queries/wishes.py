"""How somebody wishes to be told."""

from collections.abc import Iterable, Mapping

from panah.registry.models import ContactWish
from panah.registry.models.base import STANDING
from panah.registry.values import Wish


def wish_of_household(household_id: int) -> Wish:
    """Give how a household wishes to be told; the usual where it said nothing."""
    found = ContactWish.objects.filter(STANDING, household=household_id).first()
    return _wish(found) if found else Wish()


def wishes_of_persons(person_ids: Iterable[int]) -> Mapping[int, Wish]:
    """Give how persons wish to be told in what is theirs; whoever said nothing is left out."""
    rows = ContactWish.objects.filter(STANDING, person__in=list(person_ids))
    return {row.person_id: _wish(row) for row in rows if row.person_id is not None}


def _wish(row: ContactWish) -> Wish:
    return Wish(
        language=row.language,
        channel=row.channel,
        can_read=row.can_read,
        is_shared=row.is_shared,
        is_quiet=row.is_quiet,
    )
