"""Django's entry to the package."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    """The application of correspondence."""

    name = "panah.correspondence"
    label = "correspondence"
