"""The provider: prompt, slow, silent, garbled, refusing, gone; and who is called when no message arrives."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from factories.people import account
from factories.simulators import Running
from integration.notifications.conftest import Home
from panah.audit.models import Event
from panah.conf.simulators.speech import Behaviour
from panah.notifications.models import Message
from panah.notifications.operations import read_receipts, send_messages
from panah.notifications.queries import call_entry, call_list
from panah.notifications.rules import MOST_ATTEMPTS
from panah.organisation.queries import scope_of
from panah.registry.rules import Reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(home: Home) -> Message:
    """The one message of a new case, still to be sent."""
    home.ask()
    home.tell_all()
    return Message.objects.get(channel="sms")


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def to_call(home: Home, *, purpose: str = "call-up") -> list[str]:
    """The numbers somebody has to phone, each opened with its look logged."""
    scope = scope_of(home.expert.pk, at=home.now)
    reading = Reading(actor_id=home.expert.pk, role="bureau-expert", purpose=purpose, at=home.now)
    later = home.now + timedelta(days=2)
    rows = call_list(scope, now=later)
    entries = [call_entry(row.message_id, scope, reading=reading) for row in rows]
    return [entry.phone for entry in entries if entry]


def test_a_message_is_sent_once_and_its_receipt_read(message: Message, provider: Running, home: Home) -> None:
    assert send_messages(now=home.now) == 1
    assert send_messages(now=home.now) == 0
    assert state_of(message) == "sent"
    assert read_receipts(now=home.now) == 0
    assert read_receipts(now=home.now + timedelta(minutes=1)) == 1
    assert state_of(message) == "delivered"
    received = list(provider.both.sms.received.values())
    assert [one.to for one in received] == ["+989171111222"]
    assert "درخواست شما ثبت شد" in received[0].text


def test_sent_again_after_a_crash_the_phone_gets_it_once(
    message: Message, provider: Running, home: Home
) -> None:
    send_messages(now=home.now)
    Message.objects.filter(pk=message.pk).update(state="queued", next_at=home.now, provider_id="")
    assert send_messages(now=home.now) == 1
    assert len(provider.both.sms.received) == 1


def test_a_slow_provider_is_waited_for(message: Message, provider: Running, home: Home) -> None:
    provider.both.sms.manners.behaviour = Behaviour.SLOW
    assert send_messages(now=home.now) == 1


@pytest.mark.parametrize(
    ("behaviour", "trouble"),
    [
        (Behaviour.SILENT, "sms-silent"),
        (Behaviour.GARBLED, "sms-garbled"),
        (Behaviour.REFUSING, "sms-refused"),
    ],
)
def test_what_was_not_clearly_taken_is_tried_again_and_arrives_once(
    message: Message, provider: Running, home: Home, behaviour: Behaviour, trouble: str
) -> None:
    provider.both.sms.manners.behaviour = behaviour
    assert send_messages(now=home.now) == 0
    assert (state_of(message), message.trouble, message.attempts) == ("queued", trouble, 1)
    provider.both.sms.manners.behaviour = Behaviour.PROMPT
    assert send_messages(now=home.now) == 0
    assert send_messages(now=home.now + timedelta(minutes=1)) == 1
    assert len(provider.both.sms.received) == 1


def test_a_silent_provider_stops_the_round_at_its_first_message(
    message: Message, provider: Running, home: Home
) -> None:
    home.ask(key="second", phone="09175556667")
    home.tell_all()
    provider.both.sms.manners.behaviour = Behaviour.SILENT
    assert send_messages(now=home.now) == 0
    assert sorted(Message.objects.filter(channel="sms").values_list("attempts", flat=True)) == [0, 1]


def test_after_the_last_attempt_somebody_is_called(message: Message, home: Home, settings: Settings) -> None:
    settings.PANAH_SMS_URL = "http://127.0.0.1:9/sms"
    for attempt in range(MOST_ATTEMPTS):
        assert state_of(message) == "queued"
        send_messages(now=home.now + timedelta(hours=attempt))
    assert state_of(message) == "failed"
    assert to_call(home) == ["+989171111222"]


def test_without_a_provider_people_are_called_at_once(
    message: Message, home: Home, settings: Settings
) -> None:
    settings.PANAH_SMS_URL = ""
    assert send_messages(now=home.now) == 0
    assert (state_of(message), message.trouble) == ("failed", "sms-not-offered")


def test_a_message_that_never_reached_its_phone_is_called(home: Home, provider: Running) -> None:
    home.ask(phone="09171230000")
    home.tell_all()
    send_messages(now=home.now)
    assert read_receipts(now=home.now + timedelta(minutes=1)) == 1
    assert to_call(home) == ["+989171230000"]


def test_a_receipt_that_never_comes_is_not_waited_for_forever(home: Home, provider: Running) -> None:
    home.ask(phone="09171231111")
    home.tell_all()
    send_messages(now=home.now)
    for hours in (1, 30, 31):
        assert read_receipts(now=home.now + timedelta(hours=hours)) == 0
    message = Message.objects.get(channel="sms")
    assert (message.state, message.next_at) == ("sent", None)


@pytest.mark.parametrize("behaviour", [Behaviour.SILENT, Behaviour.GARBLED, Behaviour.REFUSING])
def test_receipts_that_cannot_be_read_are_asked_for_again(
    message: Message, provider: Running, home: Home, behaviour: Behaviour
) -> None:
    send_messages(now=home.now)
    provider.both.sms.manners.behaviour = behaviour
    assert read_receipts(now=home.now + timedelta(minutes=1)) == 0
    assert state_of(message) == "sent"
    provider.both.sms.manners.behaviour = Behaviour.PROMPT
    assert read_receipts(now=home.now + timedelta(minutes=5)) == 1


def test_the_call_list_is_for_those_who_serve_the_office_and_the_look_is_logged(
    message: Message, home: Home, settings: Settings
) -> None:
    settings.PANAH_SMS_URL = ""
    send_messages(now=home.now)
    assert to_call(home, purpose="revocation") == []
    assert to_call(home, purpose="removal") == []
    assert len(to_call(home)) == 1
    reads = Event.objects.filter(kind="read", actor_id=home.expert.pk, stream__startswith="person:")
    assert reads.count() == 2
    stranger = scope_of(account().pk, at=home.now)
    reading = Reading(actor_id=home.expert.pk, role="bureau-expert", purpose="call-up", at=home.now)
    assert call_list(stranger, now=home.now) == ()
    assert call_entry(message.pk, stranger, reading=reading) is None
