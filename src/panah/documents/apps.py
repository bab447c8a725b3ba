"""Django's entry to the package."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The papers that go out."""

    name = "panah.documents"
    verbose_name = "مدرک‌ها"
    default_auto_field = "django.db.models.BigAutoField"
