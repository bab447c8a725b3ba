"""The call list: whom no message reached, one entry with its number and script, and the call log of a case."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.queries.worklist import service_title
from panah.foundation.errors import InvalidInput, NotFound
from panah.notifications.operations import log_call, record_call
from panah.notifications.queries import CallEntry, call_entry, call_list, calls_later
from panah.web.identity import actor_of, now_of
from panah.web.office import case as case_page
from panah.web.office.call_forms import CallForm, LoggedCallForm
from panah.web.office.frame import look_of, page, scope_of
from panah.web.tongues import TONGUES, tongue_of

TROUBLES: Final = {
    "sms-silent": "سامانهٔ پیامک پاسخ نداد",
    "sms-garbled": "پاسخ سامانهٔ پیامک خوانده نشد",
    "sms-refused": "سامانهٔ پیامک نپذیرفت",
    "sms-not-offered": "این اداره پیامک نمی‌فرستد",
    "voice-silent": "سامانهٔ تماس گویا پاسخ نداد",
    "voice-garbled": "پاسخ سامانهٔ تماس گویا خوانده نشد",
    "voice-refused": "سامانهٔ تماس گویا نپذیرفت",
    "voice-not-offered": "خواندن نمی‌داند و این اداره تماس گویا ندارد",
    "not-a-mobile": "شماره‌اش همراه نیست و پیامک نمی‌گیرد",
    "undeliverable": "پیام به تلفن نرسید",
    "not-answered": "سه بار زنگ خورد و کسی برنداشت",
}
OTHER: Final = "پیام نرسید"


def calls(request: HttpRequest) -> HttpResponse:
    """List whom to phone now, the longest waiting first; numbers stand in the entries."""
    scope, now = scope_of(request), now_of(request)
    rows = call_list(scope, now=now)
    context = {
        "rows": [(row, TROUBLES.get(row.trouble, OTHER), tongue_of(row.language).name) for row in rows],
        "later": calls_later(scope, now=now),
    }
    return page(request, "calls", context)


def call(request: HttpRequest, message: int) -> HttpResponse:
    """Show one entry, or record what came of its call."""
    if request.method != "POST":
        return _entry(request, message, CallForm())
    form = CallForm(request.POST)
    if not form.is_valid():
        return _entry(request, message, form, status=422)
    now = now_of(request)
    try:
        record_call(message_id=message, said=form.said(now), actor=actor_of(request), now=now)
    except NotFound:
        messages.error(request, "این تماس دیگر در فهرست نیست؛ همکارتان پیش از شما نوشت یا پیام رسید.")
        return redirect("office:calls")
    messages.success(request, "تماس ثبت شد.")
    return redirect("office:calls")


def log(request: HttpRequest, case: int) -> HttpResponse:
    """Write a call into the log of a case."""
    form = LoggedCallForm(request.POST, prefix="call")
    if not form.is_valid():
        return case_page.shown(request, case, call_form=form, status=422)
    now = now_of(request)
    try:
        log_call(case_id=case, said=form.said(now), actor=actor_of(request), now=now)
    except InvalidInput:
        return case_page.shown(request, case, call_form=form, status=422)
    messages.success(request, "تماس در پرونده ثبت شد.")
    return redirect("office:case", case)


def _entry(request: HttpRequest, message: int, form: CallForm, *, status: int = 200) -> HttpResponse:
    entry = call_entry(message, scope_of(request), reading=look_of(request))
    if entry is None:
        raise Http404
    tongue = TONGUES[tongue_of(entry.row.language).code]
    context = {
        "entry": entry,
        "row": entry.row,
        "dial": entry.phone,
        "why": TROUBLES.get(entry.row.trouble, OTHER),
        "service": "" if entry.is_alone else service_title(entry.version_id),
        "tongue": tongue,
        "only_them": _only_them(entry),
        "form": form,
    }
    return page(request, "call", context, status=status)


def _only_them(entry: CallEntry) -> bool:
    """Whether nobody but the person may learn what it is about, even that there is a case."""
    return entry.is_alone or entry.row.is_quiet
