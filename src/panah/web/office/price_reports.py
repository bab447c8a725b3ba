"""Reports of having paid more than the price list says: read and answered by the bureau alone (S14, S19)."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.foundation.errors import NotAllowed, NotFound, PanahError
from panah.payments.operations import answer_report
from panah.payments.queries.reports import reports_for
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import page, scope_of

SENTENCES: Final = {
    "answer-missing": "پاسخ را بنویسید؛ گزارش‌دهنده همین متن را می‌خواند.",
    "report-answered": "همکارتان پیش از شما پاسخ داد.",
}
OTHER: Final = "این بار نشد و چیزی تغییر نکرد. صفحه را تازه کنید."


def price_reports(request: HttpRequest) -> HttpResponse:
    """List the reports, those without an answer first."""
    return _listed(request)


def answer(request: HttpRequest, report: int) -> HttpResponse:
    """Answer one; what was typed stays where the answer did not go."""
    written = request.POST.get("answer", "")
    try:
        answer_report(report_id=report, answer=written, actor=actor_of(request), now=now_of(request))
    except PanahError as refused:
        if isinstance(refused, NotFound | NotAllowed):
            raise Http404 from refused
        status = 422 if refused.code == "answer-missing" else 409
        typed = (report, written)
        return _listed(request, notice=SENTENCES.get(refused.code, OTHER), typed=typed, status=status)
    messages.success(request, "پاسخ ثبت شد.")
    return redirect("office:price-reports")


def _listed(
    request: HttpRequest, *, notice: str = "", typed: tuple[int, str] = (0, ""), status: int = 200
) -> HttpResponse:
    context = {
        "reports": reports_for(scope_of(request), now=now_of(request)),
        "notice": notice,
        "typed_for": typed[0],
        "typed": typed[1],
    }
    return page(request, "price_reports", context, status=status)
