"""A bureau with the slip and the directive in force."""

from datetime import datetime

import pytest

from factories.bureau import Bureau, open_bureau
from factories.trips import publish_slip
from panah.casework import registrations


@pytest.fixture
def bureau(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    """A case that has come to payment stays there."""
    monkeypatch.setattr(registrations, "_charging", [lambda call: call.travellers.none()])
    opened = open_bureau()
    publish_slip(now=now)
    return opened
