"""Django's entry to the package."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The papers that go out."""

    name = "panah.documents"
    verbose_name = "مدرک‌ها"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the engine what a process may do to a paper."""
        from panah.casework.registrations import register_effect  # noqa: PLC0415  # models must be loaded first
        from panah.documents.operations.effects import hand, invalidate  # noqa: PLC0415  # the same

        register_effect("invalidate", invalidate)
        register_effect("void", invalidate)
        register_effect("hand", hand)
