"""Django's entry to the package."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    """The secretariat: numbered letters."""

    name = "panah.correspondence"
    label = "correspondence"

    def ready(self) -> None:
        """Give the engine the consumer of `issue`, and the papers what typesets letters for their signed files."""
        from panah.casework.registrations import register_job  # noqa: PLC0415  # models must be loaded first
        from panah.correspondence.operations.filing import sheet_to_sign  # noqa: PLC0415  # the same
        from panah.correspondence.operations.issuing import issue_paper  # noqa: PLC0415  # the same
        from panah.documents.registrations import register_sheet  # noqa: PLC0415  # the same

        register_job("issue", issue_paper)
        register_sheet("letter", sheet_to_sign)
