"""A paper on its bearer's phone: the square, large and calm, and what it says; what stands no more says so instead."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from panah.casework.queries.applicant import case_page
from panah.casework.queries.reading import log_own_look
from panah.documents.operations import shown_on_phone
from panah.documents.queries import CasePaper, Standing, paper_in_case
from panah.foundation.clock import local_date
from panah.web.account.case import whose_papers
from panah.web.identity import visitor_of

QUIET: Final = 4
"""Modules of white a reader wants around a square (ISO/IEC 18004)."""


def wallet(request: HttpRequest, case_id: int, paper: int) -> HttpResponse:
    """Show a paper of the case: one's own, or one that all share."""
    visitor = visitor_of(request)
    page, today = case_page(case_id, actor=visitor.actor, now=visitor.now), local_date(visitor.now)
    found = paper_in_case(paper, case_ids=[case_id], on=today, bearers=whose_papers(page))
    if found is None:
        raise Http404
    log_own_look(case_id, actor=visitor.actor, now=visitor.now, about=f"{found.name} {found.number}")
    shown = shown_on_phone(found.id)
    stands = found.standing in {Standing.VALID, Standing.NOT_YET}
    context = {
        "page": page,
        "paper": found,
        "shown": shown,
        "state": "stands" if stands else _why_not(found, is_past=_is_past(found, today)),
        "side": len(shown.square) + 2 * QUIET if stands else 0,
        "drawn": drawn(shown.square) if stands else "",
    }
    answer = render(request, "panah/account/wallet.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def drawn(square: Sequence[str]) -> str:
    """Draw the rows of a square as the path of a picture, one step for each dark run, the quiet field around it."""
    return "".join(
        f"M{left + QUIET} {top + QUIET}h{wide}v1h-{wide}z"
        for top, row in enumerate(square)
        for left, wide in _dark_runs(row)
    )


def _dark_runs(row: str) -> Iterator[tuple[int, int]]:
    left = 0
    for module, run in groupby(row):
        wide = len(list(run))
        if module == "x":
            yield left, wide
        left += wide


def _is_past(paper: CasePaper, today: date) -> bool:
    return paper.valid_until is not None and paper.valid_until < today


def _why_not(paper: CasePaper, *, is_past: bool) -> str:
    if paper.standing is Standing.VOID:
        return "replaced" if paper.is_replaced else "void"
    return "over" if is_past else "used"
