"""What was handed in with one's own case, each look at it logged; and what waits with a form of one's own."""

from django.http import Http404, HttpRequest, HttpResponse

from panah.casework.queries.applicant import CasePage, case_page
from panah.casework.queries.reading import reading
from panah.evidence.queries import Attached, attached_to
from panah.web.account.policy import OWN_RECORD
from panah.web.files import showing
from panah.web.identity import visitor_of


def own_evidence(page: CasePage, account_id: int | None) -> list[Attached]:
    """Give what was handed in, without what belongs to others' own matters where each decides for herself."""
    return [
        one
        for one in attached_to(page.id)
        if page.own is None or one.subject is None or one.subject in page.own or one.by == account_id
    ]


def evidence(request: HttpRequest, case_id: int, upload: int) -> HttpResponse:
    """Show a file of one's own case."""
    visitor = visitor_of(request)
    page = case_page(case_id, actor=visitor.actor, now=visitor.now)
    if upload not in {one.id for one in own_evidence(page, visitor.account_id)}:
        raise Http404
    role = "person" if visitor.actor.persons else "applicant"
    look = reading(actor_id=visitor.account_id or 0, role=role, purpose=OWN_RECORD, at=visitor.now)
    return showing.evidence(case_id, upload, look)


def held(request: HttpRequest, held: int) -> HttpResponse:
    """Show a file that waits until one's own form is sent."""
    return showing.held(request, held)
