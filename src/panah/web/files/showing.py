"""Sending a file to whoever may see it: as what it is, alone in its box, and into no cache."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse

from panah.casework.queries.reading import Reading
from panah.evidence.operations import Opened, look_at, look_at_held
from panah.foundation.errors import NotFound
from panah.web.identity import visitor_of

TYPES: Final = {"picture": ("image/jpeg", "inline", "jpg"), "pdf": ("application/pdf", "attachment", "pdf")}
"""A picture is shown in its page; a PDF, which may do more than be looked at, is only given away."""


def evidence(case_id: int, upload_id: int, look: Reading) -> HttpResponse:
    """Show a file of a case; the look is written down. Raises Http404 where the case has none such."""
    try:
        return _sent(look_at(case_id=case_id, upload_id=upload_id, look=look), upload_id)
    except NotFound as missing:
        raise Http404 from missing


def held(request: HttpRequest, held_id: int) -> HttpResponse:
    """Show somebody a file that waits for their own form; raises Http404 for anybody else."""
    try:
        opened = look_at_held(account_id=visitor_of(request).account_id or 0, held_id=held_id)
    except NotFound as missing:
        raise Http404 from missing
    return _sent(opened, held_id)


def picture(body: bytes, number: int) -> HttpResponse:
    """Show a picture (JPEG) that the caller was allowed to open."""
    return _boxed(body, "picture", number)


def safe_file(body: bytes, kind: str, number: int) -> HttpResponse:
    """Send a file that was made safe (`picture` or `pdf`) and that the caller was allowed to open."""
    return _boxed(body, kind, number)


def _sent(opened: Opened, number: int) -> HttpResponse:
    return _boxed(opened.body, opened.kind, number)


def _boxed(body: bytes, name: str, number: int) -> HttpResponse:
    kind, how, ending = TYPES[name]
    return HttpResponse(
        body,
        content_type=kind,
        headers={
            "Content-Disposition": f'{how}; filename="{number}.{ending}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
