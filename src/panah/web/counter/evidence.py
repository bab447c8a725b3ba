"""What was handed in with a case at the counter, and what waits with a form of the clerk's own."""

from django.http import HttpRequest, HttpResponse

from panah.web.counter.frame import look_of
from panah.web.files import showing


def evidence(request: HttpRequest, case_id: int, upload: int) -> HttpResponse:
    """Show a file of a case; the look at it is logged (S20)."""
    return showing.evidence(case_id, upload, look_of(request))


def held(request: HttpRequest, held: int) -> HttpResponse:
    """Show a file that waits until the clerk's form is sent."""
    return showing.held(request, held)
