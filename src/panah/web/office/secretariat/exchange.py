"""The exchange with other secretariats by a clerk's hand: files brought and carried, receipts, another try."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.correspondence.operations import (
    bring_file,
    carried,
    envelope_file,
    look_at_arrival,
    refuse_arrival,
    try_again,
)
from panah.foundation.errors import InvalidInput, NotFound, PanahError
from panah.foundation.persian import clean
from panah.web.files import showing
from panah.web.files.arriving import takes_files
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import look_of
from panah.web.office.secretariat.words import sentence_of


def envelope(request: HttpRequest, dispatch: int) -> HttpResponse:
    """Give the file a clerk carries."""
    try:
        name, body = envelope_file(dispatch_id=dispatch, actor=actor_of(request), look=look_of(request))
    except NotFound as missing:
        raise Http404 from missing
    return HttpResponse(
        body,
        content_type="application/xml",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


def dispatch_acted(request: HttpRequest, dispatch: int) -> HttpResponse:
    """Write the receipt of a letter that was carried, or send one again."""
    actor, now = actor_of(request), now_of(request)
    try:
        if request.POST.get("what") == "again":
            try_again(dispatch_id=dispatch, actor=actor, now=now)
            messages.success(request, "دوباره فرستاده می‌شود.")
        else:
            receipt = clean(request.POST.get("receipt", ""))
            carried(dispatch_id=dispatch, receipt=receipt, actor=actor, now=now)
            messages.success(request, "رسید ثبت شد.")
    except NotFound as missing:
        raise Http404 from missing
    except PanahError as refused:
        messages.error(request, sentence_of(refused))
    return redirect("office:secretariat")


@takes_files
def bring(request: HttpRequest) -> HttpResponse:
    """Take in the file of a letter that came another way."""
    given = request.FILES.get("envelope")
    try:
        if not isinstance(given, UploadedFile) or not given.size:
            raise InvalidInput("scans-missing")
        is_new = bring_file(data=given.read(), actor=actor_of(request), now=now_of(request))
    except PanahError as refused:
        messages.error(request, sentence_of(refused))
    else:
        messages.success(request, "نامه آمادهٔ ثبت است." if is_new else "این نامه پیش از این رسیده بود.")
    return redirect("office:secretariat")


def refuse(request: HttpRequest, arrival: int) -> HttpResponse:
    """Put an arrival away with the reason."""
    try:
        reason = clean(request.POST.get("reason", ""))
        refuse_arrival(arrival_id=arrival, reason=reason, actor=actor_of(request), now=now_of(request))
    except NotFound as missing:
        raise Http404 from missing
    except PanahError as refused:
        messages.error(request, sentence_of(refused))
    else:
        messages.success(request, "کنار گذاشته شد؛ آنچه رسیده بود می‌ماند.")
    return redirect("office:secretariat")


def arrival_pdf(request: HttpRequest, arrival: int) -> HttpResponse:
    """Show what an arrival brought, before it is registered."""
    try:
        body = look_at_arrival(arrival_id=arrival, actor=actor_of(request), look=look_of(request))
    except (NotFound, InvalidInput) as missing:
        raise Http404 from missing
    return showing.safe_file(body, "pdf", arrival)
