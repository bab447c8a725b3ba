"""What people are told, on which phone, and what is never said (S22, S28, S29)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.bureau import actor_of
from factories.people import account, entry, officer
from factories.simulators import Running
from integration.notifications.conftest import HOUSEHOLD_PHONE, OWN_PHONE, Home, subject_of
from panah.audit.models import Event
from panah.casework.models import Case, OutboxMessage
from panah.casework.queries import broken_invariants
from panah.conf.simulators.speech import Behaviour
from panah.foundation.errors import Conflict
from panah.notifications.models import Message
from panah.notifications.operations import (
    CallSaid,
    deliver_news,
    letter_went,
    record_call,
    send_messages,
    tell,
)
from panah.notifications.queries import messages_for, told_of
from panah.notifications.rules import MOST_ATTEMPTS, TO_CALL
from panah.notifications.sealing import opened
from panah.organisation.models import Account
from panah.registry.models import HouseholdAccount
from panah.registry.operations import bind_account, record_phone
from panah.registry.values import Wish
from panah.workflow.messages import News

pytestmark = pytest.mark.django_db


def phone_of(message: Message) -> str:
    return opened("phone", message.key, message.phone)


def test_a_new_case_tells_its_number_once(home: Home) -> None:
    case = home.ask()
    home.tell_all()
    assert home.texts() == [("opened", False)]
    text = messages_for(home.applicant.pk)[0].text
    assert "۳۰۱/۰۵/۱" in text
    assert case.number == "301/05/1"


@pytest.mark.parametrize(
    ("word", "news"), [("approved", "to-pay"), ("returned", "your-turn"), ("exempt", "ready")]
)
def test_each_turn_that_asks_something_of_people_is_told(home: Home, word: str, news: str) -> None:
    case = home.ask()
    home.say(case, word)
    home.tell_all()
    assert [told for told, _ in home.texts()] == ["opened", news]
    assert broken_invariants() == []


def test_what_only_the_office_has_to_do_is_not_told_again(home: Home) -> None:
    case = home.ask()
    home.say(case, "returned")
    home.say(case, "ready", by=home.applicant)
    home.tell_all()
    assert [told for told, _ in home.texts()] == ["opened", "your-turn"]


def test_a_refusal_says_only_that_a_letter_waits_and_quietly_on_a_shared_phone(home: Home) -> None:
    case = home.ask(count=1)
    home.say(case, "refused")
    home.tell_all()
    letter = Message.objects.get(channel="sms", news="letter")
    assert (letter.is_quiet, letter.about) == (True, subject_of(case, home.members[0]))
    text = opened("text", letter.key, letter.text)
    assert text == "پناه: خبری برای پروندهٔ \u2066۳۰۱/۰۵/۱\u2069 هست."
    assert "کامل نیست" not in text


def test_a_refusal_goes_to_the_person_s_own_phone_where_there_is_one(home: Home) -> None:
    case = home.ask(count=2)
    home.say(case, "refused")
    home.tell_all()
    letters = {m.about_id: m for m in Message.objects.filter(channel="sms", news="letter")}
    own = letters[subject_of(case, home.members[1]).pk]
    assert (phone_of(own), own.is_quiet) == ("+989173333444", False)


def test_several_refused_on_one_phone_hear_it_once(home: Home) -> None:
    case = home.ask(count=4)
    home.say(case, "refused")
    home.tell_all()
    shared = Message.objects.filter(channel="sms", news="letter", is_quiet=True)
    assert shared.count() == 1


def test_shared_work_goes_to_the_number_given_with_the_request_else_to_the_household(home: Home) -> None:
    home.ask(phone="۰۹۱۷ ۵۵۵ ۶۶۶۷")
    home.ask(key="second")
    home.tell_all()
    numbers = [phone_of(message) for message in Message.objects.filter(channel="sms").order_by("pk")]
    assert numbers == ["+989175556667", "+989171111222"]


def test_a_matter_of_one_person_alone_never_reaches_the_household_s_phone(home: Home) -> None:
    mother = home.members[1]
    home.members[:] = [mother]
    home.ask(is_alone=True, count=1)
    home.ask(is_alone=True, count=1, phone=HOUSEHOLD_PHONE, key="typed")
    home.tell_all()
    assert {phone_of(message) for message in Message.objects.filter(channel="sms")} == {"+989173333444"}


def test_alone_and_with_no_phone_of_their_own_no_message_is_sent_at_all(home: Home) -> None:
    home.ask(is_alone=True, count=1, phone=HOUSEHOLD_PHONE)
    home.tell_all()
    assert home.texts("sms") == []


def test_alone_a_phone_that_is_another_member_s_counts_as_shared(home: Home) -> None:
    home.ask(is_alone=True, count=1, phone=OWN_PHONE)
    home.tell_all()
    assert home.texts("sms") == []


def test_a_matter_alone_does_not_show_on_the_household_s_account(home: Home) -> None:
    HouseholdAccount.objects.create(account=home.applicant, household=home.household, opened_at=home.now)
    home.ask(is_alone=True, count=1)
    home.ask(key="shared")
    home.tell_all()
    assert len(messages_for(home.applicant.pk)) == 1


def test_a_matter_alone_shows_on_the_person_s_own_account(home: Home) -> None:
    HouseholdAccount.objects.create(account=home.applicant, household=home.household, opened_at=home.now)
    own = account()
    Account.objects.filter(pk=own.pk).update(language="ps")
    clerk = officer("service-clerk", home.house.bushehr)
    bind_account(account=own, person=home.members[0], by=clerk, proof="کارت", now=home.now)
    home.ask(is_alone=True, count=1)
    home.tell_all()
    assert messages_for(own.pk)[0].text.startswith("ستاسو غوښتنه ثبت شوه")


def test_the_newest_phone_of_a_household_counts(home: Home) -> None:
    record_phone(entry=entry(), household=home.household, text="09170000111")
    home.ask()
    home.tell_all()
    assert phone_of(Message.objects.get(channel="sms")) == "+989170000111"


def test_a_number_that_is_no_mobile_is_called_and_not_written_to(home: Home) -> None:
    home.ask(phone="07733330696")
    home.tell_all()
    message = Message.objects.exclude(channel="portal").get()
    assert (message.state, message.trouble) == ("failed", "not-a-mobile")


def test_a_phone_that_cannot_be_read_leaves_the_household_s(home: Home) -> None:
    home.ask(phone="ندارم")
    home.tell_all()
    assert phone_of(Message.objects.get(channel="sms")) == "+989171111222"


def test_news_delivered_twice_tells_nobody_twice(home: Home) -> None:
    case = home.ask()
    home.tell_all()
    for _ in range(2):
        deliver_news(OutboxMessage.objects.get(case=case, topic="told"), home.now)
    assert home.texts("sms") == [("opened", False)]
    assert Event.objects.filter(stream=case.stream, kind="told").count() == 2
    assert broken_invariants() == []


def test_that_somebody_was_told_stands_in_the_case_without_number_or_text(home: Home) -> None:
    case = home.ask()
    home.tell_all()
    assert [(told.news, told.channel) for told in told_of(case.pk)] == [
        ("opened", "sms"),
        ("opened", "portal"),
    ]
    abouts = list(Event.objects.filter(stream=case.stream, kind="told").values_list("about", flat=True))
    assert sorted(abouts) == ["portal", "sms"]


def test_number_and_text_lie_sealed_in_the_database(home: Home) -> None:
    home.ask()
    home.tell_all()
    message = Message.objects.get(channel="sms")
    stored = bytes(message.phone) + bytes(message.text) + message.phone_index.encode()
    assert b"9171111222" not in stored
    assert "درخواست".encode() not in stored


def test_noting_news_costs_the_same_for_one_case_as_for_many(home: Home) -> None:
    counts = []
    for size in (1, 4):
        with CaptureQueriesContext(connection) as captured:
            home.ask(count=size, key=f"k{size}")
        counts.append(len([q for q in captured if "casework_outboxmessage" in q["sql"]]))
    assert counts[0] == counts[1] == 1
    assert Case.objects.count() == 2


WISHES = (Wish(), Wish(channel="voice"), Wish(channel="paper"), Wish(can_read=False), Wish(is_shared=True))


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("own_phone", [True, False])
def test_one_s_own_matter_reaches_nobody_else_by_any_way(
    home: Home, callers: Running, wish: Wish, own_phone: bool
) -> None:
    """Every event, and every way after the other has failed: never the household's number or account."""
    HouseholdAccount.objects.create(account=home.applicant, household=home.household, opened_at=home.now)
    mother = home.members[1]
    home.members[:] = [mother]
    if not own_phone:
        own = mother.contacts.get()
        mother.contacts.update(retracted_at=home.now, retracted_by=own.event)
    home.wish(wish)
    home.wish(wish, person=mother)
    case = home.ask(is_alone=True, count=1, phone=HOUSEHOLD_PHONE)
    for news in News:
        tell(case_id=case.pk, news=news, key=f"every:{news}", now=home.now)
    home.tell_all()
    for system in (callers.both.sms, callers.both.voice):
        system.manners.behaviour = Behaviour.REFUSING
    for hours in range(0, 4 * MOST_ATTEMPTS, 2):
        send_messages(now=home.now + timedelta(hours=hours % 8, days=hours), most=100)
    assert not Message.objects.filter(state="queued").exclude(channel="paper").exists()
    caller = actor_of(home.expert, now=home.now)
    for message in Message.objects.filter(state__in=TO_CALL):
        record_call(message_id=message.pk, said=CallSaid(result="wrong-number"), actor=caller, now=home.now)
    told = Message.objects.all()
    assert told.exists()
    assert {phone_of(one) for one in told if one.phone_index} <= {"+989173333444"}
    assert not told.filter(account=home.applicant).exists()
    for letter in told.filter(channel="paper"):
        with pytest.raises(Conflict, match="hand-only"):
            letter_went(message_id=letter.pk, means="posted", actor=caller, now=home.now)
