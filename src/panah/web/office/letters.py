"""Letters on paper: the list of an office, the sheets to print, and that they were handed over or posted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from panah.foundation.errors import Conflict, InvalidInput, NotFound
from panah.notifications.operations import letter_went, print_letters
from panah.notifications.queries import letters_to_send
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of, page, scope_of
from panah.web.tongues import tongue_of


def letters(request: HttpRequest) -> HttpResponse:
    """List the letters that have not gone yet, the oldest first."""
    return _listed(request)


def print_sheets(request: HttpRequest) -> HttpResponse:
    """Show the chosen letters as sheets of A4 and note that they were printed."""
    chosen = [number for text in request.POST.getlist("letter")[:100] if (number := number_of(text))]
    sheets = print_letters(message_ids=chosen, actor=actor_of(request), now=now_of(request))
    if not sheets:
        return _listed(request, notice="نامه‌ای برگزیده نشده است.", status=422)
    context = {"sheets": [(one, tongue_of(one.language)) for one in sheets], "today": now_of(request)}
    return render(request, "panah/office/letters_print.html", context)


def went(request: HttpRequest, message: int) -> HttpResponse:
    """Record that a letter was handed over or posted."""
    means = request.POST.get("means", "")
    try:
        letter_went(message_id=message, means=means, actor=actor_of(request), now=now_of(request))
    except NotFound as gone:
        raise Http404 from gone
    except Conflict:
        notice = "این نامه تنها به دست خود شخص داده می‌شود و پست نمی‌شود."
        return _listed(request, notice=notice, status=409)
    except InvalidInput:
        return _listed(request, notice="بنویسید نامه به دست شخص رسید یا پست شد.", status=422)
    messages.success(request, "ثبت شد.")
    return redirect("office:letters")


def _listed(request: HttpRequest, *, notice: str = "", status: int = 200) -> HttpResponse:
    found = letters_to_send(scope_of(request))
    context = {"letters": [(one, tongue_of(one.language).name) for one in found], "notice": notice}
    return page(request, "letters", context, status=status)
