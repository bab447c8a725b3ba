"""Reminding people before something is due, once; what payment and other ends are news of; what was seen."""

from datetime import timedelta

import pytest

from integration.notifications.conftest import Home
from panah.casework.models import Item, OutboxMessage
from panah.notifications.models import Message
from panah.notifications.operations import announce, deliver_news, note_seen, remind
from panah.notifications.queries import messages_for, news_for, told_of
from panah.notifications.sealing import opened
from panah.workflow.messages import News

pytestmark = pytest.mark.django_db


def test_people_are_reminded_two_days_before_something_is_due_and_once(home: Home) -> None:
    case = home.ask()
    home.say(case, "returned")
    due = Item.objects.get(state="open").due_at
    assert due is not None
    assert remind(now=due - timedelta(days=3)) == 0
    assert remind(now=due - timedelta(days=1)) == 1
    assert remind(now=due - timedelta(hours=1)) == 0
    assert remind(now=due + timedelta(hours=1)) == 0
    message = OutboxMessage.objects.get(key__startswith="told:deadline")
    deliver_news(message, home.now)
    deliver_news(message, home.now)
    (sms,) = Message.objects.filter(channel="sms", news="deadline")
    assert "تا \u2066۱۴۰۵/۰۹/" in opened("text", sms.key, sms.text)


def test_nobody_is_reminded_of_office_work_or_on_the_day_they_were_asked(home: Home) -> None:
    case = home.ask()
    assert remind(now=home.now + timedelta(days=1)) == 0
    home.say(case, "returned")
    Item.objects.filter(state="open").update(due_at=home.now + timedelta(hours=30))
    assert remind(now=home.now + timedelta(hours=2)) == 0
    assert remind(now=home.now + timedelta(hours=25)) == 1


def test_that_a_payment_came_is_told_once(home: Home) -> None:
    case = home.ask()
    for _ in range(2):
        announce(case_id=case.pk, news=News.PAID, key="told:paid:1", now=home.now)
    home.tell_all()
    assert home.texts() == [("opened", False), ("paid", False)]


def test_what_stands_on_one_s_pages_is_new_until_it_was_shown(home: Home) -> None:
    home.ask()
    home.tell_all()
    (notice,) = news_for(home.applicant.pk)
    assert note_seen(account_id=home.expert.pk, message_ids=[notice.message_id], now=home.now) == 0
    assert note_seen(account_id=home.applicant.pk, message_ids=[notice.message_id], now=home.now) == 1
    later = home.now + timedelta(days=1)
    assert note_seen(account_id=home.applicant.pk, message_ids=[notice.message_id], now=later) == 0
    assert news_for(home.applicant.pk) == ()
    assert [one.is_new for one in messages_for(home.applicant.pk)] == [False]
    assert Message.objects.get(channel="portal").seen_at == home.now


def test_the_case_shows_that_somebody_saw_it(home: Home) -> None:
    case = home.ask()
    home.tell_all()
    arrived = {told.channel: told.arrived for told in told_of(case.pk)}
    assert arrived == {"sms": False, "portal": False}
    note_seen(
        account_id=home.applicant.pk,
        message_ids=[one.message_id for one in news_for(home.applicant.pk)],
        now=home.now,
    )
    assert {told.channel: told.arrived for told in told_of(case.pk)} == {"sms": False, "portal": True}
