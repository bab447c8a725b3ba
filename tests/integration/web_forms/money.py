"""Pages of money: the price list and its reports, lists of exemption, the till, parts and what goes back."""

from collections.abc import Iterator

from django.test import Client

from integration.web_forms.conftest import Place, Town
from panah.foundation.clock import local_date
from panah.foundation.tabular import write_workbook
from panah.payments.models import Charge
from panah.payments.operations import (
    ListFile,
    Overcharge,
    bring_list,
    claim_payment,
    confirm_payment,
    decide_list,
    hold_list,
    register_terminal,
    report_overcharge,
)
from panah.payments.queries.lists import Column, ListKind


def of_money(town: Town) -> Iterator[Place]:
    """Pages of everybody, of an expert and of whoever looks at the account."""
    world = town.world
    town.with_slip()
    paid = town.to_pay()
    charge = Charge.objects.get(case=paid)
    for place in range(2):
        payment = claim_payment(
            charge_id=charge.pk, channel="deposit-slip", reference=f"66{place}", paid_on=local_date(world.now),
            rial=charge.rial, actor=world.actor(world.door), key=f"twice-{place}", now=world.now,
        )  # fmt: skip
        confirm_payment(
            payment_id=payment.pk, actor=world.actor(world.staff("payment-checker")), now=world.now
        )
    yield Place(Client(), "/prices/overcharged/?service=intercity-travel")
    report_overcharge(
        said=Overcharge(rial=1, happened_on=local_date(world.now)), key="of-a-page", now=world.now
    )
    first, second = world.staff("bureau-expert"), world.staff("bureau-expert")
    expert, checker = world.client(second), world.client(world.staff("payment-checker"))
    yield Place(expert, "/office/price-reports/")
    for letter, kind in (("1", ListKind.WELFARE), ("2", ListKind.MUNICIPALITY)):
        content = write_workbook(["کد خانوار"], [[world.household.household_code], [letter]])
        listed = bring_list(
            kind=kind,
            office_id=world.house.bureau.pk,
            letter=letter,
            file=ListFile(content=content, name="list.xlsx", columns={Column.HOUSEHOLD: 0}),
            actor=world.actor(first),
            now=world.now,
        )
        if letter == "1":
            decide_list(
                list_id=listed.pk, confirmed=True, reason="", actor=world.actor(second), now=world.now
            )
    yield Place(expert, "/office/exemption-lists/")
    content = write_workbook(["کد خانوار"], [[world.household.household_code]])
    held = hold_list(content=content, name="other.xlsx", actor=world.actor(second), now=world.now)
    tried = {"kind": "municipality", "letter": "3", "held": held}
    yield Place(expert, "/office/exemption-lists/try/", tried)
    register_terminal(
        office_id=world.house.bushehr.pk, number="77001", into="", actor=world.actor(second), now=world.now
    )
    yield Place(expert, "/office/money/")
    yield Place(checker, "/office/till/")
