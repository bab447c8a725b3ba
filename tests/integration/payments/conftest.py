"""A bureau, services that cost something, and a bank to pay at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from pytest_django import Settings

from factories.bureau import Bureau, actor_of, applicant_of, open_bureau, people, public_account
from factories.definitions import publish
from factories.simulators import Running, simulators
from panah.casework import registrations
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, OutboxMessage
from panah.casework.operations import NewSubject, Opening, open_case, sweep
from panah.casework.rules import Selected
from panah.catalogue.models import Directive
from panah.catalogue.queries import directive_of
from panah.payments import operations
from panah.payments.models import Charge

DIRECTIVE = """
slug = "test"
title = "دستورالعمل آزمایشی"

[[tariffs]]
service = "intercity-travel"
fee = "trip"
what = "برگهٔ سفر"
rial = 150000
per = "case"
account = "2171134756001"
valid_from = "1396/01/01"
source = "seed 3"

[[tariffs]]
service = "refugee-id-card"
fee = "card"
what = "کارت"
rial = 300000
per = "person"
payee = "خزانهٔ استان"
valid_from = "1396/01/01"
source = "seed 2"

[[tariffs]]
service = "residence-documents"
fee = "card"
what = "کارت"
rial = 300000
per = "person"
account = "2171134756001"
valid_from = "1396/01/01"
source = "seed 2"

[[tariffs]]
service = "exit-paper"
fee = "exit"
what = "برگهٔ خروج"
rial = 0
per = "person"
valid_from = "1396/01/01"
source = "proposed"

[[tariffs]]
service = "transfer-province"
fee = "levy"
what = "عوارض"
rial = 1500000
per = "case"
members_from = 1
members_to = 2
payee = "شهرداری"
payee_kind = "municipality"
valid_from = "1396/01/01"
source = "public: levy-tehran"

[[tariffs]]
service = "transfer-province"
fee = "levy"
what = "عوارض"
rial = 2000000
per = "case"
members_from = 3
members_to = 4
payee = "شهرداری"
payee_kind = "municipality"
valid_from = "1396/01/01"
source = "public: levy-tehran"

[[tariffs]]
service = "transfer-province"
fee = "levy"
what = "عوارض"
rial = 2500000
per = "case"
members_from = 5
payee = "شهرداری"
payee_kind = "municipality"
valid_from = "1396/01/01"
source = "public: levy-tehran"

[[tariffs]]
service = "transfer-province"
fee = "levy"
what = "عوارض"
rial = 900000
per = "case"
round = "amayesh-18"
payee = "شهرداری"
payee_kind = "municipality"
valid_from = "1396/01/01"
source = "public: levy-tehran"

[[switches]]
name = "cash-accepted"
service = "transfer-province"
on = true
valid_from = "1396/01/01"
source = "proposed"

[[switches]]
name = "pos-trusted"
service = "transfer-province"
on = true
valid_from = "1396/01/01"
source = "proposed"

[[exemptions]]
code = "welfare"
label = "زیر پوشش بهزیستی"
proof = "معرفی‌نامه"
valid_from = "1396/01/01"
source = "seed 2"

[[exemptions]]
code = "municipality"
label = "معاف از عوارض شهرداری"
proof = "تأییدیهٔ شهرداری"
valid_from = "1396/01/01"
fees = ["levy"]
source = "seed 2"

[[exemptions]]
code = "hardship"
label = "ناتوانی از پرداخت"
proof = "گفتهٔ خود شخص"
valid_from = "1396/01/01"
source = "proposed"
"""
PROCESS = """
slug = "{slug}"
title = "خدمت پولی"

[subject.traveller]
title = "مسافر"
count = "1+"

[document.slip]
title = "برگه"

[fee.{fee}]
title = "هزینه"
per = "{per}"

[start.request]
title = "درخواست"
kind = "request"
by = ["applicant"]
at = "pay"

[on.withdrawn]
title = "انصراف"
by = ["applicant"]
until = "issue"
go = "end:withdrawn"

[step.pay]
title = "پرداخت"
pay = ["{fee}"]
due = "3 days"
late = "help"
then = "check"

[step.check]
title = "نگاه آخر"
by = "bureau-expert"
outcomes = {{ approved = "issue" }}

[step.help]
title = "معافیت"
by = "bureau-expert"
outcomes = {{ exempt = "issue", more-time = "pay", again = "end:refused" }}

[step.issue]
title = "صدور"
do = ["issue:slip"]
then = "hand"

[step.hand]
title = "تحویل"
by = "service-clerk"
then = "end:given"

[end.given]
title = "داده شد"
kind = "granted"

[end.refused]
title = "بسته شد"
kind = "closed"

[end.withdrawn]
title = "انصراف"
kind = "withdrawn"
"""
EACH = """
slug = "{slug}"
title = "خدمت هر نفر"

[subject.traveller]
title = "مسافر"
count = "1+"

[fee.{fee}]
title = "هزینه"
per = "{per}"

[start.request]
title = "درخواست"
kind = "request"
by = ["applicant"]
at = "people"

[on.withdrawn]
title = "انصراف"
by = ["applicant"]
go = "end:withdrawn"

[step.people]
title = "هر نفر"
each = "subject"
first = "pay"

[step.people.pay]
title = "پرداخت"
pay = ["{fee}"]
due = "3 days"
late = "look"
then = "look"

[step.people.look]
title = "نگاه"
by = "bureau-expert"
outcomes = {{ approved = "end:given" }}

[end.given]
title = "داده شد"
kind = "granted"

[end.withdrawn]
title = "انصراف"
kind = "withdrawn"
"""
SERVICES = {
    "residence-documents": ("card", "subject"),
    "intercity-travel": ("trip", "case"),
    "refugee-id-card": ("card", "subject"),
    "exit-paper": ("exit", "subject"),
    "insurance-booklet": ("booklet", "case"),
    "transfer-province": ("levy", "case"),
}


@pytest.fixture
def bureau(db: None) -> Iterator[Bureau]:
    directive_of.cache_clear()
    Directive.objects.create(
        slug="test",
        n=1,
        sha256="0",
        valid_from=date(2020, 1, 1),
        published_at=datetime(2020, 1, 1, tzinfo=UTC),
        published_by="test",
        text=DIRECTIVE,
    )
    yield open_bureau()
    directive_of.cache_clear()


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The engine with payments alone above it; gives the cases whose paper was issued."""
    issued: list[int] = []

    def issue(message: OutboxMessage, _: datetime) -> None:
        issued.append(message.case_id or 0)

    monkeypatch.setattr(registrations, "_jobs", {"issue": issue})
    monkeypatch.setattr(registrations, "_charging", [operations.raise_charges])
    monkeypatch.setattr(registrations, "_after_end", [operations.close_charges])
    monkeypatch.setattr(registrations, "_after_open", [operations.honour_exempt_words])
    return issued


@dataclass(frozen=True, slots=True)
class Matter:
    """A case that began at its `pay` step, and those around it."""

    case: Case
    bureau: Bureau
    now: datetime

    @property
    def applicant(self) -> Actor:
        return applicant_of(self.case, self.now)

    @property
    def charge(self) -> Charge:
        return Charge.objects.get(case=self.case)

    @property
    def step(self) -> str:
        return Item.objects.get(case=self.case, state="open").step

    @property
    def chosen(self) -> Selected:
        item = Item.objects.get(case=self.case, state="open")
        return Selected(item.pk, item.ver)

    def officer(self, role: str = "payment-checker", name: str = "") -> Actor:
        return self.bureau.actor(role, now=self.now, name=name)

    def let_the_deadline_pass(self) -> None:
        item = Item.objects.get(case=self.case, state="open")
        assert item.due_at is not None
        assert sweep(now=item.due_at) == 1


def begin(
    bureau: Bureau,
    now: datetime,
    *,
    slug: str,
    count: int = 1,
    name: str = "ap",
    household: int | None = None,
) -> Matter:
    fee, per = SERVICES[slug]
    if not Case.objects.filter(slug=slug).exists():
        process = EACH if slug == "residence-documents" else PROCESS
        publish(process.format(slug=slug, fee=fee, per=per))
    account = public_account(f"{name}-{slug}")
    opening = Opening(
        slug=slug,
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject("traveller", party) for party in people(count)],
        applicant_id=account.pk,
        household_id=household,
    )
    case = open_case(opening=opening, actor=actor_of(account, now=now), key="open", form={"w": "۱"}, now=now)
    return Matter(case, bureau, now)


@pytest.fixture
def matter(bureau: Bureau, now: datetime) -> Matter:
    """A trip of 150,000 rial that waits to be paid."""
    return begin(bureau, now, slug="intercity-travel")


@pytest.fixture
def bank(settings: Settings) -> Iterator[Running]:
    with simulators() as running:
        settings.PANAH_BANK_URL = running.bank_url
        settings.PANAH_GATEWAY_PATIENCE = 0.4
        yield running
