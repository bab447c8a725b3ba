"""Where each pays her own, each is let off her own: nobody else's fee is waived with it (S18)."""

from datetime import datetime

import pytest

from factories.leaving import Way, open_way
from panah.casework.models import Case, Item
from panah.casework.queries import broken_invariants
from panah.casework.rules import Selected
from panah.payments.models import Charge, FeeExemption
from panah.payments.operations import ask_exemption, decide_exemption, exempt

pytestmark = pytest.mark.django_db
BOTH = ("پدر", "مادر")


@pytest.fixture
def way(db: None, now: datetime) -> Way:
    return open_way(now)


@pytest.fixture
def case(way: Way) -> Case:
    """Two adults who thought it over, and who have not paid yet."""
    opened = way.open(*BOTH, present=BOTH)
    way.review(opened)
    way.free(opened, *BOTH)
    return opened


def states(way: Way, case: Case) -> dict[str, str]:
    return {name: Charge.objects.get(case=case, subject=way.subject(case, name)).state for name in BOTH}


def places(way: Way, case: Case) -> dict[str, str]:
    return {name: way.at(case, name) for name in BOTH}


def late(way: Way, case: Case) -> Item:
    """Let the time to pay pass for both; gives the mother's item, where her fee may be waived."""
    way.wait_for(case, "مادر")
    assert places(way, case) == dict.fromkeys(BOTH, "fee-help")
    return Item.objects.get(case=case, subject=way.subject(case, "مادر"), state="open")


def test_a_wish_granted_to_one_lets_her_go_on_and_leaves_the_others_fee(way: Way, case: Case) -> None:
    charge = Charge.objects.get(case=case, subject=way.subject(case, "مادر"))
    wish = ask_exemption(
        charge_id=charge.pk, ground="hardship", text="",
        actor=way.bureau.actor("bureau-clerk", now=way.now), now=way.now,
    )  # fmt: skip
    decide_exemption(
        exemption_id=wish.pk, granted=True, reason="", key="d",
        actor=way.bureau.actor("bureau-expert", now=way.now), now=way.now,
    )  # fmt: skip
    assert states(way, case) == {"پدر": "due", "مادر": "exempt"}
    assert places(way, case) == {"پدر": "pay", "مادر": "approve"}


def test_a_wish_granted_after_the_deadline_says_the_word_for_her_alone(way: Way, case: Case) -> None:
    charge = Charge.objects.get(case=case, subject=way.subject(case, "مادر"))
    wish = ask_exemption(
        charge_id=charge.pk, ground="hardship", text="",
        actor=way.bureau.actor("bureau-clerk", now=way.now), now=way.now,
    )  # fmt: skip
    late(way, case)
    decide_exemption(
        exemption_id=wish.pk, granted=True, reason="", key="d",
        actor=way.bureau.actor("bureau-expert", now=way.now), now=way.now,
    )  # fmt: skip
    assert states(way, case) == {"پدر": "due", "مادر": "exempt"}
    assert places(way, case) == {"پدر": "fee-help", "مادر": "approve"}


def test_the_waiver_at_one_persons_step_is_of_this_person(way: Way, case: Case) -> None:
    item = late(way, case)
    exempt(
        chosen=Selected(item.pk, item.ver), ground="hardship", text="", key="w",
        actor=way.bureau.actor("bureau-expert", now=way.now), now=way.now,
    )  # fmt: skip
    assert states(way, case) == {"پدر": "due", "مادر": "exempt"}
    assert places(way, case) == {"پدر": "fee-help", "مادر": "approve"}


def test_the_bare_word_waives_the_fee_of_whom_it_is_said(way: Way, case: Case) -> None:
    late(way, case)
    way.say(case, "مادر", "exempt", form={"exemption": "hardship"})
    assert states(way, case) == {"پدر": "due", "مادر": "exempt"}
    way.say(case, "پدر", "exempt", form={"exemption": "large-family"})
    assert states(way, case) == {"پدر": "exempt", "مادر": "exempt"}
    grounds = FeeExemption.objects.order_by("charge").values_list("charge__subject", "ground")
    assert dict(grounds) == {
        way.subject(case, "مادر").pk: "hardship",
        way.subject(case, "پدر").pk: "large-family",
    }
    assert broken_invariants() == []
