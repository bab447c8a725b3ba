"""The pages: the call list and its entry, the log of a case, letters, one's own news, the counter's question."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from pytest_django import Settings

from factories.people import account, officer
from integration.notifications.conftest import Home
from panah.audit.models import Event
from panah.casework.models import Case
from panah.catalogue.queries import versions
from panah.notifications.models import Message, PhoneCall
from panah.notifications.operations import send_messages
from panah.organisation.models import Account
from panah.organisation.operations import appoint, enrol_staff
from panah.registry.operations import bind_account, open_household_account
from panah.registry.queries import wish_of_household, wishes_of_persons
from panah.registry.values import Wish
from panah.web import identity

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_this_moment(home: Home, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages live at the moment of the test, without a provider; they read the service's plain title."""
    settings.PANAH_SMS_URL = ""
    monkeypatch.setattr(identity, "utc_now", lambda: home.now)
    kept = versions._STORE._kept
    for version, content in kept.items():
        kept[version] = replace(content, form=SimpleNamespace(plain_title="برگهٔ سفر", slug="told"))  # type: ignore[arg-type]  # pages read no more of it


def client(who: Account) -> Client:
    made = Client()
    made.force_login(who)
    return made


def clerk(home: Home, role: str = "service-clerk") -> Account:
    """Somebody at the counter of the household's office."""
    made = enrol_staff(username=role, label=role, personnel_number=role, now=home.now)
    office = home.house.bushehr
    appoint(staff=made, role=role, office=office, valid_from=office.opened_on, now=home.now, by=None)
    return made.account


@pytest.fixture
def case(home: Home) -> Case:
    """A case whose people could not be told that something is asked of them."""
    made = home.ask()
    home.say(made, "returned")
    home.tell_all()
    Message.objects.filter(news="opened", channel="sms").update(state="called", next_at=None)
    send_messages(now=home.now)
    return made


@pytest.fixture
def lost(case: Case) -> Message:
    return Message.objects.get(case=case, channel="sms", news="your-turn")


# The call list


def test_the_list_names_people_and_the_entry_alone_their_number(lost: Message, home: Home) -> None:
    page = client(home.expert).get("/office/calls/").content.decode()
    assert "کاری از شخص می‌خواهد" in page
    assert "این اداره پیامک نمی‌فرستد" in page
    assert "۱۱۱" not in page
    reads = Event.objects.filter(kind="read", stream__startswith="person:", word="call-up")
    assert reads.count() == 0
    entry_page = client(home.expert).get(f"/office/calls/{lost.pk}/").content.decode()
    assert "tel:+989171111222" in entry_page
    assert reads.count() == 2


def test_a_shared_phone_says_so_in_big_words_and_one_s_own_matter_gives_the_caller_nothing_to_say(
    lost: Message, home: Home
) -> None:
    page = client(home.expert).get(f"/office/calls/{lost.pk}/").content.decode()
    assert "این تلفن مشترک است" in page
    assert "یک کار از شما می‌خواهد" in page
    Message.objects.filter(pk=lost.pk).update(is_quiet=True)
    page = client(home.expert).get(f"/office/calls/{lost.pk}/").content.decode()
    assert "تنها با خود" in page
    assert "کی می‌شود با خودش صحبت کرد" in page
    assert "لطفاً بگویید با دفتر تماس بگیرد" not in page
    assert "یک کار از شما می‌خواهد" not in page


def test_a_call_is_written_down_and_the_list_is_shorter(lost: Message, home: Home, case: Case) -> None:
    browser = client(home.expert)
    answer = browser.post(
        f"/office/calls/{lost.pk}/", {"result": "reached", "note": "می‌آید", "again": ""}, follow=True
    )
    assert "اکنون کسی برای تماس نیست" in answer.content.decode()
    page = browser.get(f"/office/cases/{case.pk}/").content.decode()
    assert "تماس تلفنی: خود شخص شنید" in page
    assert "می‌آید" in page
    gone = browser.post(f"/office/calls/{lost.pk}/", {"result": "reached"}, follow=True)
    assert "دیگر در فهرست نیست" in gone.content.decode()
    assert PhoneCall.objects.count() == 1


def test_what_was_typed_is_not_lost_when_the_result_is_missing(lost: Message, home: Home) -> None:
    answer = client(home.expert).post(f"/office/calls/{lost.pk}/", {"note": "نیمه‌کاره", "again": "24"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "یکی را برگزینید" in page
    assert "نیمه‌کاره" in page
    assert not PhoneCall.objects.exists()


def test_when_to_call_again_is_chosen_in_words(lost: Message, home: Home) -> None:
    client(home.expert).post(f"/office/calls/{lost.pk}/", {"result": "no-answer", "again": "48"})
    lost.refresh_from_db()
    assert lost.call_at == home.now + timedelta(days=2)
    page = client(home.expert).get("/office/calls/").content.decode()
    assert "تماس دیگر برای ساعت‌های بعد" in page


def test_an_entry_of_another_office_is_not_there(lost: Message, home: Home) -> None:
    made = enrol_staff(username="far", label="far", personnel_number="far", now=home.now)
    office = home.house.borazjan
    appoint(
        staff=made, role="service-clerk", office=office, valid_from=office.opened_on, now=home.now, by=None
    )
    far = client(made.account)
    assert far.get(f"/office/calls/{lost.pk}/").status_code == 404
    assert far.post(f"/office/calls/{lost.pk}/", {"result": "reached"}, follow=True).status_code == 200
    assert not PhoneCall.objects.exists()


# The log of a case


def test_a_call_that_came_in_is_logged_on_the_case(case: Case, home: Home) -> None:
    browser = client(home.expert)
    answer = browser.post(
        f"/office/cases/{case.pk}/calls/",
        {"call-result": "came-in", "call-note": "پرسید کجاست"},
        follow=True,
    )
    page = answer.content.decode()
    assert "تماس در پرونده ثبت شد" in page
    assert "پرسید کجاست" in page
    assert "۱ تماس" in page.replace('<bdi dir="ltr">۱</bdi>', "۱")


def test_a_call_without_a_result_comes_back_as_it_was_typed(case: Case, home: Home) -> None:
    answer = client(home.expert).post(f"/office/cases/{case.pk}/calls/", {"call-note": "نیمه"})
    assert answer.status_code == 422
    assert "نیمه" in answer.content.decode()


# Letters


@pytest.fixture
def letter(home: Home) -> Message:
    home.wish(Wish(channel="paper", language="ps"))
    made = home.ask()
    home.say(made, "returned")
    home.tell_all()
    return Message.objects.get(channel="paper")


def test_letters_are_printed_in_their_own_language_and_go(letter: Message, home: Home) -> None:
    browser = client(home.expert)
    assert "نامه‌ای نمانده" not in browser.get("/office/letters/").content.decode()
    sheets = browser.post("/office/letters/print/", {"letter": [str(letter.pk), "x"]})
    page = sheets.content.decode()
    assert 'lang="ps"' in page
    assert "وګورئ څه پاتې دي" in page
    assert browser.post("/office/letters/print/", {}).status_code == 422
    assert "چاپ شده" in browser.get("/office/letters/").content.decode()
    assert browser.post(f"/office/letters/{letter.pk}/", {"means": ""}).status_code == 422
    done = browser.post(f"/office/letters/{letter.pk}/", {"means": "posted"}, follow=True)
    assert "نامه‌ای نمانده" in done.content.decode()
    assert browser.post(f"/office/letters/{letter.pk}/", {"means": "posted"}).status_code == 404


def test_a_letter_of_one_s_own_matter_cannot_be_posted(letter: Message, home: Home) -> None:
    Case.objects.filter(told=letter).update(alone=True)
    browser = client(home.expert)
    assert "تنها به دست خودش" in browser.get("/office/letters/").content.decode()
    answer = browser.post(f"/office/letters/{letter.pk}/", {"means": "posted"})
    assert answer.status_code == 409
    assert "تنها به دست خود شخص" in answer.content.decode()


# One's own pages


def test_news_stands_on_top_of_one_s_page_until_it_was_shown(home: Home) -> None:
    home.ask()
    home.tell_all()
    open_household_account(account=home.applicant, household=home.household, now=home.now)
    browser = client(home.applicant)
    assert browser.head("/my/").status_code == 200
    assert "خبرهای تازه" in browser.get("/my/").content.decode()
    assert Message.objects.get(channel="portal").seen_at == home.now
    assert "خبرهای تازه" not in browser.get("/my/").content.decode()
    assert "درخواست شما ثبت شد" in browser.get("/my/messages/").content.decode()


def test_one_s_own_news_does_not_stand_on_the_household_s_page(home: Home) -> None:
    open_household_account(account=home.applicant, household=home.household, now=home.now)
    own = account()
    desk = officer("service-clerk", home.house.bushehr)
    bind_account(account=own, person=home.members[0], by=desk, proof="کارت", now=home.now)
    home.ask(is_alone=True, count=1)
    home.tell_all()
    assert "درخواست شما ثبت شد" not in client(home.applicant).get("/my/messages/").content.decode()
    assert "درخواست شما ثبت شد" in client(own).get("/my/messages/").content.decode()


# The counter


def test_the_counter_asks_how_to_tell_the_household_and_each_adult(home: Home) -> None:
    browser = client(clerk(home))
    here = f"/counter/households/{home.household.pk}/telling/"
    assert "خانوار، در کار مشترک" in browser.get(here).content.decode()
    answer = browser.post(here, {"language": "prs", "reads": "no", "channel": "", "is_shared": "on"})
    assert answer.status_code == 302
    assert wish_of_household(home.household.pk) == Wish(language="prs", can_read=False, is_shared=True)
    mother = home.members[1]
    browser.post(f"{here}?for={mother.pk}", {"reads": "yes", "is_quiet": "on"})
    assert wishes_of_persons([mother.pk])[mother.pk] == Wish(is_quiet=True)
    page = browser.get(f"{here}?for={mother.pk}").content.decode()
    assert "از خودش بپرسید" in page
    event = Event.objects.filter(kind="life-event", stream=f"person:{mother.pk}").latest("pk")
    assert event.role == "service-clerk"


@pytest.mark.parametrize("whose", ["999999", "x", "9" * 30])
def test_nobody_s_wish_is_asked_who_is_not_of_the_household(home: Home, whose: str) -> None:
    browser = client(clerk(home))
    here = f"/counter/households/{home.household.pk}/telling/?for={whose}"
    assert browser.get(here).status_code == 404
    assert browser.post(here, {"reads": "yes"}).status_code == 404


def test_whether_somebody_reads_is_always_asked(home: Home) -> None:
    browser = client(clerk(home))
    answer = browser.post(f"/counter/households/{home.household.pk}/telling/", {"language": "ar"})
    assert answer.status_code == 422
    assert "می‌خواند یا نه" in answer.content.decode()
