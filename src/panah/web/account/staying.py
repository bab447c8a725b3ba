"""Saying for oneself that one stays; nobody else is told (S12, S29)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from panah.casework.operations import stay
from panah.casework.queries.applicant import case_page
from panah.casework.queries.staying import own_words
from panah.foundation.errors import PanahError
from panah.web.account.case import show
from panah.web.forms.keys import key_of, new_key, writer_of
from panah.web.forms.told import SENTENCES, sentence
from panah.web.identity import visitor_of


def staying(request: HttpRequest, case_id: int, subject: int) -> HttpResponse:
    """Ask once more, then take the word that one stays; the same form sent twice is one word."""
    visitor = visitor_of(request)
    if request.method == "POST":
        try:
            stay(
                case_id=case_id,
                subject=subject,
                actor=visitor.actor,
                key=f"stay:{key_of(request)}",
                now=visitor.now,
            )
        except PanahError as wrong:
            return show(request, case_id, problem=_told(wrong), status=409)
        return redirect("account:case", case_id)
    if all(one.subject != subject for one in own_words(case_id, actor=visitor.actor)):
        return show(request, case_id, problem=str(SENTENCES["moved-on"]), status=409)
    page = case_page(case_id, actor=visitor.actor, now=visitor.now)
    context = {"page": page, "key": new_key(), "writer": writer_of(request)}
    return render(request, "panah/account/stay.html", context)


def _told(wrong: PanahError) -> str:
    """Where there is nothing to stay from any more, the case has gone on."""
    return str(SENTENCES["moved-on"]) if wrong.code == "too-late" else sentence(wrong)
