"""What every test may ask for."""

from datetime import UTC, datetime

import pytest


@pytest.fixture
def now() -> datetime:
    """Sunday 1 Azar 1405 in Tehran, 09:12: an open day."""
    return datetime(2026, 11, 22, 5, 42, tzinfo=UTC)
