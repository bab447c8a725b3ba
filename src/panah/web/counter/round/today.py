"""Who is expected at this office today, by the hour, for the counter's first page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from panah.appointments.queries import DayLine, day_list, need_names
from panah.casework.queries.reach import Scope
from panah.foundation.clock import local_date
from panah.organisation.queries import office_numbered
from panah.rounds.queries.visiting import cases_numbered
from panah.web.identity import visitor_of
from panah.web.round_words import NEEDS, STATES


@dataclass(frozen=True, slots=True)
class Expected:
    """One household of the day: where it is received, how its time stands, and what it needs."""

    line: DayLine
    url: str
    state: tuple[str, str]
    needs: str


def expected_today(request: HttpRequest, scope: Scope) -> list[Expected]:
    """List the households of the office one sits at; of an own time (S29) only the hour is said."""
    held = next(iter(scope.holdings), None)
    if held is None:
        return []
    day = local_date(visitor_of(request).now)
    lines = day_list(office=office_numbered(held.office_id), day=day, scope=scope)
    cases = cases_numbered([line.case_number for line in lines if not line.is_own])
    return [
        Expected(
            line,
            reverse("counter:round", args=[cases[line.case_number]]) if line.case_number in cases else "",
            STATES.get(line.state, ("stopped", "")),
            "، ".join(NEEDS[name] for name in need_names(line.needs)),
        )
        for line in lines
    ]
