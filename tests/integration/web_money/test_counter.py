"""One bill with its payees at the counter and at the household's own door, and every way to pay it."""

import pytest

from integration.web_account.conftest import Apply, World, apply, static_folder, world
from panah.casework.models import Case, Item
from panah.payments.models import Charge, Payment
from panah.payments.operations import register_terminal

__all__ = ["apply", "static_folder", "world"]


@pytest.fixture(autouse=True)
def nothing_above_the_engine() -> None:
    """Here every package does its own part."""


@pytest.fixture
def case(world: World, apply: Apply) -> Case:
    """A case that stands at its payment, with a second amount that goes to the municipality."""
    made = apply()
    while Item.objects.filter(case=made, state="open", step="travellers/look").exists():
        world.say(made, "approved")
    charge = Charge.objects.get(case=made)
    charge.pk, charge.fee, charge.rial = None, "levy", 1_500_000
    charge.payee_kind, charge.payee, charge.account = "municipality", "شهرداری بوشهر", "99"
    charge.save(force_insert=True)
    return made


def test_the_counter_shows_what_goes_to_whom_in_rial_and_toman_with_one_total(
    world: World, case: Case
) -> None:
    page = world.client(world.staff("service-clerk")).get(f"/counter/cases/{case.pk}/").content.decode()
    for shown in ("شهرداری بوشهر", "خزانهٔ استان", "۱٬۶۵۰٬۰۰۰", "۱۶۵٬۰۰۰"):
        assert shown in page
    assert "پول نقد" not in page
    assert "کارت‌خوان همین دفتر" not in page


def test_the_household_sees_the_same_bill_in_its_own_language(world: World, case: Case) -> None:
    page = world.client().get(f"/en/my/cases/{case.pk}/pay/").content.decode()
    for shown in ("Municipality", "State treasury", "1,650,000", "165,000", "toman"):
        assert shown in page


def test_one_swipe_of_the_offices_reader_pays_the_whole_bill_for_whoever_pays(
    world: World, case: Case
) -> None:
    register_terminal(
        office_id=case.office_id,
        number="77001",
        into="",
        actor=world.actor(world.staff("payment-checker")),
        now=world.now,
    )
    clerk = world.client(world.staff("service-clerk"))
    page = clerk.get(f"/counter/cases/{case.pk}/").content.decode()
    assert "کارت‌خوان همین دفتر" in page
    said = {
        "channel": "pos", "reference": "۹۰۰۱", "whole": "yes", "payer": "عموی او", "paid_on_day": "۱",
        "paid_on_month": "۹", "paid_on_year": "۱۴۰۵", "key": "of-a-page-of-ours-1",
    }  # fmt: skip
    assert clerk.post(f"/counter/cases/{case.pk}/pay/", said).status_code == 302
    paid = Payment.objects.order_by("pk")
    assert [(one.rial, one.terminal.number if one.terminal else "", one.payer) for one in paid] == [
        (150_000, "77001", "عموی او"),
        (1_500_000, "77001", "عموی او"),
    ]


def test_cash_is_not_offered_where_the_directive_does_not_take_it(world: World, case: Case) -> None:
    clerk = world.client(world.staff("service-clerk"))
    said = {
        "channel": "cash", "reference": "۱۰۱", "paid_on_day": "۱", "paid_on_month": "۹", "paid_on_year": "۱۴۰۵",
        "key": "of-a-page-of-ours-2", "payer": "نگه‌داشته",
    }  # fmt: skip
    answer = clerk.post(f"/counter/cases/{case.pk}/pay/", said)
    assert answer.status_code == 422
    assert "نگه‌داشته" in answer.content.decode()
    assert not Payment.objects.exists()
