"""A town in which something waits at every step, and everybody who has a page with a form on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from factories.bureau import Bureau
from factories.codes import turn_on_codes
from factories.forms import Form, forms_of
from factories.keys import give_key
from integration.web_account.conftest import ANSWERS, APPLY, Apply, World, apply, hidden, static_folder, world
from panah.casework.models import Case, Item
from panah.decisions.models import Decision
from panah.foundation.clock import local_date
from panah.organisation.models import Account
from panah.payments.models import Charge
from panah.payments.operations import ask_exemption, claim_payment

__all__ = ["apply", "static_folder", "world"]

PASSWORD = "chahar-vazhe-bi-rabt"
BARRED = {"destination": "گناوه"}


@dataclass(slots=True)
class Place:
    """One page with forms, and the browser it is open in."""

    client: Client
    address: str
    sent: dict[str, Any] | None = None
    known: tuple[Form, ...] = ()

    def forms(self) -> Iterator[Form]:
        """The posting forms of the page as it stands now, and those known to stand there at another time."""
        yield from self.known
        cache.clear()
        answer = (
            self.client.get(self.address) if self.sent is None else self.client.post(self.address, self.sent)
        )
        assert answer.status_code == 200, (self.address, answer.status_code)
        for form in forms_of(answer.content.decode(), self.address):
            if form.method == "post":
                yield form


@dataclass(slots=True)
class Town:
    """Cases at every step; the pages of everybody concerned."""

    world: World
    apply: Apply
    bureau: Bureau = field(init=False)

    def __post_init__(self) -> None:
        house = self.world.house
        self.bureau = Bureau(house.ministry, house.bureau, house.bushehr, house.borazjan, house.bushehr)

    def looked_at(self) -> Case:
        """A case an expert has before them."""
        return self.apply(destination=BARRED)

    def to_pay(self) -> Case:
        return self.apply()

    def returned(self) -> Case:
        case = self.apply(destination=BARRED, people=self.world.members[:1])
        self.world.say(case, "returned", reason="data-missing")
        return case

    def refused(self) -> Case:
        case = self.apply(destination=BARRED, people=self.world.members[:1])
        self.world.say(case, "refused", reason="no-go-area")
        return case

    def issued(self) -> Case:
        case = self.apply()
        self.world.pay(case)
        self.world.deliver()
        return case

    def with_slip(self) -> Case:
        """A case whose slip waits for the bureau's look, and whose family also asked not to pay."""
        case = self.to_pay()
        charge, clerk = Charge.objects.get(case=case), self.world.actor(self.world.staff("service-clerk"))
        claim_payment(
            charge_id=charge.pk, channel="deposit-slip", reference=f"5550{case.pk}",
            paid_on=local_date(self.world.now), rial=1, actor=clerk, key=f"slip{case.pk}", now=self.world.now,
        )  # fmt: skip
        ask_exemption(charge_id=charge.pk, ground="hardship", text="", actor=clerk, now=self.world.now)
        return case


@pytest.fixture
def town(world: World, apply: Apply, settings: Settings) -> Town:
    settings.PANAH_SMS_URL = settings.PANAH_VOICE_URL = settings.PANAH_ECE_URL = ""
    cache.clear()
    return Town(world, apply)


def of_people(town: Town) -> Iterator[Place]:
    """Pages of the household and of one of its members."""
    world = town.world
    looked, to_pay, issued = town.looked_at(), town.to_pay(), town.issued()
    returned, refused = town.returned(), town.refused()
    door, own = world.client(), world.client(world.own_door(world.members[0]))
    for page in ANSWERS:
        yield Place(door, f"{APPLY}{page}/")
    yield Place(door, f"{APPLY}travellers/")
    everybody = {"travellers": [str(one.pk) for one in world.members]}
    for page, answer in {"travellers": everybody, **ANSWERS}.items():
        door.post(f"{APPLY}{page}/", answer)
    yield Place(door, f"{APPLY}check/")
    subject = looked.subjects.order_by("pk").last()
    item = Item.objects.get(case=returned, state="open")
    assert subject is not None
    for address in (
        f"/my/cases/{looked.pk}/withdraw/",
        f"/my/cases/{looked.pk}/leave-out/{subject.pk}/",
        f"/my/cases/{to_pay.pk}/pay/",
        f"/my/cases/{to_pay.pk}/exempt/",
        f"/my/cases/{returned.pk}/amend/{item.pk}/",
        f"/my/cases/{issued.pk}/",
    ):
        yield Place(door, address)
    yield Place(own, f"/my/cases/{refused.pk}/object/{Decision.objects.get(subject__case=refused).pk}/")
    for start in ("lost", "extend", "give-back"):
        yield Place(own, f"/my/cases/{issued.pk}/again/{start}/")


def of_the_counter(town: Town) -> Iterator[Place]:
    """Pages of a clerk."""
    world = town.world
    to_pay, issued, looked = town.to_pay(), town.issued(), town.looked_at()
    clerk = world.client(world.staff("service-clerk"))
    desk = f"/counter/households/{world.household.pk}/"
    yield Place(clerk, desk)
    filled = {"travellers": [str(world.members[0].pk)]}
    for answer in ANSWERS.values():
        filled |= answer  # type: ignore[arg-type]  # what a form holds, as the client takes it
    assert clerk.post(desk, filled).status_code == 302
    yield Place(clerk, f"{desk}check/")
    for case in (to_pay, issued, looked):
        yield Place(clerk, f"/counter/cases/{case.pk}/")
    for start in ("lost", "give-back"):
        yield Place(clerk, f"/counter/cases/{issued.pk}/again/{start}/")
    refused = town.refused()
    yield Place(
        clerk, f"/counter/cases/{refused.pk}/object/{Decision.objects.get(subject__case=refused).pk}/"
    )
    given = town.issued()
    page = clerk.get(f"/counter/cases/{given.pk}/").content.decode()
    handing = {**hidden(page), "receiver": str(world.members[0].pk)}
    assert clerk.post(f"/counter/cases/{given.pk}/hand/", handing).status_code == 302
    back = clerk.post(f"/counter/cases/{given.pk}/again/give-back/", {"key": "d" * 24, "note": ""})
    yield Place(clerk, back["Location"])


def of_the_office(town: Town) -> Iterator[Place]:
    """Pages of an expert, a colleague of theirs, and whoever looks at the account."""
    world = town.world
    looked, _ = town.looked_at(), town.with_slip()
    expert, _ = world.client(world.staff("bureau-expert")), world.staff("bureau-expert")
    yield Place(expert, f"/office/cases/{looked.pk}/")
    yield Place(expert, "/office/worklist/?tab=unclaimed")
    chosen = [f"{one.pk}:{one.ver}" for one in Item.objects.filter(case=looked, state="open")]
    yield Place(expert, "/office/worklist/confirm/", {"item": chosen[:1]})
    yield Place(expert, "/office/money/")
    yield Place(world.client(world.staff("payment-checker")), "/office/money/")


def of_the_door(town: Town) -> Iterator[Place]:
    """Pages of signing in, for somebody with everything and for somebody with nothing yet."""
    account = town.world.staff("bureau-expert")
    bare = town.world.staff("bureau-expert")
    for one in (account, bare):
        one.set_password(PASSWORD)
        one.save()
    turn_on_codes(account)
    key = give_key(account, site="testserver")
    yield Place(Client(), "/enter/")
    second = Client()
    second.post("/enter/", {"login": account.username, "password": PASSWORD})
    yield Place(second, "/enter/second/code/")
    inside = _said_again(account)
    for page in ("again/", "out/", "password/", "second/again/", "second/keys/again/", "second/app/off/",
                 "second/codes/new/", "second/keys/add/", f"second/keys/{key.pk}/off/",
                 f"second/keys/{key.pk}/name/"):  # fmt: skip
        yield Place(inside, f"/enter/{page}")
    yield Place(_said_again(bare), "/enter/second/app/")


def _said_again(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    client.post("/enter/again/", {"password": PASSWORD})
    return client
