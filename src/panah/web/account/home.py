"""My page: what is asked of me, my cases, what I began and did not send, and what I can ask for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from panah.casework.queries.drafts import drafts_of
from panah.catalogue.queries import service_cards
from panah.documents.queries import papers_in_hand
from panah.foundation.clock import local_date
from panah.web.account import news
from panah.web.account.door import own_cases
from panah.web.identity import visitor_of


def home(request: HttpRequest) -> HttpResponse:
    """Show one's own page."""
    visitor = visitor_of(request)
    cards = {card.slug: card for card in service_cards(language=get_language() or "fa") if card.is_open}
    begun = [kept for kept in drafts_of(visitor.account_id or 0) if kept.place.endswith("/request")]
    cases_of_mine = own_cases(request)
    context = {
        "cases": cases_of_mine,
        "papers": papers_in_hand(
            {case.id: case.bearers for case in cases_of_mine}, on=local_date(visitor.now)
        ),
        "open_services": list(cards.values()),
        "begun": [
            (cards[slug], kept.kept_at) for kept in begun if (slug := kept.place.partition("/")[0]) in cards
        ],
        "level": visitor.level,
        "notices": news.fresh(request),
    }
    return render(request, "panah/account/home.html", context)
