"""Where one goes after signing in, and what allauth asks an address for although Panah does not have it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from panah.web.identity import visitor_of


def arrive(request: HttpRequest) -> HttpResponse:
    """Send staff to their office and people to their own pages."""
    visitor = visitor_of(request)
    wanted = "office:today" if visitor.is_staff else "account:home"
    try:
        return redirect(reverse(wanted))
    except NoReverseMatch:
        return redirect("public:home")


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer that there is no such page: accounts are opened and passwords reset at an office."""
    del request
    raise Http404
