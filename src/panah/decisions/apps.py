"""Django's entry to the package."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The application of decisions."""

    name = "panah.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Follow every end, and reopen what fell."""
        from panah.casework.registrations import (  # noqa: PLC0415  # models are there only once the applications are
            register_after_end,
            register_job,
        )
        from panah.decisions import operations  # noqa: PLC0415  # the same

        register_after_end(operations.after_end)
        register_job("reopen", operations.reopen_what_fell)
