"""The ministry's table of permits, printed as the ministry printed it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from panah.catalogue.queries import catalogue_table


def catalogue(request: HttpRequest) -> HttpResponse:
    """Show the table: number, title, identifier, owning unit, recipients; blank cells stay blank."""
    return render(request, "panah/public/catalogue.html", {"rows": catalogue_table()})
