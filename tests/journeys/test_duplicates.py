"""Two officers and one man entered twice: from the queue to the two records side by side, by keys, and joined."""

import re

import pytest
from playwright.sync_api import expect

from factories.duplicates import compare_all
from factories.people import entry, family, person
from journeys.hands import static_folder, tables_may_be_emptied
from journeys.test_office import At, Desk, at, desk, letter, sent
from panah.registry.models import DuplicateProposal, SamePerson
from panah.registry.operations import record_identifier
from panah.registry.values import PaperInput, PersonInput
from panah.registry.words import IdentifierKind, PaperKind, Sex

__all__ = ["at", "desk", "static_folder", "tables_may_be_emptied"]
pytestmark = pytest.mark.django_db(transaction=True)


def enter_twice(desk: Desk) -> int:
    """Enter a man with his wife at one office and with his mother at the other; give the pair."""
    wife = person("ماه‌گل", "نوری", born="1984-02-03", sex=Sex.FEMALE)
    mother = person("بی‌بی‌حور", born="1955-03-03", sex=Sex.FEMALE)
    card = PaperInput(PaperKind.AMAYESH_CARD, "A37391027", entry().on)
    his = person(father="نورمحمد", latin=("Golahmad", "Rahimi"))
    again = person("گل احمد", father="نورمحمد", latin=("Gul Ahmad", "Rahimi"))
    given = PersonInput(
        name=again.name,
        sex=again.sex,
        born=again.born,
        nationality="AFG",
        status=again.status,
        papers=(card,),
    )
    _, (first, _) = family(desk.bureau.counter, his, wife)
    family(desk.bureau.other_counter, given, mother)
    number = {"kind": IdentifierKind.TAZKIRA, "number": "1400-0101-12345"}
    record_identifier(entry=entry(), person=first, **number)  # type: ignore[arg-type]  # a kind and a number
    compare_all()
    return DuplicateProposal.objects.get(first=first).pk


def test_two_officers_join_a_man_who_was_entered_twice(at: At, desk: Desk) -> None:
    pair = enter_twice(desk)
    visit = at("/office/", who=desk.expert)
    page = visit.page
    page.locator(".figures").get_by_role("link", name="ثبت‌های تکراری").click()
    rows = page.locator("tr[data-row]")
    expect(rows.last).to_contain_text("گل احمد رحیمی، فرزند نورمحمد")
    assert visit.violations() == []
    visit.photograph("office-duplicates-1280")
    for _ in range(rows.count()):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("آیا این دو یک شخص هستند؟")
    expect(page.locator(".mark-differs .mark").first).to_have_text("متفاوت")
    letter(page, "ی")
    expect(page.get_by_label("یک شخص هستند")).to_be_checked()
    page.get_by_label("دلیل شما").fill("تذکرهٔ هر دو را دیدم و خودش آمد.")
    visit.photograph("office-compare-1280")
    sent(page, "ثبت")
    expect(page.locator(".told")).to_contain_text("همکار دیگری هم باید تأیید کند")
    assert not SamePerson.objects.exists()
    other = at(f"/office/duplicates/{pair}/", who=desk.bureau.hire("bureau-officer")).page
    letter(other, "ی")
    other.get_by_label("دلیل شما").fill("تذکره را دیدم.")
    sent(other, "ثبت")
    expect(other.locator(".told")).to_contain_text("چیزی پاک نشده است")
    assert SamePerson.objects.count() == 1


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("javascript", [True, False])
def test_the_two_records_are_read_on_a_desk_and_on_a_phone(
    at: At, desk: Desk, width: int, *, javascript: bool
) -> None:
    pair = enter_twice(desk)
    visit = at(f"/office/duplicates/{pair}/", who=desk.expert, width=width, javascript=javascript)
    expect(visit.page.locator("table.compare tbody tr").first).to_contain_text("نام")
    assert not visit.slides_sideways()
    if javascript:
        assert visit.violations() == []
        visit.photograph(f"office-compare-empty-{width}")
        visit.page.goto(re.sub(r"\d+/$", "", visit.page.url))
        assert visit.violations() == []
        visit.photograph(f"office-duplicates-{width}")
        assert not visit.slides_sideways()
    assert visit.complaints == []
