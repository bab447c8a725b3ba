"""Reading what people work at: for their own services only, never for the removal or revocation of anything (S17)."""

from collections.abc import Collection
from datetime import date

from panah.registry.models import Occupation
from panah.registry.queries.moments import as_of
from panah.registry.rules import Reading
from panah.registry.values import Work
from panah.registry.work import read_work


def occupations_of(people: Collection[int], *, reading: Reading, on: date) -> dict[int, Work]:
    """Give the jobs and workshop codes that stand of some people on a day; nobody's to a purpose behind the firewall.

    The caller has logged the look at them.
    """
    if not reading.shows_whereabouts:
        return {}
    rows = Occupation.objects.filter(as_of(on), person__in=people)
    return {row.person_id: read_work(row) for row in rows}
