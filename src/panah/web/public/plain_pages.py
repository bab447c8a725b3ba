"""Pages that are only words: help, rights, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def help_page(request: HttpRequest) -> HttpResponse:
    """Show whom to ask, in which words, and that help costs nothing."""
    return render(request, "panah/public/help.html")


def rights(request: HttpRequest) -> HttpResponse:
    """Show what a person may always ask for."""
    return render(request, "panah/public/rights.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """Show what the pages do for people who read, see or move differently, and where they fall short."""
    return render(request, "panah/public/accessibility.html")
