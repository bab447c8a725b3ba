"""What waits in the secretariat for whoever looks."""

from django.http import HttpRequest, HttpResponse

from panah.correspondence.queries.waiting import waiting_for
from panah.correspondence.queries.words import URGENCY_TITLES
from panah.correspondence.roles import SECRETARIES
from panah.web.identity import actor_of, visitor_of
from panah.web.office.secretariat.desk import shown
from panah.web.office.secretariat.words import DISPATCHES, STANDINGS, trouble_of


def waiting(request: HttpRequest) -> HttpResponse:
    """Show everything that waits, the oldest first."""
    found = waiting_for(actor_of(request))
    context = {
        "waiting": found,
        "urgencies": URGENCY_TITLES,
        "to_send": [(one, STANDINGS[one.standing]) for one in found.to_send],
        "to_carry": [(one, DISPATCHES[one.state], trouble_of(one.trouble)) for one in found.to_carry],
        "brings": bool(visitor_of(request).roles & SECRETARIES),
        "arrivals": [(one, trouble_of(one.trouble)) for one in found.arrivals],
    }
    return shown(request, "waiting", context)
