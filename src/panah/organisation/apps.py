"""Django's entry to the package."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """The organisation app."""

    name = "panah.organisation"
    verbose_name = "سازمان"
    default_auto_field = "django.db.models.BigAutoField"
