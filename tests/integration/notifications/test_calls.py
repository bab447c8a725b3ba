"""Phoning people: what comes of a call, who is called again or told on paper; every call stands in the case."""

from datetime import timedelta

import pytest

from factories.bureau import actor_of
from factories.people import account, entry, officer
from integration.notifications.conftest import Home
from panah.audit.models import Event
from panah.audit.queries import read_payloads
from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.casework.queries import broken_invariants
from panah.foundation.errors import InvalidInput, NotFound
from panah.notifications.models import Message, PhoneCall
from panah.notifications.operations import CallSaid, log_call, record_call, send_messages
from panah.notifications.queries import call_list, calls_later, calls_of
from panah.organisation.queries import scope_of
from panah.registry.operations import record_phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(home: Home, settings: object) -> Message:
    """A message that reached nobody: there is no provider."""
    settings.PANAH_SMS_URL = ""  # type: ignore[attr-defined]  # pytest-django's own object
    case = home.ask()
    home.say(case, "returned")
    home.tell_all()
    Message.objects.filter(news="opened", channel="sms").update(state="called", next_at=None)
    send_messages(now=home.now)
    return Message.objects.get(channel="sms", news="your-turn")


@pytest.fixture
def caller(home: Home) -> Actor:
    return actor_of(home.expert, now=home.now)


def state(message: Message) -> str:
    return Message.objects.get(pk=message.pk).state


def waiting(home: Home, *, hours: float = 0) -> list[int]:
    now = home.now + timedelta(hours=hours)
    return [row.message_id for row in call_list(scope_of(home.expert.pk, at=home.now), now=now)]


def call(message: Message, home: Home, caller: Actor, result: str, **said: str) -> None:
    record_call(message_id=message.pk, said=CallSaid(result=result, **said), actor=caller, now=home.now)  # type: ignore[arg-type]  # words only


def test_who_was_reached_leaves_the_list(message: Message, home: Home, caller: Actor) -> None:
    assert waiting(home) == [message.pk]
    call(message, home, caller, "reached")
    assert (waiting(home, hours=48), state(message)) == ([], "called")
    with pytest.raises(NotFound, match="message-unknown"):
        call(message, home, caller, "reached")
    assert broken_invariants() == []


@pytest.mark.parametrize(("result", "hours"), [("no-answer", 3), ("left-word", 24)])
def test_who_was_not_reached_is_called_again_later(
    message: Message, home: Home, caller: Actor, result: str, hours: int
) -> None:
    call(message, home, caller, result)
    assert waiting(home) == []
    assert calls_later(scope_of(home.expert.pk, at=home.now), now=home.now) == 1
    assert waiting(home, hours=hours - 0.1) == []
    assert waiting(home, hours=hours) == [message.pk]


def test_the_officer_may_say_when(message: Message, home: Home, caller: Actor) -> None:
    at = home.now + timedelta(days=4)
    record_call(
        message_id=message.pk, said=CallSaid(result="left-word", again_at=at), actor=caller, now=home.now
    )
    assert waiting(home, hours=95) == []
    assert waiting(home, hours=96) == [message.pk]
    assert calls_of(message.case_id or 0)[0].again_at == at


@pytest.mark.parametrize("days", [-1, 0, 31])
def test_a_moment_that_is_past_or_too_far_is_refused(
    message: Message, home: Home, caller: Actor, days: int
) -> None:
    said = CallSaid(result="no-answer", again_at=home.now + timedelta(days=days))
    with pytest.raises(InvalidInput, match="again-unreadable"):
        record_call(message_id=message.pk, said=said, actor=caller, now=home.now)
    assert not PhoneCall.objects.exists()


def test_after_the_third_call_paper_takes_over(message: Message, home: Home, caller: Actor) -> None:
    for _ in range(3):
        assert state(message) == "failed"
        call(message, home, caller, "no-answer")
    assert state(message) == "passed-on"
    letter = Message.objects.get(channel="paper")
    assert (letter.state, letter.news, letter.case_id) == ("queued", "your-turn", message.case_id)
    assert broken_invariants() == []


def test_a_wrong_number_is_not_used_again_until_it_is_given_anew(
    message: Message, home: Home, caller: Actor
) -> None:
    said = CallSaid(result="wrong-number")
    record_call(message_id=message.pk, said=said, actor=caller, now=home.now + timedelta(hours=1))
    assert Message.objects.filter(channel="paper").count() == 1
    home.ask(key="second")
    home.tell_all()
    assert not Message.objects.filter(channel="sms", case__number="301/05/2").exists()
    later = entry(now=home.now + timedelta(hours=2))
    record_phone(entry=later, household=home.household, text="09171111222")
    home.ask(key="third")
    home.tell_all()
    assert Message.objects.filter(channel="sms", case__number="301/05/3").exists()


def test_what_was_said_stands_in_the_case_and_can_be_erased(
    message: Message, home: Home, caller: Actor
) -> None:
    call(message, home, caller, "left-word", left_with="برادرش", note="عصر در خانه است")
    (line,) = calls_of(message.case_id or 0)
    assert (line.result, line.left_with, line.note) == ("left-word", "برادرش", "عصر در خانه است")
    event = Event.objects.get(kind="called")
    assert (event.word, event.role, event.actor_id) == ("left-word", "bureau-expert", home.expert.pk)
    assert read_payloads(ids=[event.payload_id or 0])
    assert PhoneCall.objects.get().payload_id == event.payload_id


def test_a_call_that_came_in_is_logged_in_the_case(home: Home, caller: Actor) -> None:
    case = home.ask()
    log_call(case_id=case.pk, said=CallSaid(result="came-in", note="پرسید"), actor=caller, now=home.now)
    assert [line.result_label for line in calls_of(case.pk)] == ["خودش تماس گرفت"]
    assert broken_invariants() == []
    with pytest.raises(NotFound, match="case-unknown"):
        log_call(case_id=999_999, said=CallSaid(result="came-in"), actor=caller, now=home.now)


@pytest.mark.parametrize("said", [{"result": "fled"}, {"result": "reached", "note": "ب" * 301}])
def test_what_a_call_cannot_have_come_to_is_refused(said: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        CallSaid(**said)  # type: ignore[arg-type]  # words only


def test_nobody_phones_for_an_office_that_is_not_theirs_or_about_their_own_matter(
    message: Message, home: Home
) -> None:
    for other in (account(), home.applicant):
        stranger = actor_of(other, now=home.now)
        with pytest.raises(NotFound, match="message-unknown"):
            call(message, home, stranger, "reached")
    Case.objects.filter(told=message).update(applicant=home.expert)
    assert waiting(home) == []


def test_what_concerns_one_person_alone_is_not_a_contractor_s_to_phone_about(
    home: Home, message: Message
) -> None:
    clerk = officer("service-clerk", home.house.bushehr)
    assert [row.message_id for row in call_list(clerk, now=home.now)] == [message.pk]
    Case.objects.filter(told=message).update(alone=True)
    assert call_list(clerk, now=home.now) == ()
    assert waiting(home) == [message.pk]
