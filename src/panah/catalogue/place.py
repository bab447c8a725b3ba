"""Whose installation this is."""

from django.conf import settings


def home_province() -> str | None:
    """The slug of the province this installation serves (`PANAH_PROVINCE`); None for a ministry's."""
    found: object = getattr(settings, "PANAH_PROVINCE", "bushehr")
    return str(found) if found else None
