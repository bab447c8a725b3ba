"""Addresses for providers and other authorities."""

from django.urls import path

from panah.web.gateways import crossings, receipts

app_name = "gateways"
urlpatterns = [
    path("border/crossings/", crossings.crossings, name="crossings"),
    path("<slug:channel>/receipts/", receipts.receipts, name="receipts"),
]
