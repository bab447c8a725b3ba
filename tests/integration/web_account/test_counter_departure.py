"""Asking to return at a counter: who is there asks for herself, and pays what is hers (S12, S18, S29)."""

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from factories.leaving import Way, open_way
from integration.web_account.conftest import hidden
from panah.casework.models import Case, Item
from panah.evidence.models import Upload
from panah.payments.models import Charge, FeeExemption, Payment
from panah.web import identity

pytestmark = pytest.mark.django_db
BOTH = ("پدر", "مادر")


@pytest.fixture
def way(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Way:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    made = open_way(now)
    monkeypatch.setattr(identity, "utc_now", lambda: made.now)
    return made


@pytest.fixture
def clerk(way: Way) -> Client:
    client = Client()
    client.force_login(way.bureau.hire("bureau-clerk"))
    return client


def address(way: Way) -> str:
    return f"/counter/households/{way.household.pk}/ask/voluntary-departure/"


def answers(way: Way, *names: str, present: tuple[str, ...] = ()) -> dict[str, object]:
    return {
        "leavers": [str(way.people[name].pk) for name in names],
        "present": [str(way.people[name].pk) for name in present],
        "border": "milak",
        "wished-day_day": "20", "wished-day_month": "10", "wished-day_year": "1405",
        "language": "prs", "language-other": "", "woman": "yes", "phone": "",
    }  # fmt: skip


def sent(way: Way, clerk: Client, *names: str, present: tuple[str, ...]) -> Case:
    """Fill in the one page, read back, send."""
    answer = clerk.post(address(way), answers(way, *names, present=present))
    assert answer.status_code == 302, answer.content.decode()
    form = hidden(clerk.get(answer["Location"]).content.decode())
    made = clerk.post(answer["Location"], form)
    assert made.status_code == 302, made.content.decode()
    return Case.objects.latest("pk")


def test_the_clerk_finds_the_service_at_the_household_that_came(way: Way, clerk: Client) -> None:
    page = clerk.get(f"/counter/households/{way.household.pk}/", follow=True).content.decode()
    assert "خودش اینجاست" in page
    page = clerk.get(f"{address(way)}?for={way.people['مادر'].pk}").content.decode()
    assert page.count("checked") == 1


def test_two_adults_who_are_both_there_ask_together_and_no_phone_of_the_household_asks(
    way: Way, clerk: Client
) -> None:
    case = sent(way, clerk, *BOTH, "کودک۴", present=BOTH)
    assert (case.alone, case.applicant, case.subjects.count()) == (False, None, 3)
    assert case.helper is not None


def test_who_is_not_there_is_written_down_by_nobody(way: Way, clerk: Client) -> None:
    answer = clerk.post(address(way), answers(way, *BOTH, present=("پدر",)))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "خودش باید این‌جا باشد" in page
    assert 'value="milak"' in page
    assert not Case.objects.exists()


def test_one_adult_asks_behind_her_own_door(way: Way, clerk: Client) -> None:
    own = way.account_of("مادر")
    case = sent(way, clerk, "مادر", present=("مادر",))
    assert (case.alone, case.applicant_id) == (True, own.pk)


def test_a_clerk_of_a_contractor_writes_down_no_return(way: Way) -> None:
    client = Client()
    client.force_login(way.bureau.hire("service-clerk"))
    assert client.get(address(way)).status_code == 404
    assert client.post(address(way), answers(way, "پدر", present=("پدر",))).status_code == 404


def charge(way: Way, case: Case, name: str) -> Charge:
    return Charge.objects.get(case=case, subject=way.subject(case, name))


def paying(way: Way, clerk: Client) -> Case:
    """Two who thought it over and are to pay."""
    case = sent(way, clerk, *BOTH, present=BOTH)
    way.review(case)
    way.free(case, *BOTH)
    return case


RECEIPT = {
    "channel": "card-receipt", "reference": "88123456",
    "paid_on_day": "1", "paid_on_month": "9", "paid_on_year": "1405",
}  # fmt: skip


def test_at_the_counter_each_pays_what_is_hers(way: Way, clerk: Client) -> None:
    case = paying(way, clerk)
    here = f"/counter/cases/{case.pk}/"
    mothers = charge(way, case, "مادر")
    page = clerk.get(f"{here}?charge={mothers.pk}").content.decode()
    assert "برگهٔ خروج، مادر رحیمی" in page
    assert f'name="charge" value="{mothers.pk}"' in page
    sending = {**hidden(page), **RECEIPT, "charge": str(mothers.pk)}
    assert clerk.post(f"{here}pay/", sending).status_code == 302
    assert Payment.objects.get().charge_id == mothers.pk
    assert "برگهٔ خروج، پدر رحیمی" in clerk.get(here).content.decode()
    asked = {**hidden(page), "ground": "hardship", "charge": str(charge(way, case, "پدر").pk)}
    assert clerk.post(f"{here}exempt/", asked).status_code == 302
    assert FeeExemption.objects.get().charge_id == charge(way, case, "پدر").pk


def test_on_her_own_page_she_pays_hers_and_sees_no_other_adults(way: Way, clerk: Client) -> None:
    case = paying(way, clerk)
    client = Client()
    client.force_login(way.account_of("مادر"))
    here, theirs = f"/my/cases/{case.pk}/pay/", charge(way, case, "پدر")
    page = client.get(here).content.decode()
    assert "مادر رحیمی" in page
    assert "پدر رحیمی" not in page
    assert client.get(f"{here}?charge={theirs.pk}").status_code == 302
    assert client.post(here, {**hidden(page), **RECEIPT, "charge": str(theirs.pk)}).status_code == 302
    assert not Payment.objects.exists()
    sending = {**hidden(page), **RECEIPT, "charge": str(charge(way, case, "مادر").pk)}
    assert client.post(here, sending).status_code == 302
    assert Payment.objects.get().charge_id == charge(way, case, "مادر").pk


def test_the_undertaking_before_two_witnesses_is_taken_at_the_desk(way: Way, clerk: Client) -> None:
    case = sent(way, clerk, *BOTH, present=BOTH)
    way.review(case)
    way.say(case, "مادر", "voluntary")
    item = Item.objects.get(case=case, subject=way.subject(case, "مادر"), state="open")
    assert (
        f"/office/cases/{case.pk}/?item={item.pk}" in clerk.get(f"/counter/cases/{case.pk}/").content.decode()
    )
    office = f"/office/cases/{case.pk}/"
    said = {
        **hidden(clerk.get(f"{office}?item={item.pk}").content.decode()),
        "item": f"{item.pk}:{item.ver}", "step": item.step, "word": "signed",
        "signed-mark": "thumbprint", "signed-witness-1": "رضا کریمی ۱۲۳",
    }  # fmt: skip
    assert clerk.post(f"{office}decide/", said).status_code == 422
    assert clerk.post(f"{office}decide/", {**said, "signed-witness-2": "زهرا امیری ۴۵۶"}).status_code == 302
    assert way.at(case, "مادر") == "talk/think"
    assert not Upload.objects.exists()


def test_at_hour_71_the_counsellor_writes_down_that_she_stays(way: Way, clerk: Client) -> None:
    case = sent(way, clerk, *BOTH, present=BOTH)
    way.review(case)
    for name in BOTH:
        way.say(case, name, "voluntary")
        way.say(case, name, "signed")
    way.wait(hours=71)
    counsellor = Client()
    counsellor.force_login(way.bureau.hire("protection-counsellor"))
    page = counsellor.get(f"/office/cases/{case.pk}/").content.decode()
    saying = f"/office/cases/{case.pk}/stays/{way.subject(case, 'مادر').pk}/"
    assert saying in page
    assert counsellor.post(saying, hidden(page)).status_code == 302
    assert (way.at(case, "مادر"), way.at(case, "پدر")) == ("withdrawn", "talk/think")
