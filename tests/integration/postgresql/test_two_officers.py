"""Officers who press at the same moment never do anything twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection

from factories.bureau import Bureau, actor_of, open_bureau, people, public_account
from factories.definitions import publish
from factories.refusals import ANSWERS, Refused, refuse_somebody
from factories.trips import open_at, publish_slip
from integration.casework.processes import SHORT
from panah.audit.models import Event
from panah.casework import registrations
from panah.casework.models import Case, Item
from panah.casework.operations import NewSubject, Opening, act, deliver_outbox, open_case
from panah.casework.queries import broken_invariants
from panah.casework.rules import ActResult, Selected
from panah.decisions.models import Decision, Objection
from panah.decisions.operations import file_objection
from panah.foundation.errors import PanahError

pytestmark = pytest.mark.django_db(transaction=True)
CASES, OFFICERS = 20, 4


@pytest.fixture
def bureau(db: None) -> Bureau:
    return open_bureau()


def at_once[Result](*acts: Callable[[], Result]) -> list[Result | PanahError]:
    """Do things in as many threads at the same moment; a refusal is a result too."""
    start = Barrier(len(acts))

    def one(action: Callable[[], Result]) -> Result | PanahError:
        start.wait(timeout=20)
        try:
            return action()
        except PanahError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result(timeout=60) for done in [pool.submit(one, action) for action in acts]]


def open_cases(bureau: Bureau, now: datetime) -> list[Selected]:
    publish(SHORT)
    party = people(1)[0]
    for number in range(CASES):
        account = public_account(f"a{number}")
        opening = Opening(
            slug="short",
            start="request",
            office_id=bureau.counter.pk,
            subjects=[NewSubject("traveller", party)],
            applicant_id=account.pk,
        )
        open_case(opening=opening, actor=actor_of(account, now=now), key="o", form={}, now=now)
    return [Selected(one.pk, one.ver) for one in Item.objects.order_by("pk")]


def pressing(
    items: list[Selected], bureau: Bureau, now: datetime, name: str, *, key: str
) -> Callable[[], ActResult]:
    actor = bureau.actor("bureau-expert", now=now, name=name)

    def press() -> ActResult:
        return act(chosen=items, step="look", word="approved", actor=actor, key=key, now=now)

    return press


def test_of_officers_who_decide_the_same_files_at_once_each_file_moves_once(
    bureau: Bureau, now: datetime
) -> None:
    items = open_cases(bureau, now)
    orders = [items, items[::-1], items[7:], items[::-1][3:]]
    results = at_once(*(pressing(order, bureau, now, f"o{n}", key=f"{n}") for n, order in enumerate(orders)))
    done = [result for result in results if isinstance(result, ActResult)]
    assert len(done) == OFFICERS
    assert sum(result.moved for result in done) == CASES
    assert all(result.moved + len(result.skipped) == result.selected for result in done)
    assert Event.objects.filter(kind="acted").count() == CASES
    assert Item.objects.filter(step="second", state="open").count() == CASES
    assert broken_invariants() == []


def test_one_click_that_arrives_four_times_at_once_counts_once(bureau: Bureau, now: datetime) -> None:
    items = open_cases(bureau, now)
    results = at_once(*(pressing(items, bureau, now, "same", key="click") for _ in range(OFFICERS)))
    answers = {result for result in results if isinstance(result, ActResult)}
    assert answers == {ActResult(selected=CASES, moved=CASES, skipped=())}
    assert Event.objects.filter(kind="acted").count() == CASES
    assert broken_invariants() == []


@pytest.fixture
def refused(bureau: Bureau, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Refused:
    monkeypatch.setattr(registrations, "_charging", [lambda call: call.travellers.none()])
    publish_slip(now=now)
    return refuse_somebody(bureau, now=now)


def test_a_decision_objected_to_from_two_places_at_once_has_one_objection(refused: Refused) -> None:
    def filing(key: str) -> Callable[[], Case]:
        return lambda: file_objection(
            decision_id=refused.decision.pk, text="نه", actor=refused.person, key=key, now=refused.now
        )

    results = at_once(*(filing(key) for key in ("a", "b", "c", "a")))
    assert Objection.objects.count() == Case.objects.filter(slug="objection").count() == 1
    assert len({one.pk for one in results if isinstance(one, Case)}) == 1
    assert {one.code for one in results if isinstance(one, PanahError)} == {"objection-not-open"}
    assert broken_invariants() == []


def test_an_objection_answered_twice_at_once_has_one_answer(refused: Refused) -> None:
    case = refused.object()
    clerk = refused.officer("bureau-clerk")
    act(chosen=open_at(case), step="receive", word="then", actor=clerk, key="in", now=refused.now)
    items = open_at(case)
    directors = [refused.officer("bureau-director", name=name) for name in "ab"]

    def answering(place: int, word: str) -> Callable[[], ActResult]:
        return lambda: act(
            chosen=items,
            step="review",
            word=word,
            actor=directors[place],
            key=word,
            form={**ANSWERS[word]},
            now=refused.now,
        )

    results = at_once(answering(0, "upheld"), answering(1, "set-aside"))
    assert sorted(one.moved for one in results if isinstance(one, ActResult)) == [0, 1]
    at_once(*(lambda: deliver_outbox(now=refused.now) for _ in range(3)))
    state = Decision.objects.get(pk=refused.decision.pk).state
    reopened = Case.objects.filter(link="reopened").count()
    assert (state, reopened) in {("upheld", 0), ("set-aside", 1)}
    assert broken_invariants() == []
