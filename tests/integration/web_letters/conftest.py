"""A bureau with its secretariat, and browsers of its officers at one moment."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from django.conf import LazySettings
from django.test import Client

from factories.letters import Desk, open_desk
from panah.casework.engine.authority import Actor
from panah.organisation.models import Account
from panah.web import identity

type Sees = Callable[..., Client]


@pytest.fixture
def desk(
    db: None, now: datetime, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.PANAH_ECE_URL = ""
    settings.MEDIA_ROOT = tmp_path / "files"
    made = open_desk(now)
    monkeypatch.setattr(identity, "utc_now", lambda: made.now)
    return made


@pytest.fixture
def sees(desk: Desk) -> Sees:
    """A browser of somebody, who said just now who they are unless `fresh=False`."""

    def seen(who: Actor, *, fresh: bool = True) -> Client:
        client = Client()
        account = Account.objects.get(pk=who.account_id or 0)
        client.force_login(account)
        if fresh:
            session = client.session
            session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": desk.now.timestamp()}]
            session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = user_id_to_str(account)
            session.save()
        return client

    return seen
