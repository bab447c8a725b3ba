"""A bureau, cases whose people have phones, and an SMS provider."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.db.models import QuerySet
from pytest_django import Settings

from factories import people
from factories.bureau import actor_of
from factories.definitions import publish
from factories.people import House, entry, family
from factories.simulators import Running, simulators
from panah.casework import registrations
from panah.casework.models import BatchItem, Case, Item, OutboxMessage, Subject
from panah.casework.operations import NewSubject, Opening, act, deliver_outbox, open_case
from panah.casework.registrations import Call
from panah.casework.rules import Selected
from panah.notifications import operations
from panah.notifications.models import Message
from panah.organisation.models import Account
from panah.organisation.operations import appoint
from panah.registry.models import Household, Person
from panah.registry.operations import record_phone, record_wish
from panah.registry.values import Wish

PROCESS = """
slug = "told"
title = "خدمت"

[subject.traveller]
title = "مسافر"
count = "1+"

[document.slip]
title = "برگه"

[fee.trip]
title = "هزینه"
per = "case"

[start.request]
title = "درخواست"
kind = "request"
by = ["applicant"]
at = "look"

[step.look]
title = "بررسی"
by = "bureau-expert"
outcomes = { approved = "pay", returned = "amend", refused = "end:refused", exempt = "issue" }

[step.amend]
title = "تکمیل"
by = ["applicant", "person"]
due = "5 days"
late = "look"
outcomes = { ready = "look" }

[step.pay]
title = "پرداخت"
pay = ["trip"]
due = "3 days"
late = "look"
then = "issue"

[step.issue]
title = "صدور"
do = ["issue:slip"]
then = "hand"

[step.hand]
title = "تحویل"
by = ["person", "service-clerk"]
due = "10 days"
late = "look"
outcomes = { handed = "end:given" }

[end.given]
title = "داده شد"
kind = "granted"

[end.refused]
title = "موافقت نشد"
kind = "adverse"
reopen = "look"
"""
HOUSEHOLD_PHONE = "09171111222"
OWN_PHONE = "09173333444"


@pytest.fixture(autouse=True)
def listening(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine with notifications alone above it; something is always due at a `pay` step."""

    def issue(message: OutboxMessage, _: datetime) -> None:
        assert message.body == "slip"

    def charging(_: Call) -> QuerySet[BatchItem]:
        return BatchItem.objects.none()

    monkeypatch.setattr(registrations, "_jobs", {"issue": issue, "told": operations.deliver_news})
    monkeypatch.setattr(registrations, "_charging", [charging])
    monkeypatch.setattr(registrations, "_after_end", [operations.news_of_ends])
    monkeypatch.setattr(registrations, "_after_open", [operations.news_of_items])


@dataclass(frozen=True, slots=True)
class Home:
    """A family of four, whose household has one phone and whose first member has one alone."""

    house: House
    household: Household
    members: list[Person]
    applicant: Account
    expert: Account
    now: datetime

    def ask(self, *, count: int = 2, is_alone: bool = False, phone: str = "", key: str = "open") -> Case:
        """Open a case about the first members."""
        opening = Opening(
            slug="told",
            start="request",
            office_id=self.house.bushehr.pk,
            subjects=[NewSubject("traveller", member.pk) for member in self.members[:count]],
            household_id=None if is_alone else self.household.pk,
            applicant_id=self.applicant.pk,
            alone=is_alone,
        )
        actor = actor_of(self.applicant, now=self.now)
        form = {"why": key} | ({"phone": phone} if phone else {})
        return open_case(opening=opening, actor=actor, key=key, form=form, now=self.now)

    def say(self, case: Case, word: str, *, by: Account | None = None) -> None:
        """Let the expert (or `by`) say a word where the case stands."""
        item = Item.objects.get(case=case, state="open")
        result = act(
            chosen=[Selected(item.pk, item.ver)],
            step=item.step,
            word=word,
            actor=actor_of(by or self.expert, now=self.now),
            key=f"{item.pk}:{word}",
            now=self.now,
            form={"reason_code": "data-missing", "reason_text": "کامل نیست"},
        )
        assert result.moved == 1

    def wish(self, wish: Wish, *, person: Person | None = None) -> None:
        """Record how the household, or one of it, wishes to be told."""
        record_wish(entry=entry(), household=self.household, wish=wish, person=person)

    def tell_all(self) -> None:
        """Let the worker write what there is to tell."""
        while deliver_outbox(now=self.now):
            pass
        assert not OutboxMessage.objects.exclude(state="done").exists()

    def texts(self, channel: str = "sms") -> list[tuple[str, bool]]:
        """What was written on a channel: (news, quiet)."""
        rows = Message.objects.filter(channel=channel).order_by("pk")
        return list(rows.values_list("news", "is_quiet"))


@pytest.fixture
def home(db: None, now: datetime) -> Home:
    house = people.house()
    household, members = family(house.bushehr)
    record_phone(entry=entry(), household=household, text=HOUSEHOLD_PHONE)
    record_phone(entry=entry(), household=household, text=OWN_PHONE, person=members[1])
    officer = people.staff()
    appoint(
        staff=officer, role="bureau-expert", office=house.bureau, valid_from=people.LONG_AGO, now=now, by=None
    )
    publish(PROCESS)
    return Home(house, household, members, people.account(), officer.account, now)


@pytest.fixture(scope="session", autouse=True)
def static_folder() -> None:
    """The server has a folder of static files, empty here."""
    Path(installed.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def texts_only(settings: Settings) -> None:
    """An installation that sends texts and has nobody who reads calls out."""
    settings.PANAH_VOICE_URL = ""


@pytest.fixture
def provider(settings: Settings) -> Iterator[Running]:
    with simulators() as running:
        settings.PANAH_SMS_URL = running.sms_url
        settings.PANAH_GATEWAY_PATIENCE = 0.4
        yield running


@pytest.fixture
def callers(provider: Running, settings: Settings) -> Running:
    """The same with a provider of calls."""
    settings.PANAH_VOICE_URL = provider.voice_url
    return provider


def subject_of(case: Case, person: Person) -> Subject:
    return Subject.objects.get(case=case, party=person.pk)
