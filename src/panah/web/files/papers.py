"""Sending an issued paper or a receipt to whoever may have it; it is kept in no cache."""

from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override

OWN: Final = "account"
"""Where people read in their own language; officers read Persian."""


def sent_pdf(paper: bytes, number: str) -> HttpResponse:
    """Send a PDF under its number."""
    name = number.replace("/", "-")
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"},
    )


def sent_file(request: HttpRequest, paper: bytes | None, number: str) -> HttpResponse:
    """Send a signed file under its number; while it is being made, a page that says so."""
    if paper is not None:
        return sent_pdf(paper, number)
    at = request.resolver_match
    with override(get_language() if at and at.namespace == OWN else "fa"):
        answer = render(request, "panah/being_made.html", {"number": number}, status=HTTPStatus.ACCEPTED)
    answer["Cache-Control"] = "no-store"
    answer["Retry-After"] = "2"
    return answer
