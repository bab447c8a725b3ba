"""Django's entry to the package."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """The application of rounds."""

    name = "panah.rounds"
    label = "rounds"

    def ready(self) -> None:
        """Give the process the conditions of a round."""
        from panah.casework.registrations import register_condition  # noqa: PLC0415  # models must be loaded first
        from panah.payments.registrations import register_rounds  # noqa: PLC0415  # the same
        from panah.rounds.conditions import cases_of, ministry_approves, of_round  # noqa: PLC0415  # the same

        register_rounds(cases_of)
        register_condition("of-round", of_round)
        register_condition("ministry-approves", ministry_approves)
