"""Django's entry to the package."""

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    """The application of appointments."""

    name = "panah.appointments"
    label = "appointments"

    def ready(self) -> None:
        """Let the worker offer what became free."""
        from panah.appointments import operations  # noqa: PLC0415  # models exist only now
        from panah.casework import registrations  # noqa: PLC0415  # the same

        registrations.register_job(operations.FREED, operations.offer_freed)
