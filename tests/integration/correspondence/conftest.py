"""The inter-city slip on its straight way."""

from datetime import datetime

import pytest

from factories.slips import Slips, open_slips, straight_way


@pytest.fixture
def slips(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Slips:
    straight_way(monkeypatch)
    return open_slips(now)
