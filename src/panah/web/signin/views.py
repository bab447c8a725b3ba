"""Where one goes after signing in, and what allauth asks an address for although Panah does not have it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.web.identity import visitor_of


def arrive(request: HttpRequest) -> HttpResponse:
    """Send staff to their desk or counter, and people to their own pages."""
    visitor = visitor_of(request)
    if not visitor.is_staff:
        return redirect("account:home" if visitor.level else "public:home")
    return redirect("counter:home" if visitor.roles == {"service-clerk"} else "office:today")


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer that there is no such page: accounts are opened and passwords reset at an office."""
    del request
    raise Http404
