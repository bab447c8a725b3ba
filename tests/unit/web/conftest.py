"""What tests of pages need beside the database."""

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="session", autouse=True)
def folder_of_static_files() -> None:
    """The server of static files warns of a folder that is not there; in tests nothing was gathered into it."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
