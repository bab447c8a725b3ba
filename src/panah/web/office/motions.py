"""«حرکت‌های من»: what one did today, motion by motion, and taking it back while it still waits."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.operations import ActResult, recall
from panah.casework.queries.motions import MOST, motions
from panah.foundation.errors import NotFound, PanahError
from panah.web.forms.keys import new_key, sent_key
from panah.web.identity import actor_of, now_of, visitor_of
from panah.web.office.bulk import status_of
from panah.web.office.dues import clock_time, day_start
from panah.web.office.frame import page
from panah.web.office.words import act_label, sentence_of

WHY: Final = {
    "moved-on": "پیش از این از درنگ گذشته است",
    "too-late": "دیگر بازخواندنی نیست",
}


def mine(request: HttpRequest) -> HttpResponse:
    """List one's own motions of today, the newest first."""
    now = now_of(request)
    rows = motions(account_id=visitor_of(request).account_id or 0, since=day_start(now), now=now)
    lines = [
        (
            row,
            clock_time(row.at),
            act_label(row.word, row.word),
            clock_time(row.until) if row.until else "",
            new_key() if row.still else "",
        )
        for row in rows
    ]
    return page(request, "motions", {"rows": lines, "most": MOST if len(rows) == MOST else 0})


def take_back(request: HttpRequest, batch: int) -> HttpResponse:
    """Take one of them back, and say how many came back and why the others did not."""
    try:
        result = recall(batch_id=batch, actor=actor_of(request), key=sent_key(request), now=now_of(request))
    except NotFound as unseen:
        raise Http404 from unseen
    except PanahError as refused:
        return page(request, "refused", {"sentence": sentence_of(refused)}, status=status_of(refused))
    if not result.moved:
        return page(request, "refused", {"sentence": _told(result)}, status=409)
    messages.success(request, _told(result))
    return redirect("office:motions")


def _told(result: ActResult) -> str:
    parts = [f"{result.moved} پرونده بازگشت."] if result.moved else []
    for reason, sentence in WHY.items():
        count = sum(one.reason == reason for one in result.skipped)
        if count:
            parts.append(f"{count} پرونده {sentence} و دست نخورد.")
    return " ".join(parts) or "چیزی برای بازخواندن نبود."
