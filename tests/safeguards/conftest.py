"""A bureau with the shipped slip in force, and a traveller who was refused."""

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings

from factories.bureau import Bureau, open_bureau
from factories.leaving import Way, all_is_taken, open_way
from factories.refusals import Refused, refuse_somebody
from factories.trips import publish_slip
from panah.casework import registrations


@pytest.fixture
def bureau(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    """A case that has come to payment stays there; the server of static files finds its folder."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(registrations, "_charging", [lambda call: call.travellers.none()])
    opened = open_bureau()
    publish_slip(now=now)
    return opened


@pytest.fixture
def refused(bureau: Bureau, now: datetime) -> Refused:
    """Two travellers to a no-go area; the first is refused, the second still looked at."""
    return refuse_somebody(bureau, now=now)


@pytest.fixture
def way(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Way:
    """A household of nine, none of whom has said anything yet about leaving."""
    all_is_taken(monkeypatch)
    return open_way(now)
