"""The one box of the counter: a scanned card, a household code, a phone or a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from panah.appointments.queries import time_by_code
from panah.casework.queries.counter import COUNTER, Scope, cases_of_counter
from panah.casework.queries.family import Found, find_families
from panah.casework.queries.own_cases import case_lines
from panah.casework.queries.reach import narrowed
from panah.foundation.clock import local_date
from panah.foundation.persian import clean
from panah.rounds.queries.visiting import case_at_counter
from panah.web.counter.frame import look_of, page, scope_of
from panah.web.counter.round.today import expected_today
from panah.web.identity import visitor_of

NEWEST = 12
OF_ALL = frozenset({"household", "phone"})
"""Ways of finding that name a household, and nobody in it."""


def home(request: HttpRequest) -> HttpResponse:
    """Find who stands before the counter; one household opens at once, ready to be written down."""
    typed = clean(request.GET.get("q", ""))[:200]
    scope = narrowed(scope_of(request), COUNTER)
    if not typed:
        return page(
            request,
            "home",
            {
                "cases": case_lines(cases_of_counter(scope), actor=visitor_of(request).actor, most=NEWEST),
                "today": expected_today(request, scope),
            },
        )
    now = visitor_of(request).now
    ticket = time_by_code(typed=typed, scope=scope, now=now)
    if ticket is not None and ticket.case_id is not None and not ticket.is_own:
        return redirect("counter:round", ticket.case_id)
    case = cases_of_counter(scope).filter(number=typed).first()
    if case is not None:
        return redirect("counter:case", case.pk)
    today = local_date(now)
    found = find_families(typed, scope=scope, look=look_of(request), on=today)
    if len(found) == 1:
        return redirect(_address(found[0], scope))
    lines = [(one, _address(one, scope)) for one in found]
    return page(request, "home", {"typed": typed, "found": lines, "cases": []})


def _address(one: Found, scope: Scope) -> str:
    """Where a household is received: at the screen of its round while its file is open there, else a request."""
    in_round = case_at_counter(one.household_id, scope)
    if in_round is not None:
        return reverse("counter:round", args=[in_round])
    to = reverse("counter:request", args=[one.household_id])
    return to if one.by in OF_ALL else f"{to}?for={one.person_id}"
