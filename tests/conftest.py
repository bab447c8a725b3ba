"""What every test may ask for."""

import os
from datetime import UTC, datetime

import pytest
from hypothesis import settings

settings.register_profile("same-every-time", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("PANAH_EXAMPLES", "same-every-time"))


@pytest.fixture
def now() -> datetime:
    """Sunday 1 Azar 1405 in Tehran, 09:12: an open day."""
    return datetime(2026, 11, 22, 5, 42, tzinfo=UTC)
