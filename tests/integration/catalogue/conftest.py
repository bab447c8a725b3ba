"""A catalogue as it stands after the first start: every shipped service and directive in force."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from panah.catalogue.operations import publish_shipped

FIRST_START = datetime(2026, 11, 22, 5, 42, tzinfo=UTC)


@pytest.fixture
def published(db: None, now: datetime) -> list[str]:
    """Publish what is shipped; gives the slugs."""
    return publish_shipped(now=now, published_by="test")


@pytest.fixture(scope="module")
def published_for_reading(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Publish what is shipped once for a module whose tests only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        publish_shipped(now=FIRST_START, published_by="test")
        yield
        transaction.set_rollback(True)
