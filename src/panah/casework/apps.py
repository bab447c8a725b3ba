"""The application of cases."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Cases and their work items."""

    name = "panah.casework"
    label = "casework"

    def ready(self) -> None:
        """Give the engine its conditions."""
        from panah.casework import conditions  # noqa: PLC0415  # models are there only once the applications are

        conditions.register()
