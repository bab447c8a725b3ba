"""What was handed in, as an officer looks at it; every look is written into the journal of the case (S20)."""

from django.http import Http404, HttpRequest, HttpResponse

from panah.payments.queries import photo_to_check
from panah.web.files import showing
from panah.web.office.frame import look_of, scope_of


def evidence(request: HttpRequest, case: int, upload: int) -> HttpResponse:
    """Show a file of a case."""
    return showing.evidence(case, upload, look_of(request))


def slip(request: HttpRequest, payment: int) -> HttpResponse:
    """Show the photo of a slip to whoever may look for it on the account: the case itself may be closed to them."""
    found = photo_to_check(payment, scope_of(request))
    if found is None:
        raise Http404
    return showing.evidence(*found, look_of(request))
