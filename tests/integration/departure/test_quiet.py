"""What one adult does on her way is told to nobody who shares her phone, her door or her request (S29)."""

import pytest

from factories.leaving import Way
from factories.people import entry
from panah.casework.models import Case
from panah.notifications.models import Message
from panah.registry.operations import record_phone

pytestmark = pytest.mark.django_db
SHARED, HERS = "09171111222", "09173333444"


def news_of(case: Case, way: Way, name: str) -> set[tuple[str, str]]:
    told = Message.objects.filter(case=case, about__party=way.people[name].pk)
    return {(one.channel, one.news) for one in told}


@pytest.fixture
def case(way: Way) -> Case:
    """Father, mother and a child ask at the counter and give the household's phone."""
    record_phone(entry=entry(), household=way.household, text=SHARED)
    opened = way.open("پدر", "مادر", "کودک۱", present=["پدر", "مادر"], form={"phone": SHARED})
    way.review(opened)
    way.say(opened, "مادر", "voluntary")
    way.deliver()
    return opened


def test_no_shared_phone_hears_that_somebody_was_heard_or_withdrew(way: Way, case: Case) -> None:
    before = Message.objects.exclude(channel="paper").count()
    way.withdraw(case, "مادر")
    way.deliver()
    assert Message.objects.exclude(channel="paper").count() == before
    assert not {channel for channel, _ in news_of(case, way, "مادر")} & {"sms", "voice", "portal"}


def test_her_own_phone_and_her_own_pages_hear_it(way: Way, case: Case) -> None:
    record_phone(entry=entry(), household=way.household, text=HERS, person=way.people["مادر"])
    her_pages, his_pages = way.account_of("مادر"), way.account_of("پدر")
    way.withdraw(case, "مادر")
    way.deliver()
    assert {("sms", "ended"), ("portal", "ended")} <= news_of(case, way, "مادر")
    assert {one.account_id for one in Message.objects.filter(channel="portal", news="ended")} == {
        her_pages.pk
    }
    assert not Message.objects.filter(account=his_pages).exists()
