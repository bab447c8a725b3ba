"""Django's entry to the package."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The application of payments."""

    name = "panah.payments"
    label = "payments"

    def ready(self) -> None:
        """Give the engine what it asks of payments: charging, and what follows an end or the word `exempt`."""
        from panah.casework import registrations  # noqa: PLC0415  # models exist only now
        from panah.payments import operations  # noqa: PLC0415  # the same

        registrations.register_charging(operations.raise_charges)
        registrations.register_after_end(operations.close_charges)
        registrations.register_after_open(operations.honour_exempt_words)
