"""The shipped inter-city slip on its straight way: a family, their request, and the paper at the counter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from django.db.models import QuerySet

from factories.bureau import Bureau, actor_of, open_bureau, public_account
from factories.people import entry, family, person
from factories.remembered import remembered
from panah.casework import registrations
from panah.casework.models import BatchItem, Case, Item
from panah.casework.operations import NewSubject, Opening, act, deliver_outbox, open_case
from panah.casework.registrations import Call
from panah.casework.rules import Selected
from panah.catalogue.operations import publish_shipped
from panah.catalogue.queries import search, versions
from panah.documents.models import Document
from panah.organisation.models import Account
from panah.registry.models import Household, Person
from panah.registry.operations import record_paper
from panah.registry.values import PaperInput
from panah.registry.words import PaperKind, Sex

CARDED = date(2020, 3, 21)
STARTS, ENDS = date(2026, 11, 26), date(2026, 12, 11)
REQUEST = {
    "origin": "bushehr/dashtestan",
    "destination": "bushehr/ganaveh",
    "reason": "medical",
    "trip-starts": "1405/09/05",
    "trip-ends": "1405/09/20",
}


@dataclass(slots=True)
class Slips:
    """A bureau with the shipped services in force, one family with cards, and a clock."""

    bureau: Bureau
    household: Household
    members: list[Person]
    now: datetime
    opened: int = 0

    def open(
        self,
        start: str = "request",
        *,
        follows: Case | None = None,
        members: Sequence[Person] | None = None,
        dates: Mapping[str, date] | None = None,
        **form: str,
    ) -> Case:
        """A case of this start; hyphens of field names are written as underscores."""
        self.opened += 1
        said = {name.replace("_", "-"): value for name, value in form.items()}
        trip = {"trip-starts": STARTS, "trip-ends": ENDS} if start == "request" else {}
        opening = Opening(
            slug="intercity-travel",
            start=start,
            office_id=self.bureau.counter.pk,
            subjects=[
                NewSubject("traveller", one.pk) for one in (self.members if members is None else members)
            ],
            household_id=self.household.pk,
            applicant_id=public_account(f"family-{self.opened}").pk,
            dates=trip if dates is None else dates,
            linked_to=follows.pk if follows else None,
            link="follows" if follows else "",
        )
        return self.send(opening, REQUEST | said if start == "request" else said)

    def send(self, opening: Opening, form: dict[str, str]) -> Case:
        """Open a case as its applicant, or what follows a paper at the bureau's counter."""
        assert opening.applicant_id is not None
        applicant = Account.objects.get(pk=opening.applicant_id)
        account = applicant if opening.start == "request" else self.bureau.hire("bureau-clerk")
        actor = replace(actor_of(account, now=self.now), sender="test")
        return open_case(opening=opening, actor=actor, key=f"open-{self.opened}", form=form, now=self.now)

    def deliver(self) -> int:
        """Let the worker deliver what is due."""
        return deliver_outbox(now=self.now)

    def issued(self, case: Case) -> Document:
        """The newest paper of a case after the worker ran."""
        self.deliver()
        return Document.objects.filter(case=case).latest("pk")

    def say(self, case: Case, step: str, word: str, *roles: str) -> None:
        """Let somebody of the bureau say a word at the case's step; a paper is handed to the first it names."""
        item = Item.objects.get(case=case, state="open", step=step)
        actor = self.bureau.actor(*roles, now=self.now)
        receivers = case.subjects.filter(state="open").order_by("pk").values_list("party", flat=True)
        result = act(
            chosen=[Selected(item.pk, item.ver)],
            step=step,
            word=word,
            actor=actor,
            key=f"{item.pk}:{word}",
            now=self.now,
            form={"receiver": list(receivers[:1])} if word == "handed" else {},
        )
        assert result.moved == 1, result

    def later(self, days: int) -> None:
        """Let days pass."""
        self.now += timedelta(days=days)


def straight_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every traveller goes straight through, and nothing is due."""

    def everybody(call: Call, _: str = "") -> QuerySet[BatchItem]:
        return call.travellers

    def nobody(call: Call, _: str) -> QuerySet[BatchItem]:
        return call.travellers.none()

    for name, condition in (("straight-through", everybody), ("no-go", nobody)):
        monkeypatch.setitem(registrations._conditions, name, condition)
    monkeypatch.setattr(registrations, "_charging", [everybody])


def publish_once(now: datetime) -> None:
    """Every shipped service and directive in force, with the shipped places."""
    remembered(
        ("shipped", now),
        lambda: publish_shipped(now=now, published_by="test"),
        into=("audit", "organisation", "catalogue"),
    )
    versions.forget()
    search.forget()


def open_slips(now: datetime) -> Slips:
    """Offices, services and a family of three: one with a day of birth, one with a year, one a child."""
    publish_once(now)
    bureau = open_bureau()
    household, members = family(
        bureau.directorate,
        person("نصرالله", "رحیمی", born="1980-08-05", latin=("Nasrullah", "Rahimi")),
        person("فرشته", "احمدی", born="1984-02-03", sex=Sex.FEMALE, latin=("Fereshta", "Ahmadi")),
        person("یوسف", "رحیمی", born="2012-01-20"),
    )
    for place, member in enumerate(members, start=1):
        paper = PaperInput(PaperKind.AMAYESH_CARD, f"20-4418-{place:04d}", CARDED, date(2027, 6, 21))
        record_paper(entry=entry(CARDED, now=now), person=member, paper=paper)
    return Slips(bureau, household, members, now)
