"""Django's entry to the package."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """The application of notifications."""

    name = "panah.notifications"
    label = "notifications"
