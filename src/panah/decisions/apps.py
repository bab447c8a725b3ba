"""Django's entry to the package."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The application of decisions."""

    name = "panah.decisions"
    label = "decisions"
