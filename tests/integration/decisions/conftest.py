"""A bureau with the slip, the objection and the directive in force, and a traveller who was refused."""

from datetime import datetime

import pytest

from factories.bureau import Bureau, open_bureau
from factories.refusals import Refused, refuse_somebody
from factories.trips import publish_slip
from panah.casework import registrations


@pytest.fixture
def bureau(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    """A case that has come to payment stays there."""
    monkeypatch.setattr(registrations, "_charging", [lambda call: call.travellers.none()])
    opened = open_bureau()
    publish_slip(now=now)
    return opened


@pytest.fixture
def refused(bureau: Bureau, now: datetime) -> Refused:
    """Two travellers to a no-go area; the first is refused, the second still looked at."""
    return refuse_somebody(bureau, now=now)
