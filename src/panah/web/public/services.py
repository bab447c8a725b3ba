"""All services under the situations of life, and what a search finds among them."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from panah.catalogue.queries import find_services, service_cards
from panah.web.public.situations import grouped

LONGEST_QUESTION: Final = 200


def services(request: HttpRequest) -> HttpResponse:
    """List the services; `?q=` lists those that answer the words typed."""
    language = get_language() or "fa"
    question = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION]
    if question:
        context = {"question": question, "found": find_services(question, language=language)}
    else:
        context = {"groups": grouped(service_cards(language=language))}
    return render(request, "panah/public/services.html", context)
