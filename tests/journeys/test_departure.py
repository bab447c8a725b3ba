"""The way home in a browser: a family of nine of whom one daughter stays, from the request to the new head."""

import pytest
from playwright.sync_api import Page, expect

from factories.leaving import GROWN, NINE
from journeys.hands import DESK, is_clean
from journeys.hands_departure import (
    APPLY,
    HEARING,
    WITNESSED,
    Desk,
    ask_for,
    decide,
    desk,
    static_folder,
    tables_may_be_emptied,
)
from panah.casework.models import Case
from panah.documents.models import Document, Keeping
from panah.foundation.clock import local_date
from panah.registry.models import PaperStanding, StatusEnd
from panah.registry.queries import acting_head, ended_statuses, head_of

__all__ = ["desk", "static_folder", "tables_may_be_emptied"]

pytestmark = pytest.mark.django_db(transaction=True)
GOING = tuple(name for name, *_ in NINE if name != "دختر")
CHILDREN = tuple(name for name in GOING if name not in GROWN)


def test_a_father_asks_is_heard_signs_and_thinks(desk: Desk) -> None:
    way = desk.way
    visit = desk.own("پدر", APPLY)
    is_clean(visit, "departure-who-390")
    ask_for(visit, "پدر", *CHILDREN, pictures="departure-check-390")
    expect(visit.page.locator("main")).to_contain_text("شمارهٔ شما")
    case = Case.objects.get()
    expert = desk.office(case, "پدر")
    is_clean(expert, "departure-review-1280")
    decide(expert, "complete", {})
    heard = desk.office(case, "پدر")
    heard.page.locator("#word-voluntary").check()
    is_clean(heard, "departure-hearing-1280")
    decide(heard, "voluntary", HEARING)
    visit = desk.own("پدر", f"/my/cases/{case.pk}/")
    is_clean(visit, "departure-to-sign-390")
    decide(desk.office(case, "پدر"), "signed", WITNESSED)
    visit = desk.own("پدر", f"/my/cases/{case.pk}/")
    expect(visit.page.locator("main")).to_contain_text("می‌توانید بی هیچ هزینه‌ای بمانید")
    is_clean(visit, "departure-thinking-390")
    visit.page.get_by_role("link", name="می‌مانم").click()
    is_clean(visit, "departure-stay-390")
    assert way.at(case, "پدر") == "talk/think"


def test_a_mother_asks_for_herself_in_english_and_stays_by_her_own_word(desk: Desk) -> None:
    way = desk.way
    visit = desk.own("مادر", APPLY, language="en")
    is_clean(visit, "departure-who-en-390")
    ask_for(visit, "مادر")
    case = Case.objects.get()
    assert case.alone
    way.review(case)
    way.say(case, "مادر", "voluntary")
    way.say(case, "مادر", "signed")
    visit = desk.own("مادر", f"/my/cases/{case.pk}/", language="en")
    is_clean(visit, "departure-thinking-en-390")
    visit.page.locator("main .inset-ask a.button").click()
    is_clean(visit, "departure-stay-en-390")
    visit.page.locator("main form button.button").first.click()
    visit.page.wait_for_load_state("load")
    assert way.at(case, "مادر") == "withdrawn"
    is_clean(visit, "departure-stayed-en-390")


def test_eight_of_nine_go_and_the_daughter_who_stays_heads_the_household(desk: Desk) -> None:
    way = desk.way
    case = way.open(*GOING, present=[name for name in GROWN if name != "دختر"])
    way.review(case)
    is_clean(desk.office(case, "مادربزرگ"), "departure-office-of-many-1280")
    way.free(case, *(name for name in GROWN if name != "دختر"))
    for name in CHILDREN[1:]:
        way.say(case, name, "in-their-interest")
    child = desk.office(case, CHILDREN[0])
    child.page.locator("#word-in-their-interest").check()
    is_clean(child, "departure-child-1280")
    decide(child, "in-their-interest", {"consent": "both", "interests": "با پدر و مادرش می‌رود."})
    way.to_exchange(case, *GOING[1:])
    pay_and_approve(desk, case)
    desk.worker()
    way.wait(minutes=1)
    desk.worker()
    exchange(desk, case)
    for name in GOING[1:]:
        way.say(case, name, "handed")
    desk.worker()
    stand_in(desk, case)
    for name in GOING:
        desk.crossed(name)
    assert not StatusEnd.objects.exists()
    confirm = desk.office(case, "پدر")
    confirm.page.locator("#word-already-left").check()
    is_clean(confirm, "departure-confirm-1280")
    decide(confirm, "already-left", {"known-by": "border"})
    for name in GOING[1:]:
        way.say(case, name, "already-left", form={"known-by": "border"})
    desk.worker()
    follow(desk, case)
    stays = way.people["دختر"]
    assert way.at(case, "پدر") == "departed"
    assert not PaperStanding.objects.filter(person=stays).exists()
    assert ended_statuses([stays.pk], on=local_date(way.now)) == {}


def pay_and_approve(desk: Desk, case: Case) -> None:
    """The father cannot pay and is exempted; two officers read his file one after the other."""
    way = desk.way
    way.waive(case, "پدر")
    first = desk.office(case, "پدر")
    is_clean(first, "departure-approve-1280")
    decide(first, "approved", {})
    decide(desk.office(case, "پدر"), "approved", {})


def exchange(desk: Desk, case: Case) -> None:
    """The exit paper is given and the card taken, in one act; both papers are there to print."""
    visit = desk.office(case, "پدر")
    visit.page.locator("#word-handed").check()
    is_clean(visit, "departure-exchange-1280")
    father = desk.way.people["پدر"].pk
    said = {"receiver": [father], "mark": "signature", "card-number": "A-0"}
    decide(visit, "handed", said)
    desk.worker()
    is_clean(desk.own("پدر", f"/my/cases/{case.pk}/"), "departure-on-the-way-390")
    clerk, office = desk.way.bureau.hire("bureau-clerk"), f"/office/cases/{case.pk}/"
    is_clean(desk.opened(office, clerk, width=DESK), "departure-exchanged-1280")
    paper = Document.objects.filter(bearer=father).latest("pk")
    desk.printed("departure-exit-paper", f"{office}paper/{paper.pk}.pdf", clerk)
    kept = Keeping.objects.get(party=father)
    desk.printed("departure-card-taken", f"{office}kept/{kept.pk}.pdf?of=taking", clerk)
    desk.printed("departure-own-receipt", f"/my/cases/{case.pk}/kept/{kept.pk}.pdf", desk.account("پدر"))


def stand_in(desk: Desk, case: Case) -> None:
    """The same day somebody stands in for a head who is on the way."""
    household, expert = desk.way.household, desk.way.bureau.hire("bureau-expert")
    visit = desk.opened(f"/office/cases/{case.pk}/", expert, width=DESK)
    expect(visit.page.locator("#head-h")).to_have_text("سرپرست خانوار در راه رفتن است")
    take(visit.page)
    is_clean(visit, "departure-stands-in-1280")
    standing = acting_head(household, on=local_date(desk.way.now))
    assert standing == desk.way.people["دختر"]


def follow(desk: Desk, case: Case) -> None:
    """When he has left, she heads it."""
    household, expert = desk.way.household, desk.way.bureau.hire("bureau-expert")
    visit = desk.opened(f"/office/cases/{case.pk}/", expert, width=DESK)
    expect(visit.page.locator("#head-h")).to_have_text("سرپرست خانوار رفته است")
    is_clean(visit, "departure-head-left-1280")
    take(visit.page)
    assert head_of(household, on=local_date(desk.way.now)) == desk.way.people["دختر"]


def take(page: Page) -> None:
    """Write down the member that stands first."""
    page.get_by_role("button", name="ثبت سرپرست").click()
    page.wait_for_load_state("load")
    expect(page.locator(".told")).to_contain_text("ثبت شد")
