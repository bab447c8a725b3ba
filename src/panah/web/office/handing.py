"""Taking a work item for oneself, and giving it to a colleague."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from panah.casework.operations import assign, claim
from panah.casework.queries.case_page import item_in_case
from panah.foundation.errors import PanahError
from panah.web.identity import actor_of, now_of
from panah.web.office.bulk import selection, status_of
from panah.web.office.case import shown
from panah.web.office.frame import number_of
from panah.web.office.words import ERRORS, sentence_of

DONE: Final = {"me": "این کار را برداشتید.", "": "این کار به صف برگشت."}
GIVEN: Final = "به همکارتان سپرده شد."


def claim_item(request: HttpRequest, case: int) -> HttpResponse:
    """Take an item; of two who try, the second is shown the fresh case."""
    return _hand(request, case, to="me")


def assign_item(request: HttpRequest, case: int) -> HttpResponse:
    """Give an item to a colleague, or back to all."""
    return _hand(request, case, to=request.POST.get("to", ""))


def _hand(request: HttpRequest, case: int, *, to: str) -> HttpResponse:
    chosen = selection([request.POST.get("item", "")])
    item = chosen[0].item if chosen else 0
    if not item_in_case(item, case_id=case):
        return shown(request, case, notice=ERRORS["item-unknown"], status=409)
    actor, now = actor_of(request), now_of(request)
    try:
        if to == "me":
            claim(chosen=chosen[0], actor=actor, now=now)
        else:
            assign(chosen=chosen[0], to=number_of(to), actor=actor, now=now)
    except PanahError as refused:
        return shown(request, case, item=item, notice=sentence_of(refused), status=status_of(refused))
    messages.success(request, DONE.get(to, GIVEN))
    return redirect(f"{reverse('office:case', args=[case])}?item={item}")
