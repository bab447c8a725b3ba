"""The inter-city slip on its straight way, and a bureau with its secretariat."""

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from factories.letters import Desk, open_desk
from factories.slips import Slips, open_slips, straight_way


@pytest.fixture
def slips(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Slips:
    straight_way(monkeypatch)
    return open_slips(now)


@pytest.fixture
def desk(db: None, now: datetime, settings: LazySettings, tmp_path: Path) -> Desk:
    """No line to other secretariats unless a test opens one; files lie in a folder of the test's own."""
    settings.PANAH_ECE_URL = ""
    settings.MEDIA_ROOT = tmp_path / "files"
    return open_desk(now)
