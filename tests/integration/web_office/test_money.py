"""The page of payments: slips found or not found on the account, wishes not to pay, and who may say so (S18, S19)."""

import pytest
from django.test import Client

from integration.web_account.conftest import Apply, World, apply, static_folder, world
from panah.casework.models import Case, Item
from panah.foundation.clock import local_date
from panah.organisation.models import Account
from panah.payments.models import Charge, FeeExemption, Payment
from panah.payments.operations import ask_exemption, claim_payment

__all__ = ["apply", "static_folder", "world"]


@pytest.fixture(autouse=True)
def nothing_above_the_engine() -> None:
    """Here every package does its own part."""


@pytest.fixture
def case(world: World, apply: Apply) -> Case:
    """A case that stands at its payment."""
    made = apply()
    while Item.objects.filter(case=made, state="open", step="travellers/look").exists():
        world.say(made, "approved")
    return made


def claimed(world: World, case: Case, by: Account) -> Payment:
    charge = Charge.objects.get(case=case)
    return claim_payment(
        charge_id=charge.pk, channel="deposit-slip", reference="778899", paid_on=local_date(world.now),
        rial=charge.rial, actor=world.actor(by), key="slip", now=world.now,
    )  # fmt: skip


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_a_slip_that_is_found_sends_the_case_on(world: World, case: Case) -> None:
    payment = claimed(world, case, world.staff("service-clerk"))
    checker = signed_in(world.staff("payment-checker"))
    assert "۷۷۸۸۹۹" in checker.get("/office/money/").content.decode()
    assert checker.post(f"/office/money/payments/{payment.pk}/", {"found": "yes"}).status_code == 302
    payment.refresh_from_db()
    assert payment.state == "confirmed"
    assert not Item.objects.filter(case=case, step="pay", state="open").exists()
    assert "۷۷۸۸۹۹" not in checker.get("/office/money/").content.decode()


def test_a_slip_is_not_said_to_be_missing_without_a_reason(world: World, case: Case) -> None:
    payment = claimed(world, case, world.staff("service-clerk"))
    checker = signed_in(world.staff("payment-checker"))
    answer = checker.post(f"/office/money/payments/{payment.pk}/", {"found": "no"})
    assert answer.status_code == 422
    assert "دلیل را بنویسید" in answer.content.decode()
    checker.post(f"/office/money/payments/{payment.pk}/", {"found": "no", "reason": "در حساب نیست."})
    payment.refresh_from_db()
    assert payment.state == "rejected"


def test_who_entered_a_slip_does_not_find_it(world: World, case: Case) -> None:
    expert = world.staff("bureau-expert")
    payment = claimed(world, case, expert)
    answer = signed_in(expert).post(f"/office/money/payments/{payment.pk}/", {"found": "yes"})
    assert answer.status_code == 403
    payment.refresh_from_db()
    assert payment.state == "claimed"


def test_a_slip_that_is_not_there_answers_as_one_of_another_province(world: World, case: Case) -> None:
    checker = signed_in(world.staff("payment-checker"))
    assert checker.post("/office/money/payments/999999/", {"found": "yes"}).status_code == 404
    assert checker.post("/office/money/exemptions/999999/", {"granted": "yes", "key": "k"}).status_code == 403
    expert = signed_in(world.staff("bureau-expert"))
    assert expert.post("/office/money/exemptions/999999/", {"granted": "yes", "key": "k"}).status_code == 404


def test_a_wish_not_to_pay_is_granted_from_the_page(world: World, case: Case) -> None:
    charge = Charge.objects.get(case=case)
    ask_exemption(
        charge_id=charge.pk, ground="welfare", text="بی‌کارم", actor=world.actor(world.staff("service-clerk")),
        now=world.now,
    )  # fmt: skip
    wish = FeeExemption.objects.get()
    expert = signed_in(world.staff("bureau-expert"))
    assert "بی‌کارم" in expert.get("/office/money/").content.decode()
    sent = {"granted": "yes", "key": "once"}
    assert expert.post(f"/office/money/exemptions/{wish.pk}/", sent).status_code == 302
    charge.refresh_from_db()
    assert charge.state == "exempt"
