"""Django's entry to the package."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """The application of notifications."""

    name = "panah.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Listen to the engine for what there is to tell."""
        from panah.casework import registrations  # noqa: PLC0415  # models exist only now
        from panah.notifications import operations  # noqa: PLC0415  # the same

        registrations.register_after_open(operations.news_of_items)
        registrations.register_after_end(operations.news_of_ends)
        registrations.register_job("told", operations.deliver_news)
