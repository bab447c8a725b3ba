"""A photo of the slip from a phone to the second person's eyes, as people go through it."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from factories.files import pdf, photo
from integration.web_account.conftest import Apply as Ask
from integration.web_account.conftest import World, apply, world
from journeys.hands import DESK, SignedIn, go, is_clean, static_folder, tables_may_be_emptied
from journeys.test_slip import signed_in
from panah.casework.models import Case, Item
from panah.evidence.models import Upload
from panah.payments.models import Payment

__all__ = ["apply", "signed_in", "static_folder", "tables_may_be_emptied", "world"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: object) -> None:
    """Where files are kept in this test."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's own


def fill(page: Page, reference: str) -> None:
    page.get_by_label("فیش واریز بانک").check()
    page.get_by_label("شمارهٔ پیگیری").fill(reference)
    for place, text in enumerate(("۱", "آذر", "۱۴۰۵")):
        page.locator(f"#id_paid_on_{place}").fill(text)


def choose(page: Page, body: bytes, name: str = "slip.jpg", *, field: str = "slip") -> None:
    page.locator(f"#id_{field}").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": body})


def is_seen(page: Page) -> bool:
    """Whether the picture behind the first «دیدن» is really drawn."""
    image = page.locator("details.photo img").first
    page.locator("details.photo summary").first.click()
    image.scroll_into_view_if_needed()
    page.wait_for_function("image => image.complete", arg=image.element_handle())
    return bool(image.evaluate("image => image.naturalWidth > 0"))


@pytest.mark.parametrize("javascript", [True, False])
def test_a_receipt_is_paid_by_with_a_photo_on_a_phone_and_the_second_person_sees_it_and_confirms(
    world: World, apply: Ask, signed_in: SignedIn, live_server: LiveServer, javascript: bool
) -> None:
    case = apply()
    phone = signed_in(f"/my/cases/{case.pk}/pay/", javascript=javascript)
    send = phone.page.get_by_role("button", name="رسیدم را می‌فرستم")
    fill(phone.page, "۷۷۸۸۹۹")
    choose(phone.page, b"a letter called slip.jpg")
    send.click()
    phone.page.wait_for_selector("text=نه عکس است و نه پی‌دی‌اف")
    assert phone.page.locator("#id_reference").input_value() == "۷۷۸۸۹۹"
    if javascript:
        is_clean(phone, "evidence-refused-390")
    choose(phone.page, photo("teal", (900, 1200)))
    phone.page.locator("#id_reference").fill("")
    send.click()
    phone.page.wait_for_selector("text=نگه داشته شده است")
    if javascript:
        is_clean(phone, "evidence-held-390")
    fill(phone.page, "۷۷۸۸۹۹")
    send.click()
    phone.page.wait_for_url(f"**/my/cases/{case.pk}/")
    payment = Payment.objects.get()
    assert payment.proof == Upload.objects.get()
    if javascript:
        assert is_seen(phone.page)
        is_clean(phone, "evidence-own-case-390")
        second = signed_in("/office/money/", who=world.staff("payment-checker"), width=DESK)
        assert is_seen(second.page)
        is_clean(second, "evidence-money-1280")
        second.page.get_by_role("button", name="هست").click()
    else:
        second = signed_in("/office/money/", who=world.staff("payment-checker"), javascript=False)
        second.page.get_by_role("button", name="هست").click()
    second.page.wait_for_selector("text=ثبت شد")
    payment.refresh_from_db()
    assert payment.state == "confirmed"
    assert not Item.objects.filter(case=case, state="open", kind="pay").exists()


def test_a_clerk_photographs_a_slip_and_an_officer_finds_it_with_the_case(
    world: World, apply: Ask, signed_in: SignedIn
) -> None:
    case = apply()
    counter = signed_in(f"/counter/cases/{case.pk}/", who=world.staff("service-clerk"), width=DESK)
    counter.page.get_by_label("شمارهٔ پیگیری").fill("88123456")
    choose(counter.page, photo("maroon", (900, 600)))
    is_clean(counter, "evidence-counter-1280")
    counter.page.get_by_role("button", name="ثبت رسید").click()
    counter.page.wait_for_selector("text=منتظر تأیید اداره")
    assert is_seen(counter.page)
    is_clean(counter, "evidence-counter-seen-1280")
    office = signed_in(f"/office/cases/{case.pk}/", who=world.staff("bureau-expert"), width=DESK)
    assert is_seen(office.page)
    is_clean(office, "evidence-office-case-1280")


def test_who_cannot_pay_adds_a_paper_and_what_was_asked_for_again_is_photographed(
    world: World, apply: Ask, signed_in: SignedIn, live_server: LiveServer
) -> None:
    case = apply()
    phone = signed_in(f"/my/cases/{case.pk}/exempt/")
    phone.page.get_by_label("زیر پوشش بهزیستی").check()
    choose(phone.page, pdf(), "letter.pdf", field="proof")
    is_clean(phone, "evidence-exempt-390")
    go(phone.page)
    assert "پی‌دی‌اف" in phone.page.content()
    barred = apply(destination={"destination": "گناوه"}, people=world.members[:1])
    world.say(barred, "returned", reason="paper-unreadable")
    item = Item.objects.get(case=barred, state="open")
    phone.page.goto(f"{live_server.url}/my/cases/{barred.pk}/amend/{item.pk}/")
    choose(phone.page, photo("olive"), field="paper")
    is_clean(phone, "evidence-amend-390")
    go(phone.page)
    assert Case.objects.get(pk=barred.pk).uploads.count() == 1
    is_clean(phone, "evidence-amended-390")
