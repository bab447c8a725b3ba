"""A clerk before the screen of a household in a round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from factories.visits import Visiting, announced, come_to_visit


@dataclass(slots=True)
class Desk:
    """A clerk at the counter, with a household of five."""

    visiting: Visiting
    client: Client

    @property
    def at(self) -> str:
        """The address of the screen."""
        return f"/counter/round/{self.visiting.case.pk}/"

    def page(self) -> str:
        """The screen."""
        return self.client.get(self.at).content.decode()

    def press(
        self, button: str, *, present: Sequence[int] = (), typed: Mapping[str, str] | None = None
    ) -> HttpResponse:
        """Press a button of the screen with who is there, by place, and what was typed."""
        form = {
            "form": "1",
            "key": "key-of-the-screen-0001",
            "present": [str(self.visiting.subject(one)) for one in present],
            **(typed or {}),
        }
        return self.client.post(f"{self.at}{button}/", form)  # type: ignore[return-value]  # Django's own answer


@pytest.fixture
def desk(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Desk:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    visiting = come_to_visit(announced(now))
    monkeypatch.setattr(timezone, "now", lambda: visiting.round.now)
    monkeypatch.setattr("panah.web.identity.utc_now", lambda: visiting.round.now)
    client = Client()
    client.force_login(visiting.round.bureau.hire("service-clerk"))
    return Desk(visiting, client)
