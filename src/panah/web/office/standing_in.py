"""«جانشین»: days one is away, who stands in meanwhile, and the same for whom one answers."""

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.foundation.errors import NotAllowed, NotFound, PanahError
from panah.organisation.absent import AbsenceLine, LendingLine, headed, staff_of, standing_of
from panah.organisation.operations import arrange, end_absence_number, take_back_number
from panah.web.identity import now_of, visitor_of
from panah.web.office.frame import page, scope_of
from panah.web.office.standing_forms import StandingForm

SENTENCES: Final = {
    "dates-past": "روزهای گذشته را نمی‌شود سپرد؛ از امروز به بعد بنویسید.",
    "nothing-arranged": "یا بگویید در این روزها نیستید، یا دست‌کم برای یک نقش جانشین برگزینید.",
    "absence-overlaps": "برای بخشی از این روزها پیش از این غیبت ثبت شده است.",
    "delegation-overlaps": "برای بخشی از این روزها این نقش جانشین دارد؛ اول آن را پس بگیرید.",
    "delegation-to-oneself": "کسی جانشین خودش نمی‌شود و نقش همکار را به خودش نمی‌سپارد.",
    "delegation-outside-the-office": "این همکار در این روز سمتی در این اداره ندارد.",
    "delegation-outside-the-house": "این نقش را نمی‌شود به این همکار سپرد.",
    "delegation-outside-the-holding": "این سمت در آن روز دیگر برقرار نیست.",
    "ground-needed": "سبب را بنویسید.",
    "absence-over": "این غیبت پیش از این پایان یافته است.",
    "delegation-over": "این جانشینی پیش از این پایان یافته است.",
}
OTHER: Final = "این بار نشد و چیزی تغییر نکرد. صفحه را تازه کنید."


def stand_in(request: HttpRequest) -> HttpResponse:
    """Show one's own days and stand-ins, and whom one answers for; or arrange for oneself."""
    return _standing(request, staff_of(visitor_of(request).account_id or 0), own=True)


def stand_in_for(request: HttpRequest, staff: int) -> HttpResponse:
    """Show or arrange the same for a member of staff one answers for; nobody else's is there."""
    if staff not in {pk for pk, _, _ in headed(scope_of(request), at=now_of(request))}:
        raise Http404
    return _standing(request, staff, own=False)


def end_absence(request: HttpRequest, absence: int) -> HttpResponse:
    """Say that somebody is back."""
    return _undone(request, absence=absence)


def take_back(request: HttpRequest, lent: int) -> HttpResponse:
    """Take a role back, or give back what was lent to oneself."""
    return _undone(request, lent=lent)


def _undone(request: HttpRequest, *, absence: int = 0, lent: int = 0) -> HttpResponse:
    by, now = scope_of(request), now_of(request)
    try:
        if absence:
            staff = end_absence_number(absence_id=absence, now=now, by=by)
        else:
            staff = take_back_number(delegation_id=lent, now=now, by=by)
    except (NotFound, NotAllowed) as unseen:
        raise Http404 from unseen
    except PanahError as refused:
        messages.error(request, SENTENCES.get(refused.code, OTHER))
        return redirect("office:stand-in")
    messages.success(request, "ثبت شد.")
    headed_by_me = {pk for pk, _, _ in headed(by, at=now)}
    return redirect("office:stand-in-for", staff) if staff in headed_by_me else redirect("office:stand-in")


def _standing(request: HttpRequest, staff: int, *, own: bool) -> HttpResponse:
    now = now_of(request)
    standing = standing_of(staff, at=now)
    if request.method != "POST":
        return _drawn(request, staff, StandingForm(standing, own=own), own=own)
    form = StandingForm(standing, request.POST, own=own)
    if not form.is_valid():
        return _drawn(request, staff, form, own=own, status=422)
    try:
        arrange(staff_id=staff, arrangement=form.said(), now=now, by=scope_of(request))
    except NotAllowed as unseen:
        raise Http404 from unseen
    except PanahError as refused:
        form.add_error(None, SENTENCES.get(refused.code, OTHER))
        return _drawn(request, staff, form, own=own, status=422)
    messages.success(request, "ثبت شد.")
    return redirect("office:stand-in") if own else redirect("office:stand-in-for", staff)


def _drawn(
    request: HttpRequest, staff: int, form: StandingForm, *, own: bool, status: int = 200
) -> HttpResponse:
    now = now_of(request)
    standing = standing_of(staff, at=now)
    context = {
        "standing": standing,
        "own": own,
        "form": form,
        "absences": [(one, _last(one)) for one in standing.absences],
        "lent": [(one, _last(one)) for one in standing.lent],
        "borrowed": [(one, _last(one)) for one in standing.borrowed],
        "headed": [
            (pk, label, back - timedelta(days=1) if back else None)
            for pk, label, back in (headed(scope_of(request), at=now) if own else ())
        ],
    }
    return page(request, "standing", context, status=status)


def _last(one: AbsenceLine | LendingLine) -> object:
    """The last day, as people say it: what is kept is the first day after."""
    return one.until - timedelta(days=1)
