"""The front door: search, the service that is open, situations of life, where a file lies, offices."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from panah.catalogue.queries import service_cards
from panah.web.public.situations import situations
from panah.web.public.track import empty_form
from panah.web.public.verify_page import QuestionForm

FEATURED: Final = "intercity-travel"
"""The service shown in the frame of the home page while it is open online."""


def home(request: HttpRequest) -> HttpResponse:
    """Show the home page."""
    cards = service_cards(language=get_language() or "fa")
    featured = next((card for card in cards if card.slug == FEATURED and card.is_open), None)
    context = {
        "situations": situations(),
        "featured": featured,
        "count": len(cards),
        "track_form": empty_form(request, auto_id="track_%s"),
        "paper_form": QuestionForm(auto_id="paper_%s", label_suffix=""),
    }
    return render(request, "panah/public/home.html", context)
