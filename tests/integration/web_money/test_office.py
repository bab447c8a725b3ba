"""The bureau's pages of money: lists of exemption, the evening's till, parts, and what goes back."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from integration.web_account.conftest import Apply, World, apply, static_folder, world
from panah.casework.models import Case, Item
from panah.foundation.clock import local_date
from panah.foundation.tabular import write_workbook
from panah.payments.models import (
    Charge,
    ExemptionList,
    InstalmentPlan,
    Payment,
    ReceiptBook,
    Refund,
    Terminal,
)
from panah.payments.operations import ask_exemption, claim_payment, confirm_payment

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


def _file(*codes: str) -> SimpleUploadedFile:
    content = write_workbook(
        ["ردیف", "پروندهٔ بهزیستی"], [[str(place), code] for place, code in enumerate(codes)]
    )
    return SimpleUploadedFile("list.xlsx", content)


def _held(page: str) -> str:
    found = re.search(r'name="held" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_list_is_tried_its_columns_named_sent_and_confirmed_by_another(world: World) -> None:
    clerk, expert = world.client(world.staff("bureau-clerk")), world.client(world.staff("bureau-expert"))
    about = {"kind": "welfare", "letter": "۱۲/۳"}
    first = clerk.post(
        "/office/exemption-lists/try/", {**about, "file": _file(world.household.household_code, "0000001")}
    ).content.decode()
    assert "بگویید کد خانوار در کدام ستون است" in first
    named = {**about, "held": _held(first), "column-household": "1"}
    tried = clerk.post("/office/exemption-lists/try/", named).content.decode()
    assert "این خانوار در این اداره پیدا نشد" in tried
    assert "۱۲/۳" in tried
    assert not ExemptionList.objects.exists()
    assert clerk.post("/office/exemption-lists/send/", named).status_code == 302
    listed = ExemptionList.objects.get()
    assert clerk.post(f"/office/exemption-lists/{listed.pk}/", {"word": "confirm"}).status_code == 403
    assert "تأیید می‌کنم" in expert.get("/office/exemption-lists/").content.decode()
    assert expert.post(f"/office/exemption-lists/{listed.pk}/", {"word": "confirm"}).status_code == 302
    listed.refresh_from_db()
    assert listed.state == "confirmed"
    undone = {"word": "undo", "reason": "سال پیش بود"}
    assert expert.post(f"/office/exemption-lists/{listed.pk}/", undone).status_code == 302


def test_a_file_that_is_no_table_is_refused_in_words(world: World) -> None:
    clerk = world.client(world.staff("bureau-clerk"))
    sent = {"kind": "welfare", "letter": "۱", "file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04x")}
    answer = clerk.post("/office/exemption-lists/try/", sent)
    assert answer.status_code == 422
    assert "این فایل خوانده نشد" in answer.content.decode()


def test_a_single_answer_is_typed_in_and_what_is_wrong_keeps_what_was_typed(world: World) -> None:
    expert = world.client(world.staff("bureau-expert"))
    said = {"kind": "welfare", "household": "123", "from": "۱۴۰۵/۰۹/۰۱", "letter": "۷۷"}
    answer = expert.post("/office/exemption-lists/inquiry/", said)
    assert answer.status_code == 422
    assert 'value="123"' in answer.content.decode()
    said["household"] = world.household.household_code
    assert expert.post("/office/exemption-lists/inquiry/", said).status_code == 302
    assert ExemptionList.objects.get().rows.count() == 1


def test_a_held_file_is_nobody_elses(world: World) -> None:
    clerk, other = world.client(world.staff("bureau-clerk")), world.client(world.staff("bureau-clerk"))
    about = {"kind": "welfare", "letter": "۱", "column-household": "1"}
    page = clerk.post(
        "/office/exemption-lists/try/", {**about, "file": _file(world.household.household_code)}
    ).content.decode()
    assert other.post("/office/exemption-lists/send/", {**about, "held": _held(page)}).status_code == 409
    assert not ExemptionList.objects.exists()


def test_the_evening_registers_readers_and_books_and_compares_the_days_sum(world: World, case: Case) -> None:
    checker, office = world.client(world.staff("payment-checker")), world.house.bushehr.pk
    assert case.office_id == office

    def do(**said: str) -> int:
        return checker.post("/office/till/done/", {"office": str(office), **said}).status_code

    assert do(what="terminal", number="۷۷۰۰۱", into="217") == 302
    assert do(what="terminal", number="77001") == 409
    assert do(what="book", series="الف", first="۱۰۱", last="۲۰۰") == 302
    assert do(what="book", series="الف", first="x", last="۲۰۰") == 422
    assert do(what="void", number="۱۰۳", reason="خط خورد") == 302
    charge = Charge.objects.get(case=case)
    claim_payment(
        charge_id=charge.pk, channel="pos", reference="9001", terminal="77001", paid_on=local_date(world.now),
        rial=charge.rial, actor=world.actor(world.staff("service-clerk")), key="pos", now=world.now,
    )  # fmt: skip
    page = checker.get("/office/till/").content.decode()
    assert "۷۷۰۰۱" in page
    assert "بی‌حساب" in page
    reader = str(Terminal.objects.get().pk)
    assert do(what="confirm-terminal", terminal=reader, rial="۱") == 409
    assert do(what="confirm-terminal", terminal=reader, rial="۱۵۰٬۰۰۰ ریال") == 302
    assert Payment.objects.get().state == "confirmed"
    assert ReceiptBook.objects.get().first == 101
    assert do(what="nothing") == 404


def test_parts_are_agreed_from_the_page_and_the_case_goes_on(world: World, case: Case) -> None:
    charge = Charge.objects.get(case=case)
    ask_exemption(
        charge_id=charge.pk,
        ground="welfare",
        text="",
        actor=world.actor(world.staff("service-clerk")),
        now=world.now,
    )
    expert = world.client(world.staff("bureau-expert"))
    page = expert.get("/office/money/").content.decode()
    address = f"/office/money/charges/{charge.pk}/instalments/"
    assert address in page
    said = {"key": "k" * 20, "count": "۳", "first": "۱۴۰۵/۱۰/۰۱", "reason": "خودش خواست"}
    assert expert.post(address, {**said, "count": "۹۹"}).status_code == 422
    assert expert.post(address, said).status_code == 302
    rial = list(InstalmentPlan.objects.get().parts.order_by("due_on").values_list("rial", flat=True))
    assert rial == [50_000, 50_000, 50_000]
    assert not Item.objects.filter(case=case, step="pay", state="open").exists()


def test_all_that_is_to_go_back_of_a_case_goes_back_from_the_page(world: World, case: Case) -> None:
    charge = Charge.objects.get(case=case)
    for place in range(2):
        paid = claim_payment(
            charge_id=charge.pk, channel="deposit-slip", reference=f"77{place}", paid_on=local_date(world.now),
            rial=charge.rial, actor=world.actor(world.door), key=f"s{place}", now=world.now,
        )  # fmt: skip
        confirm_payment(payment_id=paid.pk, actor=world.actor(world.staff("payment-checker")), now=world.now)
    checker: Client = world.client(world.staff("payment-checker"))
    assert f"/office/money/cases/{case.pk}/back/" in checker.get("/office/money/").content.decode()
    address = f"/office/money/cases/{case.pk}/back/"
    assert checker.post(address, {"key": "r" * 20, "reason": ""}).status_code == 422
    assert checker.post(address, {"key": "r" * 20, "reason": "دو بار پرداخته بود"}).status_code == 302
    assert Refund.objects.get().rial == charge.rial


def test_a_confirmation_of_exemption_is_drafted_from_what_is_in_force_and_signed_as_a_letter(
    world: World,
) -> None:
    clerk, expert = world.client(world.staff("bureau-clerk")), world.client(world.staff("bureau-expert"))
    asked = {"household": world.household.household_code, "to": "شهرداری بوشهر"}
    assert clerk.post("/office/exemption-lists/confirmation/", asked).status_code == 409
    told = {**asked, "kind": "welfare", "from": "۱۴۰۵/۰۸/۰۱", "until": "۱۴۰۶/۰۱/۰۱", "letter": "۷۷"}
    clerk.post("/office/exemption-lists/inquiry/", told)
    expert.post(f"/office/exemption-lists/{ExemptionList.objects.get().pk}/", {"word": "confirm"})
    answer = clerk.post("/office/exemption-lists/confirmation/", asked)
    assert answer.status_code == 302
    page = clerk.get(answer.headers["Location"]).content.decode()
    assert "گواهی معافیت از هزینه و عوارض" in page
    assert "۱۴۰۶/۰۱/۰۱" in page
    assert (
        clerk.post("/office/exemption-lists/confirmation/", asked).headers["Location"]
        == answer.headers["Location"]
    )
    unknown = {**asked, "household": "0000000"}
    assert clerk.post("/office/exemption-lists/confirmation/", unknown).status_code == 409
