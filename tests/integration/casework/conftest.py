"""A bureau, and packages above the engine that do as little as can be seen."""

from datetime import datetime

import pytest
from django.db.models import QuerySet

from factories.bureau import Bureau, open_bureau
from panah.casework import registrations
from panah.casework.models import BatchItem, OutboxMessage, Subject
from panah.casework.registrations import Call
from panah.workflow.definition import Effect


@pytest.fixture
def bureau(db: None) -> Bureau:
    return open_bureau()


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[int]]:
    """Conditions, effects, jobs and charging for the processes of these tests; what was done is told."""
    done: dict[str, list[int]] = {"mark": [], "void": [], "issue": [], "free": []}

    def odd(call: Call, _: str) -> QuerySet[BatchItem]:
        wanted = [s.pk for s in Subject.objects.all() if s.party_id % 2]
        return call.travellers.filter(subject_id__in=wanted)

    def rows(call: Call, effect: Effect) -> None:
        done[effect.name] += list(call.travellers.values_list("case_id", flat=True))

    def job(message: OutboxMessage, _: datetime) -> None:
        done["issue"].append(message.case_id or 0)

    def charging(call: Call) -> QuerySet[BatchItem]:
        return call.travellers.filter(case_id__in=done["free"])

    monkeypatch.setattr(registrations, "_conditions", {"odd": odd})
    monkeypatch.setattr(registrations, "_effects", {"mark": rows, "void": rows})
    monkeypatch.setattr(registrations, "_jobs", {"issue": job})
    monkeypatch.setattr(registrations, "_charging", [charging])
    monkeypatch.setattr(registrations, "_after_end", [])
    monkeypatch.setattr(registrations, "_after_open", [])
    return done
