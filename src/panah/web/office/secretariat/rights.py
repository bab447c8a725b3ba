"""«حق امضا»: who may sign what, given by the head or the administrator; by which certificate somebody signs."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.correspondence.operations import enter_token, give_right, take_right_back
from panah.correspondence.queries import holders_below, rights_given
from panah.correspondence.roles import GRANTERS
from panah.correspondence.shelf import templates
from panah.foundation.clock import local_date
from panah.foundation.errors import NotFound, PanahError
from panah.foundation.jalali import PartialDate
from panah.foundation.persian import clean, to_latin_digits
from panah.web.identity import actor_of, now_of, visitor_of
from panah.web.office.frame import scope_of
from panah.web.office.secretariat.desk import shown
from panah.web.office.secretariat.forms import RightForm
from panah.web.office.secretariat.words import sentence_of, status_of


def rights(request: HttpRequest) -> HttpResponse:
    """List the rights at one's offices and one's own; give a new one."""
    if request.method != "POST" or not _gives(request):
        return _listed(request, status=200 if request.method != "POST" else 403)
    form = _form(request, request.POST)
    if not form.is_valid():
        return _listed(request, form=form, status=422)
    try:
        give_right(right=form.said(), actor=actor_of(request), now=now_of(request))
    except PanahError as refused:
        return _listed(request, form=form, notice=sentence_of(refused), status=status_of(refused))
    messages.success(request, "حق امضا داده شد.")
    return redirect("office:signing-rights")


def take_back(request: HttpRequest, right: int) -> HttpResponse:
    """Take a right back, or give up one's own."""
    try:
        take_right_back(right_id=right, actor=actor_of(request), now=now_of(request))
    except NotFound as missing:
        raise Http404 from missing
    except PanahError as refused:
        return _listed(request, notice=sentence_of(refused), status=409)
    messages.success(request, "حق امضا پس گرفته شد.")
    return redirect("office:signing-rights")


def token(request: HttpRequest) -> HttpResponse:
    """Write down by which certificate somebody signs with a token."""
    said = request.POST
    try:
        enter_token(
            personnel_number=to_latin_digits(clean(said.get("personnel", ""))),
            fingerprint=clean(said.get("fingerprint", "")),
            token_label=clean(said.get("token", "")),
            key_label=clean(said.get("label", "")),
            actor=actor_of(request),
            now=now_of(request),
        )
    except PanahError as refused:
        return _listed(request, notice=sentence_of(refused), status=status_of(refused))
    messages.success(request, "گواهی ثبت شد.")
    return redirect("office:signing-rights")


def _listed(
    request: HttpRequest, *, form: RightForm | None = None, notice: str = "", status: int = 200
) -> HttpResponse:
    gives = _gives(request)
    context = {
        "rights": rights_given(scope_of(request), at=now_of(request)),
        "form": (form or _form(request, None)) if gives else None,
        "gives": gives,
        "certifies": "administrator" in visitor_of(request).roles,
        "said": request.POST,
        "notice": notice,
    }
    return shown(request, "rights", context, status=status)


def _gives(request: HttpRequest) -> bool:
    return bool(visitor_of(request).roles & GRANTERS)


def _form(request: HttpRequest, data: object) -> RightForm:
    today = local_date(now_of(request))
    return RightForm(
        data,  # type: ignore[arg-type]  # what was posted, or nothing
        holders=holders_below(scope_of(request), at=now_of(request)),
        kinds=[(one.name, one.title) for one in templates()],
        initial={"first": PartialDate(today, today, "day")},
    )
