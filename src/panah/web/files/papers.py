"""Sending an issued paper or a receipt to whoever may have it; it is kept in no cache."""

from django.http import HttpResponse


def sent_pdf(paper: bytes, number: str) -> HttpResponse:
    """Send a PDF under its number."""
    name = number.replace("/", "-")
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"},
    )
