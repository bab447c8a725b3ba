"""The shipped service with outside systems that take everything at once."""

from datetime import datetime

import pytest

from factories.leaving import Way, all_is_taken, open_way


@pytest.fixture
def way(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Way:
    """A bureau and nine people, none of whom has said anything yet."""
    all_is_taken(monkeypatch)
    return open_way(now)
