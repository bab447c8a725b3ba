"""A bureau with one published slip-like service, and cases waiting for the expert."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db.models import QuerySet

from factories.bureau import Bureau, open_bureau, people, public_account
from factories.definitions import publish
from panah.casework import registrations
from panah.casework.engine.authority import SYSTEM
from panah.casework.models import BatchItem, Case, OutboxMessage
from panah.casework.operations import NewSubject, Opening, open_case
from panah.casework.registrations import Call
from panah.catalogue.queries import versions

SLIP = """
slug = "slip"
title = "برگهٔ مسافرتی بین‌شهری"

[subject.traveller]
title = "مسافر"
count = "1+"

[start]
request = { title = "درخواست", kind = "request", by = ["applicant"], at = "travellers" }

[on.withdrawn]
title = "انصراف"
by = ["applicant"]
go = "end:withdrawn"

[step.travellers]
title = "بررسی هر مسافر"
each = "subject"
first = "look"
then = "hand-over"

[step.travellers.look]
title = "بررسی کارشناس"
by = "bureau-expert"
due = "1 working-day"
outcomes = { approved = "done", returned = "amend", refused = "end:refused" }

[step.travellers.amend]
title = "تکمیل"
by = ["person", "applicant"]
due = "5 days"
late = "look"
outcomes = { ready = "look" }

[step.hand-over]
title = "تحویل"
by = ["service-clerk", "bureau-clerk"]
due = "3 days"
late = "end:uncollected"
outcomes = { handed = "end:granted" }

[end]
granted = { title = "داده شد", kind = "granted" }
uncollected = { title = "گرفته نشد", kind = "closed" }
refused = { title = "موافقت نشد", kind = "adverse", reopen = "look" }
withdrawn = { title = "انصراف", kind = "withdrawn" }
"""

type OpenCase = Callable[..., Case]


@pytest.fixture(autouse=True)
def a_folder_of_static_files() -> None:
    """The server of static files wants its folder to be there."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def bureau(db: None) -> Bureau:
    return open_bureau()


@pytest.fixture(autouse=True)
def nothing_above_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine alone: what other packages would do at an end or a payment is theirs to test."""

    def nobody(call: Call, _: str = "") -> QuerySet[BatchItem]:
        return call.travellers.none()

    def nothing(message: OutboxMessage, now: datetime) -> None:
        del message, now

    monkeypatch.setattr(registrations, "_conditions", {"odd": nobody})
    monkeypatch.setattr(registrations, "_jobs", {"issue": nothing})
    monkeypatch.setattr(registrations, "_charging", [nobody])
    monkeypatch.setattr(registrations, "_after_end", [])


@pytest.fixture
def opened(bureau: Bureau, now: datetime) -> OpenCase:
    """Open a case of the slip: `opened(travellers=2, office=bureau.counter)`."""
    version = publish(SLIP)
    kept = versions._STORE._kept
    kept[version] = replace(kept[version], form=SimpleNamespace(plain_title="برگهٔ سفر", slug="slip"))  # type: ignore[arg-type]  # pages read no more of it
    made = 0

    def one(
        *, travellers: int = 1, at: datetime | None = None, office: int | None = None, **more: object
    ) -> Case:
        nonlocal made
        made += 1
        parties = more.pop("parties", None) or people(travellers)
        applicant = more.pop("applicant_id", None) or public_account(f"family-{made}-{travellers}").pk
        opening = Opening(
            slug="slip",
            start="request",
            office_id=office or bureau.counter.pk,
            subjects=[NewSubject("traveller", party) for party in parties],  # type: ignore[attr-defined]  # the same
            applicant_id=applicant,  # type: ignore[arg-type]  # given as a keyword of any kind
            **more,  # type: ignore[arg-type]  # the same
        )
        return open_case(opening=opening, actor=SYSTEM, key=f"open:{made}", form={}, now=at or now)

    return one
