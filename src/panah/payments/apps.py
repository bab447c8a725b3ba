"""Django's entry to the package."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The application of payments."""

    name = "panah.payments"
    label = "payments"

    def ready(self) -> None:
        """Give the engine what it asks of payments: charging, and what follows an end or the word `exempt`."""
        from panah.casework import registrations  # noqa: PLC0415  # models exist only now
        from panah.documents.registrations import register_receipts  # noqa: PLC0415  # the same
        from panah.payments import operations, receipts  # noqa: PLC0415  # the same

        registrations.register_charging(operations.raise_charges)
        registrations.register_after_end(operations.close_charges)
        registrations.register_after_open(operations.honour_exempt_words)
        register_receipts(receipts.receipts_of)
