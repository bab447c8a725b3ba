"""The page of one service in four parts: what it is, conditions, guide and steps, answers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from panah.catalogue.queries import published_service
from panah.foundation.clock import local_date, utc_now
from panah.foundation.errors import NotFound
from panah.web.public.service_page import service_page
from panah.web.public.situations import situation
from panah.web.public.sources import said_by
from panah.web.tongues import tongue_of


def service(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one service; what its sources disagree on stands openly, each value with its source."""
    tongue = tongue_of(get_language())
    try:
        published = published_service(slug, language=tongue.code, today=local_date(utc_now()))
    except NotFound as missing:
        raise Http404 from missing
    conflicts = [
        (point, [(value, said_by(value.source)) for value in point.values])
        for point in published.form.conflicts
    ]
    context = {
        "published": published,
        "form": published.form,
        "page": service_page(published, tongue),
        "situation": situation(published.form.situation),
        "conflicts": conflicts,
        "is_open": published.definition is not None,
    }
    return render(request, "panah/public/service.html", context)
