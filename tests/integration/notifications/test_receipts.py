"""Receipts: asked for or brought, twice, late, before the answer, garbled; and calls that nobody answers."""

from datetime import datetime, timedelta
from typing import override

import pytest
from pytest_django import Settings

from factories.simulators import Running
from integration.notifications.conftest import Home
from panah.conf.simulators.speech import Behaviour
from panah.notifications import gateways
from panah.notifications.gateways import Order
from panah.notifications.gateways.http import HttpGateway
from panah.notifications.models import Message
from panah.notifications.operations import Receipt, read_receipts, send_messages, take_receipts
from panah.notifications.operations.sending import order_id
from panah.notifications.rules import Channel
from panah.registry.values import Wish

pytestmark = pytest.mark.django_db
SOON = timedelta(minutes=1)


@pytest.fixture
def message(home: Home, provider: Running) -> Message:
    """The one text of a new case, still to be sent."""
    del provider
    home.ask()
    home.tell_all()
    return Message.objects.get(channel="sms")


@pytest.fixture
def spoken(home: Home, callers: Running) -> Message:
    """The one call of a new case to a household that cannot read, still to be made."""
    del callers
    home.wish(Wish(can_read=False))
    home.ask()
    home.tell_all()
    return Message.objects.get(channel="voice")


def fresh(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def bring(message: Message, state: str, *, now: datetime, provider_id: str = "", number: str = "") -> int:
    """Let the provider say by itself what became of a message."""
    receipt = Receipt(number or order_id(message), state, provider_id)
    return take_receipts(Channel(message.channel), [receipt], now=now)


def test_a_receipt_that_is_brought_is_not_asked_for(message: Message, home: Home) -> None:
    send_messages(now=home.now)
    assert bring(message, "delivered", now=home.now) == 1
    assert (fresh(message).state, fresh(message).next_at) == ("delivered", None)
    assert read_receipts(now=home.now + SOON) == 0


def test_a_receipt_brought_twice_counts_once(message: Message, home: Home) -> None:
    send_messages(now=home.now)
    counted = [bring(message, "undeliverable", now=home.now) for _ in range(3)]
    assert counted == [1, 0, 0]
    assert Message.objects.filter(news="undelivered").count() == 1


def test_that_it_arrived_after_all_takes_it_off_the_call_list(message: Message, home: Home) -> None:
    send_messages(now=home.now)
    bring(message, "undeliverable", now=home.now)
    assert fresh(message).call_at == home.now
    assert bring(message, "delivered", now=home.now) == 1
    assert (fresh(message).state, fresh(message).call_at) == ("delivered", None)
    assert bring(message, "undeliverable", now=home.now) == 0


def test_a_receipt_quicker_than_the_provider_s_own_answer_stands(
    message: Message, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Quick(HttpGateway):
        @override
        def send(self, order: Order, *, now: datetime) -> str:
            assert bring(message, "delivered", now=now) == 1
            return "late-answer"

    answers = gateways.gateway_of(Channel.SMS)
    assert isinstance(answers, HttpGateway)
    quick = Quick(answers.client, "sms", "/messages")
    monkeypatch.setattr("panah.notifications.operations.sending.gateway_of", lambda _: quick)
    send_messages(now=home.now)
    assert (fresh(message).state, fresh(message).provider_id) == ("delivered", "")


def test_a_receipt_is_kept_though_the_answer_to_the_order_was_lost(
    message: Message, home: Home, provider: Running
) -> None:
    provider.both.sms.manners.behaviour = Behaviour.SILENT
    send_messages(now=home.now)
    assert (fresh(message).state, fresh(message).trouble) == ("queued", "sms-silent")
    assert bring(message, "delivered", now=home.now) == 1
    assert fresh(message).state == "delivered"
    provider.both.sms.manners.behaviour = Behaviour.PROMPT
    assert send_messages(now=home.now + timedelta(hours=1)) == 0


@pytest.mark.parametrize(
    ("state", "provider_id", "number"),
    [
        ("delivered", "", "somebody-else-s"),
        ("delivered", "another-number", ""),
        ("read-by-nobody", "", ""),
        ("pending", "", ""),
        ("delivered", "", "told:opened:1#2"),
        ("delivered", "", "#x"),
    ],
)
def test_a_receipt_that_is_not_ours_or_says_nothing_changes_nothing(
    message: Message, home: Home, state: str, provider_id: str, number: str
) -> None:
    send_messages(now=home.now)
    assert bring(message, state, now=home.now, provider_id=provider_id, number=number) == 0
    assert fresh(message).state == "sent"


def test_a_receipt_of_one_way_says_nothing_of_another(message: Message, home: Home) -> None:
    send_messages(now=home.now)
    assert take_receipts(Channel.VOICE, [Receipt(message.key, "delivered")], now=home.now) == 0


# Calls that are read out


def test_who_cannot_read_is_called_and_hears_the_number_in_words(
    spoken: Message, home: Home, callers: Running
) -> None:
    assert send_messages(now=home.now) == 1
    assert read_receipts(now=home.now + SOON) == 1
    assert fresh(spoken).state == "delivered"
    (heard,) = callers.both.voice.received.values()
    assert (heard.to, heard.language) == ("+989171111222", "fa")
    assert "سه صفر یک، صفر پنج، یک" in heard.text
    assert callers.both.sms.received == {}


def test_no_phone_is_rung_by_night(spoken: Message, home: Home) -> None:
    midnight = home.now.replace(hour=20, minute=30)
    assert send_messages(now=midnight) == 0
    assert send_messages(now=midnight + timedelta(hours=12)) == 1


def test_a_call_that_nobody_answers_is_made_again_and_then_somebody_phones(
    home: Home, callers: Running
) -> None:
    home.wish(Wish(can_read=False))
    home.ask(phone="09171232222")
    home.tell_all()
    message = Message.objects.get(channel="voice")
    for day in range(3):
        assert fresh(message).state == "queued"
        now = home.now + timedelta(days=day)
        assert send_messages(now=now) == 1
        assert read_receipts(now=now + SOON) == 1
    assert (fresh(message).state, fresh(message).trouble) == ("undeliverable", "not-answered")
    assert len(callers.both.voice.received) == 3


def test_the_receipt_of_an_earlier_call_says_nothing_of_the_next(spoken: Message, home: Home) -> None:
    send_messages(now=home.now)
    first = order_id(fresh(spoken))
    bring(fresh(spoken), "not-answered", now=home.now)
    assert fresh(spoken).rounds == 2
    assert bring(spoken, "delivered", now=home.now, number=first) == 0
    assert bring(fresh(spoken), "delivered", now=home.now) == 1


def test_a_text_that_does_not_arrive_is_followed_by_a_call_before_anybody_phones(
    home: Home, callers: Running
) -> None:
    home.ask(phone="09171230000")
    home.tell_all()
    send_messages(now=home.now)
    read_receipts(now=home.now + SOON)
    text, call = Message.objects.exclude(channel="portal").order_by("pk")
    assert (text.state, call.channel, call.state) == ("passed-on", "voice", "queued")
    assert send_messages(now=home.now + SOON) == 1
    read_receipts(now=home.now + 2 * SOON)
    assert (fresh(call).state, fresh(call).trouble) == ("undeliverable", "undeliverable")
    assert len(callers.both.voice.received) == 1


@pytest.mark.parametrize("behaviour", [Behaviour.SILENT, Behaviour.GARBLED, Behaviour.REFUSING])
def test_a_provider_of_calls_in_trouble_holds_up_no_texts(
    spoken: Message, home: Home, callers: Running, behaviour: Behaviour
) -> None:
    home.wish(Wish())
    home.ask(key="second")
    home.tell_all()
    callers.both.voice.manners.behaviour = behaviour
    assert send_messages(now=home.now) == 1
    assert (fresh(spoken).state, fresh(spoken).attempts) == ("queued", 1)
    assert fresh(spoken).trouble == f"voice-{str(behaviour).replace('refusing', 'refused')}"


def test_without_a_provider_of_calls_who_cannot_read_is_phoned_at_once(
    home: Home, settings: Settings
) -> None:
    settings.PANAH_VOICE_URL = ""
    home.wish(Wish(can_read=False))
    home.ask()
    home.tell_all()
    message = Message.objects.exclude(channel="portal").get()
    assert (message.channel, message.state, message.trouble) == ("voice", "failed", "voice-not-offered")


def test_whoever_was_not_reached_finds_it_on_their_pages(message: Message, home: Home) -> None:
    send_messages(now=home.now)
    bring(message, "undeliverable", now=home.now)
    (lost,) = Message.objects.filter(news="undelivered")
    assert (lost.channel, lost.account) == ("portal", home.applicant)
