"""The ways through the public pages: search, languages, keyboard, paper, no script."""

import re

from playwright.sync_api import expect

from journeys.conftest import Open


def test_a_person_finds_a_service_by_an_everyday_word(visit: Open) -> None:
    page = visit("/", width=390).page
    page.get_by_label("دنبال چه کاری هستید؟").fill("برگه بين شهري")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="برگهٔ سفر بین‌شهری").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("برگهٔ سفر بین‌شهری")


def test_search_works_without_javascript(visit: Open) -> None:
    page = visit("/", javascript=False).page
    page.get_by_label("دنبال چه کاری هستید؟").fill("دفتر کفالت")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/services/\?q="))
    expect(page.locator(".services li").first).to_be_visible()


def test_changing_the_language_keeps_the_page(visit: Open) -> None:
    page = visit("/services/refugee-id-card/").page
    for name, path in [("English", "/en/"), ("العربية", "/ar/"), ("دری", "/prs/"), ("فارسی", "/")]:
        page.get_by_role("link", name=name, exact=True).click()
        expect(page).to_have_url(re.compile(rf"\d{path}services/refugee-id-card/$"))


def test_a_translation_says_it_is_not_reviewed_and_persian_does_not(visit: Open) -> None:
    assert visit("/").page.locator(".unreviewed").count() == 0
    for prefix in ("prs", "ar", "ps", "en"):
        expect(visit(f"/{prefix}/").page.locator(".unreviewed")).to_be_visible()


def test_the_page_reads_in_the_direction_of_its_language(visit: Open) -> None:
    for path, language, direction in [("/", "fa", "rtl"), ("/prs/", "fa-AF", "rtl"), ("/en/", "en", "ltr")]:
        html = visit(path).page.locator("html")
        expect(html).to_have_attribute("lang", language)
        expect(html).to_have_attribute("dir", direction)


def test_each_stop_of_the_keyboard_shows(visit: Open) -> None:
    page = visit("/services/intercity-travel/").page
    invisible = []
    for _stop in range(25):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' || s.boxShadow !== 'none' }"
        )
        if not shown:
            invisible.append(page.evaluate("() => document.activeElement.outerHTML.slice(0, 120)"))
    assert invisible == []


def test_the_first_stop_skips_to_the_text(visit: Open) -> None:
    page = visit("/").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"


def test_a_phone_number_reads_forward_inside_persian(visit: Open) -> None:
    number = visit("/help/").page.locator("main a[href='tel:+987733330696'] bdi").first
    expect(number).to_have_text("۰۷۷-۳۳۳۳۰۶۹۶")
    expect(number).to_have_attribute("dir", "ltr")


def test_the_steps_stand_as_a_list_beside_the_picture(visit: Open) -> None:
    wide = visit("/services/refugee-id-card/", width=1280).page
    expect(wide.locator(".diagram svg")).to_be_visible()
    assert wide.get_by_role("listitem").filter(has_text="فراخوان سرپرست خانوار").count() == 1
    narrow = visit("/services/refugee-id-card/", width=390).page
    expect(narrow.locator(".diagram svg")).to_be_hidden()
    expect(narrow.locator(".steps > li").first).to_be_visible()


def test_a_printed_page_carries_no_menus(visit: Open) -> None:
    page = visit("/services/refugee-id-card/").page
    page.emulate_media(media="print")
    expect(page.locator(".nav")).to_be_hidden()
    expect(page.locator(".foot nav")).to_be_hidden()
    expect(page.locator(".steps > li").first).to_be_visible()


def test_a_page_can_be_left_quickly_without_a_trace_of_where_one_was(visit: Open) -> None:
    link = visit("/").page.get_by_role("link", name="خروج سریع")
    expect(link).to_have_attribute("rel", re.compile("noreferrer"))
