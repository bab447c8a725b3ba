"""Handing out many files in one motion: the count is frozen and shown, then each goes or is named with its reason."""

from collections import Counter
from itertools import groupby
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.operations import ActResult, reassign
from panah.casework.queries.handing import hand_out as laid_out
from panah.foundation.errors import PanahError
from panah.web.forms.keys import new_key, sent_key
from panah.web.identity import actor_of, now_of
from panah.web.office.bulk import MOST_NAMED, selection, status_of
from panah.web.office.frame import number_of, page
from panah.web.office.words import SKIPPED, sentence_of

POOL: Final = "pool"
WHY: Final = {
    **SKIPPED,
    "held": "نزد همکار دیگری است",
    "not-yours": "در اختیار شما نیست",
    "own-matter": "به خود شما مربوط است",
    "unchanged": "از پیش همان‌جا بود",
    "not-their-role": "در نقش آن همکار نیست",
    "their-matter": "به خود آن همکار مربوط است",
    "same-officer": "گام پیشینش را همان همکار انجام داده است",
}


def hand_out(request: HttpRequest) -> HttpResponse:
    """Show how many are about to be handed out, by step, and to whom they can go."""
    chosen = selection(request.POST.getlist("item"))
    actor = actor_of(request)
    found = laid_out([(one.item, one.ver) for one in chosen], actor=actor, now=now_of(request))
    steps = Counter((row.service, row.title) for row in found.rows)
    context = {
        "count": len(found.rows),
        "steps": [(service, title, n) for (service, title), n in steps.items()],
        "names": [f"{row.person}، {row.number}" for row in found.rows[:MOST_NAMED]],
        "more": max(len(found.rows) - MOST_NAMED, 0),
        "values": [f"{item}:{ver}" for item, ver in found.chosen],
        "gone": found.gone,
        "to": [(account, label) for account, label in found.to if account != actor.account_id],
        "me": actor.account_id,
        "key": new_key(),
        "none": not chosen,
    }
    return page(request, "hand_out", context)


def handed_out(request: HttpRequest) -> HttpResponse:
    """Do it, and say how many went and why the others did not."""
    to = request.POST.get("to", "")
    account = number_of(to)
    if account is None and to != POOL:
        return page(request, "refused", {"sentence": "همکاری را برگزینید."}, status=422)
    try:
        result = reassign(
            chosen=selection(request.POST.getlist("item")),
            to=account,
            actor=actor_of(request),
            key=sent_key(request),
            now=now_of(request),
        )
    except PanahError as refused:
        return page(request, "refused", {"sentence": sentence_of(refused)}, status=status_of(refused))
    if not result.moved:
        return page(request, "refused", {"sentence": _told(result)}, status=409)
    messages.success(request, _told(result))
    return redirect("office:work")


def _told(result: ActResult) -> str:
    parts = [f"{result.moved} کار سپرده شد."] if result.moved else []
    for reason, those in groupby(sorted(one.reason for one in result.skipped)):
        parts.append(f"{len(list(those))} کار {WHY.get(reason, reason)} و دست نخورد.")
    return " ".join(parts)
