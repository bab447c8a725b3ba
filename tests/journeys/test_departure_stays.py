"""Who does not go: one whose wish is doubtful, one who withdraws unseen, one who never left; and a line that fails."""

import re

import pytest
from playwright.sync_api import expect

from factories.leaving import REASONS
from factories.people import entry
from journeys.hands import DESK, is_clean
from journeys.hands_departure import Desk, decide, desk, static_folder, tables_may_be_emptied
from panah.casework.models import Case, Item
from panah.casework.queries import broken_invariants
from panah.conf.simulators.speech import Behaviour
from panah.documents.models import Document, Keeping, OutsideEntry
from panah.documents.rules.standing import State
from panah.foundation.clock import local_date
from panah.notifications.models import Message
from panah.registry.models import PaperStanding, StatusEnd
from panah.registry.operations import record_phone
from panah.registry.queries import held_papers
from panah.registry.words import PaperKind, PaperState

__all__ = ["desk", "static_folder", "tables_may_be_emptied"]

pytestmark = pytest.mark.django_db(transaction=True)
SHARED = "09171111222"
HER_OWN = re.compile("انصراف|پس گرفت|می‌ماند")


def card(desk: Desk, name: str) -> PaperState:
    """What somebody's card is worth today."""
    held = held_papers([desk.way.people[name].pk], on=local_date(desk.way.now))
    (paper,) = (one for one in held if one.kind == PaperKind.AMAYESH_CARD)
    return paper.state


def told(case: Case) -> set[tuple[str, str]]:
    """What outside systems were to be told of a case: which system, and how far it came."""
    return {(one.system.value, one.state) for one in OutsideEntry.objects.filter(case=case)}


def open_for(desk: Desk, *adults: str) -> Case:
    """A request of adults who all stand at the counter, found complete."""
    case = desk.way.open(*adults, present=adults)
    desk.way.review(case)
    return case


def on_the_way(desk: Desk, *, at: str = "journey") -> Case:
    """The father has his exit paper, and the office his card; Najva hears of it before he is at the next step."""
    case = open_for(desk, "پدر")
    desk.way.free(case, "پدر")
    desk.way.to_exchange(case, "پدر")
    desk.worker()
    desk.way.say(case, "پدر", "handed")
    desk.worker()
    assert desk.way.at(case, "پدر") == at
    return case


def test_whose_wish_is_doubtful_keeps_everything_and_the_others_go_on(desk: Desk) -> None:
    way = desk.way
    case = open_for(desk, "پدر", "پسر")
    visit = desk.office(case, "پسر")
    visit.page.locator("#word-doubtful").check()
    visit.page.get_by_role("button", name="ثبت تصمیم", exact=True).click()
    expect(visit.page.locator(".errors")).to_be_visible()
    is_clean(visit, "departure-doubtful-1280")
    decide(visit, "doubtful", {key.replace("_", "-"): said for key, said in REASONS["doubtful"].items()})
    way.free(case, "پدر")
    desk.worker()
    assert way.at(case, "پدر") == "pay"
    assert card(desk, "پسر") == PaperState.VALID
    assert not PaperStanding.objects.exists()
    own = desk.own("پسر", f"/my/cases/{case.pk}/")
    is_clean(own, "departure-doubtful-390")
    fathers = desk.own("پدر", f"/my/cases/{case.pk}/")
    expect(fathers.page.locator("main")).not_to_contain_text(REASONS["doubtful"]["reason_text"])


def test_in_the_last_hour_she_withdraws_at_a_counsellor_and_the_head_learns_nothing(desk: Desk) -> None:
    way = desk.way
    record_phone(entry=entry(), household=way.household, text=SHARED)
    case = open_for(desk, "پدر", "مادر")
    for name in ("پدر", "مادر"):
        way.say(case, name, "voluntary")
        way.say(case, name, "signed")
    desk.worker()
    way.wait(hours=71)
    heads, phones = desk.account("پدر"), desk.text_of_phones()
    pages = ("/my/", f"/my/cases/{case.pk}/", "/my/messages/")
    before = [desk.opened(path, heads).page.locator("main").inner_text() for path in pages]
    messages = set(
        Message.objects.filter(channel__in=("sms", "voice", "portal")).values_list("pk", flat=True)
    )
    counsellor = way.bureau.hire("protection-counsellor")
    visit = desk.opened(f"/office/cases/{case.pk}/", counsellor, width=DESK)
    line = visit.page.locator(".persons > li", has_text="مادر")
    line.get_by_text("گفت که می‌ماند").click()
    is_clean(visit, "departure-withdrawing-1280")
    line.get_by_role("button", name="ثبت: می‌ماند").click()
    visit.page.wait_for_load_state("load")
    expect(visit.page.locator(".told")).to_contain_text("ثبت شد")
    desk.worker()
    assert (way.at(case, "مادر"), way.at(case, "پدر")) == ("withdrawn", "talk/think")
    after = [desk.opened(path, heads) for path in pages]
    assert [one.page.locator("main").inner_text() for one in after] == before
    after[1].photograph("departure-head-learns-nothing-390")
    assert desk.text_of_phones() == phones
    new = Message.objects.filter(channel__in=("sms", "voice", "portal")).exclude(pk__in=messages)
    assert not new.exclude(account=None).filter(account=heads).exists()
    assert not new.filter(channel__in=("sms", "voice")).exists()
    way.wait(hours=1)
    assert way.at(case, "پدر") == "pay"
    assert card(desk, "مادر") == PaperState.VALID
    theirs = desk.own("مادر", f"/my/cases/{case.pk}/").page.locator("main")
    expect(theirs).to_contain_text("انصراف")


def test_najva_refuses_is_held_for_an_operator_and_recovers(desk: Desk) -> None:
    way, manners = desk.way, desk.line.both.manners["najva"]
    manners.behaviour = Behaviour.REFUSING
    case = on_the_way(desk, at="hold-card")
    assert told(case) == {("border", "recorded"), ("najva", "queued")}
    for _ in range(12):
        way.wait(hours=1)
        desk.worker()
    operator = way.bureau.hire("operator")
    visit = desk.opened("/office/outside/", operator, width=DESK)
    is_clean(visit, "departure-najva-refuses-1280")
    notice = next(one for one in OutsideEntry.objects.filter(case=case) if one.system.value == "border")
    assert notice.receipt
    assert (way.at(case, "پدر"), card(desk, "پدر")) == ("hold-card", PaperState.SUSPENDED)
    manners.behaviour = Behaviour.PROMPT
    again = visit.page.get_by_role("button", name=re.compile("دوباره|از نو")).first
    again.click()
    visit.page.wait_for_load_state("load")
    desk.worker()
    assert told(case) == {("border", "recorded"), ("najva", "recorded")}
    desk.crossed("پدر")
    way.say(case, "پدر", "already-left", form={"known-by": "border"})
    desk.worker()
    assert way.at(case, "پدر") == "departed"
    assert broken_invariants() == []


def test_who_did_not_leave_has_card_and_status_as_if_nothing_had_been(desk: Desk) -> None:
    way = desk.way
    case = on_the_way(desk)
    assert card(desk, "پدر") == PaperState.SUSPENDED
    way.wait_for(case, "پدر")
    visit = desk.office(case, "پدر")
    visit.page.locator("#word-stays").check()
    is_clean(visit, "departure-did-not-leave-1280")
    decide(visit, "stays", {"note": "گفت که می‌ماند."})
    desk.worker()
    assert (way.at(case, "پدر"), card(desk, "پدر")) == ("give-back", PaperState.VALID)
    own = desk.own("پدر", f"/my/cases/{case.pk}/")
    is_clean(own, "departure-card-waits-390")
    back = desk.office(case, "پدر")
    back.page.locator("#word-handed").check()
    is_clean(back, "departure-give-back-1280")
    decide(back, "handed", {"card-number": "A-0", "mark": "signature"})
    desk.worker()
    kept = Keeping.objects.get()
    assert kept.returned_at == way.now
    assert way.at(case, "پدر") == "stayed"
    clerk = way.bureau.hire("bureau-clerk")
    desk.printed("departure-card-returned", f"/office/cases/{case.pk}/kept/{kept.pk}.pdf", clerk)
    void = Document.objects.get()
    desk.printed("departure-exit-paper-void", f"/office/cases/{case.pk}/paper/{void.pk}.pdf", clerk)
    assert {one.state for one in Document.objects.all()} == {State.VOID}
    assert told(case) == {("border", "recorded"), ("najva", "recorded")}
    assert len(desk.line.both.najva.entries) == len(desk.line.both.border.entries) == 2
    assert not StatusEnd.objects.exists()
    assert not Item.objects.filter(case=case, state="open").exists()
    is_clean(desk.own("پدر", f"/my/cases/{case.pk}/"), "departure-restored-390")
    assert broken_invariants() == []
