"""Django's entry to the package."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The application of payments."""

    name = "panah.payments"
    label = "payments"
