"""How people wish to be told: their language, paper, a phone others hear; and nothing of one's own elsewhere (S29)."""

import pytest
from django.db import IntegrityError, transaction

from factories.bureau import actor_of
from factories.people import entry, officer
from integration.notifications.conftest import OWN_PHONE, Home
from panah.audit.models import Event
from panah.casework.queries import broken_invariants
from panah.foundation.errors import Conflict, InvalidInput, NotFound
from panah.notifications.models import Message
from panah.notifications.operations import letter_went, print_letters
from panah.notifications.queries import letters_to_send
from panah.notifications.sealing import opened
from panah.organisation.queries import scope_of
from panah.registry.models import ContactWish
from panah.registry.operations import record_wish, reverse_event
from panah.registry.queries import wish_of_household, wishes_of_persons
from panah.registry.values import Wish

pytestmark = pytest.mark.django_db


def text_of(message: Message) -> str:
    return opened("text", message.key, message.text)


def phones() -> list[Message]:
    return list(Message.objects.filter(channel__in=["sms", "voice"]).order_by("pk"))


def test_people_are_told_in_the_language_they_wished_for(home: Home) -> None:
    home.wish(Wish(language="ps"))
    home.ask()
    home.tell_all()
    assert text_of(phones()[0]).startswith("ستاسو غوښتنه ثبت شوه")


def test_a_household_whose_phone_others_read_hears_only_that_there_is_news(home: Home) -> None:
    home.wish(Wish(is_shared=True))
    home.ask()
    home.tell_all()
    (message,) = phones()
    assert (message.is_quiet, message.is_shared) == (True, True)
    assert text_of(message) == "پناه: خبری برای پروندهٔ \u2066۳۰۱/۰۵/۱\u2069 هست."


def test_one_s_own_matter_on_one_s_own_watched_phone_names_no_case(home: Home) -> None:
    mother = home.members[1]
    home.wish(Wish(is_quiet=True, language="prs"), person=mother)
    home.members[:] = [mother]
    home.ask(is_alone=True, count=1)
    home.tell_all()
    (message,) = phones()
    assert text_of(message) == "پناه: خبری برای شما هست."
    assert opened("phone", message.key, message.phone) == f"+98{OWN_PHONE[1:]}"


def test_what_one_person_wishes_is_not_the_household_s(home: Home) -> None:
    home.wish(Wish(language="ar"), person=home.members[1])
    home.ask()
    home.tell_all()
    assert phones()[0].language == "fa"


def test_who_wishes_for_paper_gets_it_for_what_matters_and_no_phone_rings(home: Home) -> None:
    home.wish(Wish(channel="paper"))
    case = home.ask()
    home.say(case, "returned")
    home.tell_all()
    assert phones() == []
    assert home.texts("paper") == [("your-turn", False)]


def test_without_phone_or_account_one_is_told_on_paper_to_be_handed_over(home: Home) -> None:
    home.household.contacts.update(retracted_at=home.now, retracted_by=home.household.contacts.get().event)
    case = home.ask()
    type(case).objects.filter(pk=case.pk).update(applicant=None)
    home.say(case, "exempt", by=home.expert)
    home.tell_all()
    assert home.texts("paper") == [("ready", False)]


@pytest.mark.parametrize("wish", [{"language": "xx"}, {"channel": "pigeon"}])
def test_a_wish_nobody_can_fulfil_is_refused(wish: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        Wish(**wish)  # type: ignore[arg-type]  # words only


def test_a_new_wish_takes_the_place_of_the_old_and_can_be_taken_back(home: Home) -> None:
    home.wish(Wish(language="ar"))
    event = record_wish(entry=entry(), household=home.household, wish=Wish(language="ps", can_read=False))
    assert wish_of_household(home.household.pk) == Wish(language="ps", can_read=False)
    reverse_event(entry=entry(reason="اشتباه ثبت شد"), event=event)
    assert wish_of_household(home.household.pk) == Wish(language="ar")
    assert wishes_of_persons([home.members[0].pk]) == {}


def test_the_database_keeps_one_wish_of_a_person_at_a_time(home: Home) -> None:
    home.wish(Wish(language="ar"), person=home.members[0])
    row = ContactWish.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError, match="one_wish_of_a_person"), transaction.atomic():
        row.save(force_insert=True)


# Letters


@pytest.fixture
def letter(home: Home) -> Message:
    home.wish(Wish(channel="paper"))
    case = home.ask()
    home.say(case, "returned")
    home.tell_all()
    return Message.objects.get(channel="paper")


def test_a_letter_is_printed_and_handed_over_and_the_case_says_so(home: Home, letter: Message) -> None:
    clerk = officer("service-clerk", home.house.bushehr)
    actor = actor_of(home.expert, now=home.now)
    assert [one.is_printed for one in letters_to_send(clerk)] == [False]
    (printed,) = print_letters(message_ids=[letter.pk], actor=actor, now=home.now)
    assert printed.case_number == "301/05/1"
    assert "یک کار از شما می‌خواهد" in printed.text
    assert [one.is_printed for one in letters_to_send(clerk)] == [True]
    letter_went(message_id=letter.pk, means="handed", actor=actor, now=home.now)
    assert letters_to_send(clerk) == ()
    assert Event.objects.get(kind="letter").word == "handed"
    assert broken_invariants() == []
    with pytest.raises(NotFound, match="message-unknown"):
        letter_went(message_id=letter.pk, means="handed", actor=actor, now=home.now)


def test_what_concerns_one_person_alone_is_handed_over_and_never_posted(home: Home, letter: Message) -> None:
    case = letter.case
    assert case is not None
    type(case).objects.filter(pk=case.pk).update(alone=True)
    actor = actor_of(home.expert, now=home.now)
    with pytest.raises(Conflict, match="hand-only"):
        letter_went(message_id=letter.pk, means="posted", actor=actor, now=home.now)
    assert letters_to_send(officer("service-clerk", home.house.bushehr)) == ()
    letter_went(message_id=letter.pk, means="handed", actor=actor, now=home.now)


def test_nobody_prints_another_office_s_letters(home: Home, letter: Message) -> None:
    stranger = officer("service-clerk", home.house.borazjan)
    actor = actor_of(home.applicant, now=home.now)
    assert letters_to_send(stranger) == ()
    assert print_letters(message_ids=[letter.pk], actor=actor, now=home.now) == ()
    with pytest.raises(InvalidInput, match="means-unknown"):
        letter_went(message_id=letter.pk, means="thrown", actor=actor, now=home.now)
    assert letters_to_send(scope_of(home.expert.pk, at=home.now))
