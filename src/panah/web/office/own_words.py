"""What somebody says for herself at a desk: that she stays; and who heads a household whose head leaves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.operations import follow_head, stay
from panah.foundation.errors import PanahError
from panah.web.forms.keys import sent_key
from panah.web.identity import actor_of, now_of
from panah.web.office.bulk import status_of
from panah.web.office.case import shown
from panah.web.office.frame import number_of
from panah.web.office.words import sentence_of


def stays(request: HttpRequest, case: int, subject: int) -> HttpResponse:
    """Take the word of one person, said here and alone, that she stays; nothing is asked."""
    try:
        stay(
            case_id=case,
            subject=subject,
            actor=actor_of(request),
            key=sent_key(request),
            now=now_of(request),
        )
    except PanahError as refused:
        return shown(request, case, notice=sentence_of(refused), status=status_of(refused))
    messages.success(request, "ثبت شد: می‌ماند. تنها خود او و همکاران همین پرونده می‌بینند.")
    return redirect("office:case", case)


def follow(request: HttpRequest, case: int) -> HttpResponse:
    """Write down who heads the household from today, or stands in until its head has left."""
    person = number_of(request.POST.get("person", "")) or 0
    try:
        follow_head(case_id=case, person_id=person, actor=actor_of(request), now=now_of(request))
    except PanahError as refused:
        return shown(request, case, notice=sentence_of(refused), status=status_of(refused))
    messages.success(request, "ثبت شد و از همین امروز در سوابق خانوار است.")
    return redirect("office:case", case)
