"""Scans of letters signed on paper: put in, matched to their letter, looked at a second time."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.correspondence.operations import add_originals, look_at_match, look_at_scan, match_scan
from panah.correspondence.queries import matches_to_look_at, scans_to_match
from panah.correspondence.roles import LOOKERS
from panah.foundation.errors import NotFound, PanahError
from panah.foundation.persian import clean
from panah.web.files import showing
from panah.web.files.arriving import takes_files
from panah.web.identity import actor_of, now_of, visitor_of
from panah.web.office.frame import look_of
from panah.web.office.secretariat.desk import shown
from panah.web.office.secretariat.words import sentence_of, status_of


@takes_files
def scans(request: HttpRequest) -> HttpResponse:
    """List what waits to be matched or looked at, and take new scans in."""
    if request.method != "POST":
        return _listed(request)
    files = [request.FILES.get(f"scan-{n}") for n in range(1, 4)]
    bodies = [one.read() for one in files if isinstance(one, UploadedFile) and one.size]
    try:
        added = add_originals(files=bodies, actor=actor_of(request), now=now_of(request))
    except PanahError as refused:
        return _listed(request, notice=sentence_of(refused), status=status_of(refused))
    messages.success(request, f"{len(added)} اسکن نگه داشته شد.")
    return redirect("office:scans")


def scan(request: HttpRequest, scan: int) -> HttpResponse:
    """Show a scan; the look is written down."""
    try:
        opened = look_at_scan(scan_id=scan, actor=actor_of(request), look=look_of(request))
    except NotFound as missing:
        raise Http404 from missing
    return showing.safe_file(opened.body, opened.kind, scan)


def match(request: HttpRequest, scan: int) -> HttpResponse:
    """Match a scan by the typed code or number."""
    typed = clean(request.POST.get("typed", ""))
    try:
        match_scan(scan_id=scan, typed=typed, actor=actor_of(request), now=now_of(request))
    except NotFound as missing:
        raise Http404 from missing
    except PanahError as refused:
        notice, status = sentence_of(refused), status_of(refused)
        return _listed(request, notice=notice, wrong=scan, typed=typed, status=status)
    messages.success(request, "جفت شد؛ همکار دیگری نگاه می‌کند.")
    return redirect("office:scans")


def look(request: HttpRequest, match: int) -> HttpResponse:
    """Say whether a scan is the signed original of its letter."""
    holds, reason = request.POST.get("holds") == "yes", clean(request.POST.get("reason", ""))
    try:
        look_at_match(
            match_id=match, holds=holds, reason=reason, actor=actor_of(request), now=now_of(request)
        )
    except NotFound as missing:
        raise Http404 from missing
    except PanahError as refused:
        return _listed(request, notice=sentence_of(refused), status=status_of(refused))
    messages.success(request, "تأیید شد؛ نامه امضا شده است." if holds else "ثبت شد؛ اسکن دوباره جفت می‌شود.")
    return redirect("office:scans")


def _listed(
    request: HttpRequest, *, notice: str = "", wrong: int = 0, typed: str = "", status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "scans": scans_to_match(actor),
        "matches": matches_to_look_at(actor),
        "looks": bool(visitor_of(request).roles & LOOKERS),
        "notice": notice,
        "wrong": wrong,
        "typed": typed,
    }
    return shown(request, "scans", context, status=status)
