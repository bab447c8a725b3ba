"""What stands behind the door of whoever asks: their household, and themselves."""

from collections.abc import Sequence

from django.http import HttpRequest

from panah.casework.queries.family import Family, family_of
from panah.casework.queries.own_cases import CaseLine, case_lines, visible_cases
from panah.casework.queries.reading import reading
from panah.foundation.clock import local_date
from panah.web.account.policy import OWN_RECORD
from panah.web.identity import visitor_of


def own_cases(request: HttpRequest) -> Sequence[CaseLine]:
    """List the cases whoever asks may see."""
    visitor = visitor_of(request)
    actor = visitor.actor
    cases = visible_cases(visitor.account_id, persons=actor.persons, household_id=visitor.household_id)
    return case_lines(cases, actor=actor)


def own_family(request: HttpRequest, *, whole: bool = False) -> Family | None:
    """Give the household of whoever asks; `whole` opens its record too (phone, head), which is logged as a look."""
    visitor = visitor_of(request)
    if visitor.household_id is None or visitor.account_id is None:
        return None
    role = "person" if visitor.actor.persons else "applicant"
    look = reading(actor_id=visitor.account_id, role=role, purpose=OWN_RECORD, at=visitor.now)
    return family_of(visitor.household_id, look=look if whole else None, on=local_date(visitor.now))


def own_person(request: HttpRequest) -> int | None:
    """Give the person bound to the account of whoever asks."""
    return next(iter(visitor_of(request).actor.persons), None)
