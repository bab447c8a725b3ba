"""No word that leads towards leaving is taken without what shows that it is free, by whatever way it is said (S12)."""

import pytest

from factories.bureau import actor_of
from factories.departures import FREELY
from factories.leaving import Way
from panah.casework.models import Case, Item
from panah.casework.operations import act
from panah.casework.queries.case_page import case_file
from panah.casework.queries.reading import reading
from panah.casework.rules import Selected
from panah.foundation.errors import InvalidInput, NotAllowed

pytestmark = pytest.mark.django_db
HEARING, SIGNED = FREELY["voluntary"], FREELY["signed"]


@pytest.fixture
def case(way: Way) -> Case:
    opened = way.open("مادر", form={"woman": "yes"})
    way.review(opened)
    return opened


def test_a_wish_of_the_request_for_a_woman_binds_whoever_hears(way: Way, case: Case) -> None:
    with pytest.raises(InvalidInput, match="not-shown-free") as refused:
        way.say(case, "مادر", "voluntary", form={**HEARING, "heard-by-woman": "not-wished"})
    assert refused.value.params["field"] == "heard-by-woman"
    assert way.at(case, "مادر") == "talk/hear"
    assert way.say(case, "مادر", "voluntary") == 1
    with pytest.raises(InvalidInput, match="not-shown-free"):
        way.say(case, "مادر", "signed", form={"witness-1": "کریم نوری", "mark": "signature"})
    assert way.at(case, "مادر") == "talk/undertake"


def test_nobody_else_signs_from_their_own_account(way: Way, case: Case) -> None:
    way.say(case, "مادر", "voluntary")
    husband = actor_of(way.account_of("پدر"), now=way.now, persons=(way.people["پدر"].pk,))
    assert way.say(case, "مادر", "signed", by=husband, form=SIGNED) == 0
    herself = actor_of(way.account_of("مادر"), now=way.now, persons=(way.people["مادر"].pk,))
    assert way.say(case, "مادر", "signed", by=herself, form=SIGNED) == 1


def test_two_people_are_never_called_voluntary_in_one_motion(way: Way) -> None:
    case = way.open("پدر", "مادر", present=["پدر", "مادر"])
    way.review(case)
    items = Item.objects.filter(case=case, step="people/talk/hear")
    with pytest.raises(NotAllowed, match="one-by-one"):
        act(
            chosen=[Selected(item.pk, item.ver) for item in items],
            step="people/talk/hear", word="voluntary", key="both", form=HEARING, now=way.now,
            actor=way.bureau.actor("protection-counsellor", now=way.now),
        )  # fmt: skip


def test_a_child_without_a_ruling_or_both_guardians_stays_where_it_is(way: Way) -> None:
    case = way.open("کودک۱")
    way.review(case)
    with pytest.raises(InvalidInput, match="not-shown-free"):
        way.say(case, "کودک۱", "in-their-interest", form={"consent": "both"})
    assert way.at(case, "کودک۱") == "talk/child"


def test_the_second_officer_looks_at_each_file(way: Way) -> None:
    case = way.open("پدر", "مادر", present=["پدر", "مادر"])
    way.review(case)
    way.free(case, "پدر", "مادر")
    for name in ("پدر", "مادر"):
        way.wait_for(case, name)
        way.waive(case, name)
    first = [Selected(item.pk, item.ver) for item in Item.objects.filter(case=case, step="people/approve")]
    officer = way.bureau.actor("bureau-officer", now=way.now)
    assert len(first) == 2
    with pytest.raises(NotAllowed, match="sample-first"):
        act(chosen=first, step="people/approve", word="approved", key="1", actor=officer, now=way.now)
    for one in first:
        act(chosen=[one], step="people/approve", word="approved", key=f"{one}", actor=officer, now=way.now)
    second = [
        Selected(item.pk, item.ver)
        for item in Item.objects.filter(case=case, step="people/approve-second", state="open")
    ]
    approver = way.bureau.actor("bureau-approver", now=way.now)
    with pytest.raises(NotAllowed, match="one-by-one"):
        act(
            chosen=second, step="people/approve-second", word="approved", key="2", actor=approver, now=way.now
        )


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("bureau-clerk", False),
        ("bureau-expert", False),
        ("protection-counsellor", True),
        ("bureau-officer", True),
        ("bureau-approver", True),
    ],
)
def test_what_was_said_in_private_is_read_by_who_heard_and_who_approves_alone(
    way: Way, case: Case, role: str, *, reads: bool
) -> None:
    way.say(case, "مادر", "voluntary")
    actor = way.bureau.actor(role, now=way.now)
    look = reading(actor_id=actor.account_id or 0, role=role, purpose="service", at=way.now)
    (heard,) = [
        one for one in case_file(case.pk, actor=actor, look=look).forms if one.title == "گفت‌وگوی خصوصی"
    ]
    assert (bool(heard.answers), heard.is_closed) == (reads, not reads)
