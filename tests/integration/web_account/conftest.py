"""A bureau with the slip in force, a household with its own door, and browsers without a window."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from factories.bureau import actor_of
from factories.people import House, account, entry, family, house, person
from factories.trips import publish_slip
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item
from panah.casework.operations import act, deliver_outbox
from panah.casework.rules import Selected
from panah.foundation.clock import local_date
from panah.organisation.models import Account, Office, Staff
from panah.organisation.operations import appoint, enrol_staff
from panah.organisation.queries import scope_of
from panah.payments.models import Charge
from panah.payments.operations import claim_payment, confirm_payment
from panah.registry.models import Household, Person
from panah.registry.operations import bind_account, open_household_account, record_birth, record_paper
from panah.registry.values import PaperInput
from panah.registry.words import PaperKind, Sex
from panah.web import identity

LONG_AGO = date(2016, 3, 20)
APPLY = "/my/apply/intercity-travel/"


@dataclass
class World:
    """Offices, one family and its doors."""

    house: House
    household: Household
    members: list[Person]
    door: Account
    now: datetime
    hired: int = 0

    def client(self, who: Account | None = None) -> Client:
        client = Client()
        client.force_login(who or self.door)
        return client

    def staff(self, role: str, *, office: Office | None = None) -> Account:
        """Somebody with one role, where such roles sit or at an office."""
        self.hired += 1
        office = office or (self.house.bushehr if role == "service-clerk" else self.house.bureau)
        made: Staff = enrol_staff(
            username=f"{role}-{self.hired}", label=role, personnel_number=f"p{self.hired}", now=self.now
        )
        appoint(staff=made, role=role, office=office, valid_from=LONG_AGO, now=self.now, by=None)
        return made.account

    def actor(self, account: Account) -> Actor:
        return actor_of(account, now=self.now)

    def say(self, case: Case, word: str, *, place: int = 0, reason: str = "") -> None:
        """Let an expert say a word about the open items of a case, or of the one at a place."""
        items = list(Item.objects.filter(case=case, state="open", step="travellers/look").order_by("pk"))
        form = {"reason_code": reason, "reason_text": "برای این مسافر."} if reason else {}
        one = items[place]
        result = act(
            chosen=[Selected(one.pk, one.ver)],
            step=one.step,
            word=word,
            actor=self.actor(self.staff("bureau-expert")),
            key=f"{one.pk}:{word}",
            now=self.now,
            form=form,
        )
        assert result.moved == 1

    def pay(self, case: Case) -> None:
        """Let what is due be paid at a counter and found by the bureau."""
        charge = Charge.objects.get(case=case)
        clerk = self.actor(self.staff("service-clerk"))
        payment = claim_payment(
            charge_id=charge.pk, channel="card-receipt", reference=f"R{case.pk}000", paid_on=local_date(self.now),
            rial=charge.rial, actor=clerk, key=f"pay:{case.pk}", now=self.now,
        )  # fmt: skip
        self.confirm(payment.pk)

    def confirm(self, payment_id: int) -> None:
        """Let the second person, the bureau's, look at the account."""
        checker = self.actor(self.staff("payment-checker"))
        confirm_payment(payment_id=payment_id, actor=checker, now=self.now)

    def deliver(self) -> None:
        """Let the worker do what is due."""
        while deliver_outbox(now=self.now):
            pass

    def child(self) -> Person:
        """A child is born to the couple."""
        born = date(2020, 1, 1)
        father, mother = self.members[:2]
        infant = person("لیلا", born=born.isoformat())
        _, child = record_birth(
            entry=entry(born), household=self.household, child=infant, mother=mother, father=father
        )
        return child

    def own_door(self, one: Person) -> Account:
        """An account bound to one person at the counter."""
        made, clerk = account(), self.staff("service-clerk")
        scope = scope_of(clerk.pk, at=self.now)
        bind_account(account=made, person=one, by=scope, proof="کارت دیده شد", now=self.now)
        return made


@pytest.fixture(scope="session", autouse=True)
def static_folder() -> None:
    """The server has a folder of static files, empty here."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def world(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    made = house()
    publish_slip(now=now)
    household, members = family(
        made.bushehr,
        person(),
        person("ماه‌گل", "نوری", born="1984-02-03", sex=Sex.FEMALE),
        person("یوسف", born="2008-09-09"),
    )
    for place, member in enumerate(members):
        paper = PaperInput(PaperKind.AMAYESH_CARD, f"7700{place}", date(2026, 1, 1), date(2027, 3, 20))
        record_paper(entry=entry(date(2026, 1, 1)), person=member, paper=paper)
    door = account()
    open_household_account(account=door, household=household, now=now)
    return World(made, household, members, door, now)


ANSWERS: dict[str, dict[str, object]] = {
    "origin": {"origin": "بوشهر، استان بوشهر"},
    "destination": {"destination": "شيراز"},
    "reason": {"reason": "pilgrimage"},
    "trip-starts": {
        "trip-starts_day": "۵", "trip-starts_month": "آذر", "trip-starts_year": "۱۴۰۵",
        "trip-ends_day": "12", "trip-ends_month": "9", "trip-ends_year": "1405",
    },
    "phone": {"phone": "۰۹۱۷۱۲۳۴۵۶۷"},
}  # fmt: skip

FORM = re.compile(r'name="(key|ver)" value="([^"]*)"')


def hidden(page: str) -> dict[str, str]:
    """The key and version a page's first form carries."""
    found: dict[str, str] = {}
    for name, value in FORM.findall(page):
        found.setdefault(name, value)
    return found


type Apply = Callable[..., Case]


@pytest.fixture
def apply(world: World) -> Apply:
    """Go through the pages as a browser would and send; gives the case."""

    def asked(
        *, who: Account | None = None, people: list[Person] | None = None, **other: dict[str, object]
    ) -> Case:
        client = world.client(who)
        chosen = [str(one.pk) for one in people or world.members]
        answers = {"travellers": {"travellers": chosen}, **ANSWERS, **other}
        response = client.get(APPLY)
        while response.status_code == 302 and not response["Location"].endswith("/check/"):
            name = response["Location"].rstrip("/").rpartition("/")[2]
            response = client.post(response["Location"], answers[name])
            assert response.status_code == 302, response.content.decode()
        response = client.post(f"{APPLY}check/", {"key": ""})
        assert response.status_code == 302
        return Case.objects.latest("pk")

    return asked
