"""The second person's list: what could not be captured at the counters, confirmed and sent on in one act (S8, S16)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.foundation.errors import PanahError
from panah.rounds.operations import second_excuses
from panah.rounds.queries.seconding import waiting_for_second
from panah.web.forms.captures import REASONS, UNDONE
from panah.web.forms.keys import key_of, new_key
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of, page, scope_of
from panah.web.office.rounds.words import sentence

BY_SIGHT = "با دیدن و مدرک شناخته شد"
WHAT = {"finger": "اثر انگشت", "iris": "عنبیه", "face": "عکس"}


def excuses(request: HttpRequest) -> HttpResponse:
    """List what waits for a second person, the oldest first."""
    return _shown(request)


def seconded(request: HttpRequest) -> HttpResponse:
    """Say the second word about one person."""
    try:
        moved = second_excuses(
            subject_id=number_of(request.POST.get("subject", "")) or 0,
            actor=actor_of(request),
            key=f"second:{key_of(request)}",
            now=now_of(request),
        )
    except PanahError as wrong:
        return _shown(request, notice=UNDONE.get(wrong.code) or sentence(wrong), status=409)
    messages.success(request, "تأیید شد و کار او جلو رفت." if moved else "تأیید شد.")
    return redirect("office:round-excuses")


def _shown(request: HttpRequest, *, notice: str = "", status: int = 200) -> HttpResponse:
    found = waiting_for_second(scope=scope_of(request))
    rows = [
        (
            one,
            [
                (
                    WHAT.get(each.modality.value, "") if each.modality else "",
                    REASONS.get(each.reason.value, BY_SIGHT),
                )
                for each in one.excuses
            ],
        )
        for one in found
    ]
    return page(request, "rounds/excuses", {"rows": rows, "key": new_key(), "notice": notice}, status=status)
