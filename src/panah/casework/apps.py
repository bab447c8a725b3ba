"""The application of cases."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Cases and their work items."""

    name = "panah.casework"
    label = "casework"
