"""What is told of an appointment: day, hour and office; the newest time only; and to the office's callers at last."""

from datetime import datetime, timedelta

import pytest

from factories.people import officer
from factories.simulators import Running
from integration.notifications.conftest import Home
from panah.casework.models import Case
from panah.conf.simulators.speech import Behaviour
from panah.notifications.models import Message
from panah.notifications.operations import Announced, announce_many, send_messages
from panah.notifications.queries import call_entry, call_list
from panah.notifications.rules import Appointed, News
from panah.notifications.rules.states import MOST_ATTEMPTS
from panah.notifications.sealing import opened
from panah.registry.rules import Reading

pytestmark = pytest.mark.django_db


def called(home: Home, case: Case, at: datetime, *, ver: int = 1, news: News = News.CALLED) -> None:
    told = Announced(
        case_id=case.pk,
        news=news,
        key=f"appointment:7:{ver}",
        appointed=Appointed(at=at, office=home.house.borazjan.pk),
    )
    announce_many(told=[told, told], now=home.now)
    home.tell_all()


def fail_all(home: Home, callers: Running) -> None:
    for system in (callers.both.sms, callers.both.voice):
        system.manners.behaviour = Behaviour.REFUSING
    for hours in range(0, 4 * MOST_ATTEMPTS, 2):
        send_messages(now=home.now + timedelta(hours=hours % 8, days=hours), most=100)


def test_it_is_told_once_with_day_hour_and_office(home: Home, provider: Running) -> None:
    case = home.ask()
    at = home.now + timedelta(days=2)
    called(home, case, at)
    (message,) = Message.objects.filter(case=case, news="called", channel="sms")
    assert (message.meets_at, message.meets_office_id) == (at, home.house.borazjan.pk)
    text = opened("text", message.key, message.text)
    assert "سه‌شنبه ۳ آذر ساعت \u2066۹:۱۲\u2069، دفتر ۳۰۲، دشتستان" in text


def test_a_time_that_changed_is_no_longer_told(home: Home, provider: Running) -> None:
    case = home.ask()
    called(home, case, home.now + timedelta(days=2))
    called(home, case, home.now + timedelta(days=3), ver=2, news=News.APPOINTMENT)
    waiting = Message.objects.filter(case=case, channel="sms", state="queued").exclude(news="opened")
    assert list(waiting.values_list("news", flat=True)) == ["appointment"]


def test_whom_neither_text_nor_call_reached_is_phoned_by_the_office_that_expects_them(
    home: Home, callers: Running
) -> None:
    case = home.ask()
    at = home.now + timedelta(days=60)
    called(home, case, at)
    fail_all(home, callers)
    later = home.now + timedelta(days=60)
    there = officer("service-clerk", home.house.borazjan)
    (row,) = call_list(there, now=later)
    assert (row.news, row.meets_at, row.place) == ("فراخوان", at, "دفتر ۳۰۲، دشتستان")
    reading = Reading(actor_id=there.account_id, role="service-clerk", purpose="call-up", at=later)
    entry = call_entry(row.message_id, there, reading=reading)
    assert entry is not None
    assert "پنجشنبه" in entry.text
    assert [one.news for one in call_list(officer("bureau-clerk", home.house.bureau), now=later)].count(
        "فراخوان"
    ) == 1
