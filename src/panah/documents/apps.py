"""Django's entry to the package."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The papers that go out."""

    name = "panah.documents"
    verbose_name = "مدرک‌ها"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the engine what a process may do to a paper."""
        from panah.casework.registrations import (  # noqa: PLC0415  # models must be loaded first
            register_after_end,
            register_effect,
            register_expiry,
            register_job,
        )
        from panah.documents import conditions, expiry  # noqa: PLC0415  # the same
        from panah.documents.operations import certificates, held, outside  # noqa: PLC0415  # the same
        from panah.documents.operations.effects import invalidate, reinstate  # noqa: PLC0415  # the same
        from panah.documents.operations.handing import hand  # noqa: PLC0415  # the same
        from panah.documents.operations.printing import sheet_to_sign  # noqa: PLC0415  # the same
        from panah.documents.registrations import register_sheet  # noqa: PLC0415  # the same

        conditions.register()
        register_after_end(certificates.end_certificates)
        register_expiry(expiry.expiries)
        register_effect("certify-filing", certificates.certify_filing)
        register_effect("invalidate", invalidate)
        register_effect("void", invalidate)
        register_effect("reinstate", reinstate)
        register_effect("suspend", held.suspend)
        register_effect("hold", held.hold)
        register_effect("release", held.release)
        register_job("record-in-najva", outside.record)
        register_job("correct-in-najva", outside.correct)
        register_job("tell-border", outside.tell)
        register_effect("hand", hand)
        register_sheet("document", sheet_to_sign)
