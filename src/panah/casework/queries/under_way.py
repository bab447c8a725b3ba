"""What is under way about a person, for rooms below that must not move them meanwhile."""

from typing import Final

from panah.casework.models import Case
from panah.casework.models.cases import OPEN

MOST_NAMED: Final = 20


def open_cases_of(person_id: int) -> list[str]:
    """Give the numbers of the open cases a person is a subject of, the oldest first."""
    cases = Case.objects.filter(state=OPEN, subjects__party=person_id).order_by("opened_at", "pk").distinct()
    return list(cases.values_list("number", flat=True)[:MOST_NAMED])
