"""How somebody wishes to be told, for the page on which it is written down."""

from panah.registry.queries import wish_of_household, wishes_of_persons
from panah.registry.values import Wish


def wish_of(*, household_id: int, person_id: int | None) -> Wish:
    """Give what is recorded of a person or, without one, of the household; the usual where nothing is."""
    if person_id is None:
        return wish_of_household(household_id)
    return wishes_of_persons([person_id]).get(person_id, Wish())
