"""Addresses for providers and other authorities."""

from django.urls import path

from panah.web.gateways import captures, crossings, receipts

app_name = "gateways"
urlpatterns = [
    path("border/crossings/", crossings.crossings, name="crossings"),
    path("capture/<slug:device>/tickets/", captures.tickets, name="capture-tickets"),
    path("capture/<slug:device>/readings/", captures.readings, name="capture-readings"),
    path("<slug:channel>/receipts/", receipts.receipts, name="receipts"),
]
