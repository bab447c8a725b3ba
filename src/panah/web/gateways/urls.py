"""Addresses for providers."""

from django.urls import path

from panah.web.gateways import receipts

app_name = "gateways"
urlpatterns = [path("<slug:channel>/receipts/", receipts.receipts, name="receipts")]
