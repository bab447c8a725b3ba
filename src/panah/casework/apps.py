"""The application of cases."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Cases and their work items."""

    name = "panah.casework"
    label = "casework"

    def ready(self) -> None:
        """Give the engine its conditions, what ends a status, and the jobs by which cases call others."""
        from panah.casework import (  # noqa: PLC0415  # models come with the applications
            conditions,
            guardians,
            own_request,
            registrations,
            statuses,
        )
        from panah.casework.operations import calling  # noqa: PLC0415  # the same
        from panah.casework.queries.under_way import open_cases_of  # noqa: PLC0415  # the same
        from panah.registry.holds import register_hold  # noqa: PLC0415  # the same

        conditions.register()
        guardians.register()
        own_request.register()
        statuses.register()
        registrations.register_job(calling.CALL, calling.open_called)
        registrations.register_job(calling.CALLED_ENDED, calling.go_on_after)
        register_hold("open-cases", open_cases_of)
