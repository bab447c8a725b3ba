"""Papers of a case and receipts for what the office keeps, sent to an officer's printer; each look is logged (S20)."""

from django.http import Http404, HttpRequest, HttpResponse

from panah.casework.queries.reading import log_case_reading
from panah.documents.operations import paper_file, receipt_pdf
from panah.documents.queries import kept_papers, paper_in_case
from panah.foundation.clock import local_date
from panah.web.files.papers import sent_file, sent_pdf
from panah.web.identity import now_of
from panah.web.office.frame import look_of


def paper(request: HttpRequest, case: int, paper: int) -> HttpResponse:
    """Send an issued paper of the case."""
    found = paper_in_case(paper, case_ids=[case], on=local_date(now_of(request)))
    if found is None:
        raise Http404
    log_case_reading(case, look_of(request))
    return sent_file(request, paper_file(found.id), found.number)


def receipt(request: HttpRequest, case: int, kept: int) -> HttpResponse:
    """Send the receipt for a paper the office keeps; the one for its return once it was given back.

    `?of=taking` asks for the first receipt even then.
    """
    found = next((one for one in kept_papers(case) if one.id == kept), None)
    if found is None:
        raise Http404
    log_case_reading(case, look_of(request))
    is_return = found.is_back and request.GET.get("of") != "taking"
    code = found.return_receipt if is_return else found.receipt
    return sent_pdf(receipt_pdf(found.id, is_return=is_return), code)
