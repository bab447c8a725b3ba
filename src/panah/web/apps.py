"""The web faces as one Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and template tags of every page."""

    name = "panah.web"
    verbose_name = "صفحه‌ها"
