"""A bureau with two counters."""

from datetime import datetime

import pytest

from factories.times import Times, open_times


@pytest.fixture
def times(db: None, now: datetime) -> Times:
    return open_times(now)
