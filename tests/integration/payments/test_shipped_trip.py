"""The inter-city slip as it is shipped, from the request to the paper, under Bushehr's directive."""

from datetime import datetime, timedelta

import pytest

from factories.bureau import actor_of, open_bureau, people, public_account
from factories.simulators import Running
from factories.slips import publish_once
from integration.payments.conftest import Matter
from integration.payments.test_online import at_the_bank, come_back, start
from panah.casework.models import Case, Item
from panah.casework.operations import NewSubject, Opening, act, deliver_outbox, open_case
from panah.casework.queries import broken_invariants
from panah.casework.rules import Selected
from panah.foundation.clock import local_date
from panah.payments.queries import bill_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def trip(db: None, now: datetime) -> Matter:
    """Two travellers whom the expert let go."""
    publish_once(now)
    bureau = open_bureau()
    account = public_account("traveller")
    today = local_date(now)
    opening = Opening(
        slug="intercity-travel",
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject("traveller", party) for party in people(2)],
        applicant_id=account.pk,
        dates={"trip-starts": today + timedelta(days=9), "trip-ends": today + timedelta(days=20)},
        offices={"destination": bureau.elsewhere.pk},
    )
    case = open_case(opening=opening, actor=actor_of(account, now=now), key="open", form={"w": "۱"}, now=now)
    expert = bureau.actor("bureau-expert", now=now)
    for item in Item.objects.filter(case=case, state="open", step="travellers/look"):
        said = [Selected(item.pk, item.ver)]
        act(chosen=said, step=item.step, word="approved", actor=expert, key=f"{item.pk}", now=now)
    return Matter(case, bureau, now)


def test_one_amount_for_all_travellers_paid_online_leads_to_the_paper(
    trip: Matter, bank: Running, given: list[int]
) -> None:
    bill = bill_of(trip.case.pk)
    assert (bill.total, len(bill.lines), trip.step) == (150_000, 1, "pay")
    at_the_bank(start(trip), "pay")
    assert come_back(trip) == "verified"
    deliver_outbox(now=trip.now)
    assert (given, trip.step) == ([trip.case.pk], "hand-over")
    assert broken_invariants() == []


def test_whoever_says_nothing_is_asked_and_not_refused(trip: Matter) -> None:
    trip.let_the_deadline_pass()
    assert trip.step == "fee-help"
    assert Case.objects.get(pk=trip.case.pk).state == "open"
