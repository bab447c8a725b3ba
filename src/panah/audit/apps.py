"""The application of the journal."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The journal."""

    name = "panah.audit"
    label = "audit"
