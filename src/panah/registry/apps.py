"""Django's entry to the package."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The registry app."""

    name = "panah.registry"
    verbose_name = "ثبت اشخاص و خانوارها"
    default_auto_field = "django.db.models.BigAutoField"
