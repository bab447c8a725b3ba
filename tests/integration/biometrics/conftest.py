"""A counter with a capture device."""

from datetime import datetime

import pytest

from factories.captures import Counter, open_counter


@pytest.fixture
def counter(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Counter:
    return open_counter(now, monkeypatch)
