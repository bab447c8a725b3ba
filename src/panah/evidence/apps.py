"""Django's entry to the package."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The application of evidence."""

    name = "panah.evidence"
    label = "evidence"
