"""Django's entry to the package."""

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    """The application of appointments."""

    name = "panah.appointments"
    label = "appointments"
