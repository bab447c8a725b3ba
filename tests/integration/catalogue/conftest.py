"""A catalogue as it stands after the first start: every shipped service and directive in force."""

from datetime import datetime

import pytest

from panah.catalogue.operations import publish_shipped


@pytest.fixture
def published(db: None, now: datetime) -> list[str]:
    """Publish what is shipped; gives the slugs."""
    return publish_shipped(now=now, published_by="test")
