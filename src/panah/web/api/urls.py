"""Addresses for machines that show a key."""

from typing import Final

from panah.web.api.verify import api

ROOT: Final = "api-root"
"""Ninja's own; nothing is there."""

app_name = "api"
urlpatterns = [one for one in api.urls[0] if getattr(one, "name", "") != ROOT]
