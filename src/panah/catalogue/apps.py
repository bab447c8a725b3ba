"""Django's entry to the package."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The catalogue of services."""

    name = "panah.catalogue"
    verbose_name = "خدمات"
    default_auto_field = "django.db.models.BigAutoField"
