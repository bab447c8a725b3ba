"""No rubber stamp: what moves together after a sample moves only once the drawn files were judged one by one (S24)."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau
from factories.definitions import publish
from factories.samples import decide, drawn, judge, open_file
from integration.casework.processes import SHORT
from integration.casework.test_act import REASON, a_case, chosen, step_of
from panah.audit.models import Event
from panah.audit.queries import read_payloads
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, Sample, SampledItem
from panah.casework.operations import Selected, act, assign, draw_sample
from panah.casework.queries import broken_invariants
from panah.foundation.errors import NotAllowed

pytestmark = pytest.mark.django_db
MANY = 24


@pytest.fixture
def waiting(bureau: Bureau, now: datetime) -> list[Case]:
    """Files that wait for a second officer, who may approve them together after a sample."""
    publish(SHORT)
    cases = [a_case(bureau, now, f"s{n}") for n in range(MANY)]
    expert = bureau.actor("bureau-expert", now=now)
    act(chosen=chosen(*cases), step="look", word="approved", actor=expert, key="look", now=now)
    return cases


@pytest.fixture
def officer(bureau: Bureau, now: datetime) -> Actor:
    return bureau.actor("bureau-officer", now=now)


def draw(some: list[Selected], actor: Actor, now: datetime) -> int:
    """The one sample of what was chosen."""
    (sample,) = draw_sample(chosen=some, step="second", actor=actor, now=now)
    return sample


def approve(some: list[Selected], actor: Actor, now: datetime, key: str = "all") -> int:
    return act(chosen=some, step="second", word="approved", actor=actor, key=key, now=now).moved


def still(cases: list[Case]) -> list[Selected]:
    found = Item.objects.filter(case__in=cases, state="open", step="second").order_by("pk")
    return [Selected(item.pk, item.ver) for item in found]


def test_many_are_approved_together_once_the_sample_was_judged(
    waiting: list[Case], officer: Actor, now: datetime
) -> None:
    sample = draw(still(waiting), officer, now)
    assert Sample.objects.get().size == len(drawn(sample)) == 3
    judge(sample, actor=officer, now=now)
    assert approve(still(waiting), officer, now) == MANY - 3
    assert {step_of(case) for case in waiting} == {"hand"}
    assert broken_invariants() == []


def test_nothing_moves_together_before_a_sample_is_drawn_and_wholly_judged(
    waiting: list[Case], officer: Actor, now: datetime
) -> None:
    with pytest.raises(NotAllowed, match="sample-first"):
        approve(still(waiting), officer, now, key="1")
    first, second, third = drawn(draw(still(waiting), officer, now))
    for turn, item in enumerate((first, second)):
        open_file(item, actor=officer, now=now)
        decide(item, "approved", actor=officer, now=now)
        with pytest.raises(NotAllowed, match="sample-first"):
            approve(still(waiting), officer, now, key=f"before-{turn}")
    undrawn = [one for one in still(waiting) if one.item != third.pk]
    with pytest.raises(NotAllowed, match="sample-first"):
        approve(undrawn, officer, now, key="around")
    assert len(still(waiting)) == MANY - 2


def test_a_drawn_file_never_moves_with_others(waiting: list[Case], officer: Actor, now: datetime) -> None:
    sample = draw(still(waiting), officer, now)
    judge(sample, actor=officer, now=now)
    one_more = still(waiting)[0].item
    SampledItem.objects.filter(item=one_more).update(drawn_at=now)
    with pytest.raises(NotAllowed, match="sample-first"):
        approve(still(waiting), officer, now)


def test_what_is_decided_otherwise_in_the_sample_stays_decided_otherwise(
    waiting: list[Case], officer: Actor, now: datetime
) -> None:
    everything = still(waiting)
    sample = draw(everything, officer, now)
    back, *others = drawn(sample)
    open_file(back, actor=officer, now=now)
    decide(back, "returned", actor=officer, now=now, form=REASON)
    judge(sample, actor=officer, now=now)
    result = act(chosen=everything, step="second", word="approved", actor=officer, key="all", now=now)
    assert (result.moved, Counter(one.reason for one in result.skipped)) == (MANY - 3, {"moved-on": 3})
    assert step_of(back.case) == "look"
    assert {step_of(one.case) for one in others} == {"hand"}


def test_a_file_decided_without_being_opened_does_not_count_and_another_is_drawn(
    waiting: list[Case], officer: Actor, now: datetime
) -> None:
    sample = draw(still(waiting), officer, now)
    before = {item.pk for item in drawn(sample)}
    for item in drawn(sample):
        decide(item, "approved", actor=officer, now=now)
    with pytest.raises(NotAllowed, match="sample-first"):
        approve(still(waiting), officer, now, key="unseen")
    assert draw(still(waiting), officer, now) == sample
    again = {item.pk for item in drawn(sample)} - before
    assert len(again) == 3
    judge(sample, actor=officer, now=now)
    assert approve(still(waiting), officer, now) == MANY - 6


def test_a_file_seen_before_it_was_drawn_is_opened_again(
    waiting: list[Case], officer: Actor, now: datetime
) -> None:
    for one in still(waiting):
        open_file(Item.objects.get(pk=one.item), actor=officer, now=now)
    later = now + timedelta(minutes=5)
    for item in drawn(draw(still(waiting), officer, later)):
        decide(item, "approved", actor=officer, now=later)
    with pytest.raises(NotAllowed, match="sample-first"):
        approve(still(waiting), officer, later)


def test_what_goes_through_other_hands_is_replaced_by_chance_from_all_that_is_left(
    waiting: list[Case], bureau: Bureau, officer: Actor, now: datetime
) -> None:
    sample = draw(still(waiting), officer, now)
    gone, taken, _ = drawn(sample)
    colleague = bureau.actor("bureau-officer", now=now, name="colleague")
    open_file(gone, actor=colleague, now=now)
    decide(gone, "approved", actor=colleague, now=now)
    head = bureau.actor("bureau-director", now=now)
    assign(chosen=Selected(taken.pk, taken.ver), to=colleague.account_id, actor=head, now=now)
    mine = [item for item in drawn(sample) if item.pk not in {gone.pk, taken.pk}]
    for item in mine:
        open_file(item, actor=officer, now=now)
        decide(item, "approved", actor=officer, now=now)
    with pytest.raises(NotAllowed, match="sample-first"):
        approve([one for one in still(waiting) if one.item != taken.pk], officer, now, key="1")
    one_chosen = [one for one in still(waiting) if one.item != taken.pk][:2]
    assert draw(one_chosen, officer, now) == sample
    more = [item for item in drawn(sample) if item.pk not in {gone.pk, taken.pk}]
    assert len(more) == 3
    for item in more:
        if item.state == "open":
            open_file(item, actor=officer, now=now)
            decide(item, "approved", actor=officer, now=now)
    left = [one for one in still(waiting) if one.item != taken.pk]
    assert approve(left, officer, now) == len(left) == MANY - 5


def test_to_choose_again_draws_nothing_again(waiting: list[Case], officer: Actor, now: datetime) -> None:
    everything = still(waiting)
    sample = draw(everything, officer, now)
    first = {item.pk for item in drawn(sample)}
    for some in (everything, everything[:10], everything[10:]):
        assert draw(some, officer, now) == sample
    assert {item.pk for item in drawn(sample)} == first
    assert SampledItem.objects.count() == MANY


def test_what_was_not_chosen_before_has_a_sample_of_its_own(
    waiting: list[Case], officer: Actor, now: datetime
) -> None:
    everything = still(waiting)
    first = draw(everything[:12], officer, now)
    judge(first, actor=officer, now=now)
    with pytest.raises(NotAllowed, match="sample-first"):
        approve(still(waiting), officer, now, key="1")
    both = draw_sample(chosen=still(waiting), step="second", actor=officer, now=now)
    assert both[0] == first
    judge(both[1], actor=officer, now=now)
    assert approve(still(waiting), officer, now) == MANY - 6


def test_one_officers_sample_opens_nothing_to_another(
    waiting: list[Case], bureau: Bureau, officer: Actor, now: datetime
) -> None:
    judge(draw(still(waiting), officer, now), actor=officer, now=now)
    colleague = bureau.actor("bureau-officer", now=now, name="colleague")
    with pytest.raises(NotAllowed, match="sample-first"):
        approve(still(waiting), colleague, now)
    assert approve(still(waiting), officer, now) == MANY - 3


@pytest.mark.parametrize(
    "roles",
    [
        ("bureau-officer", "bureau-director"),
        ("bureau-officer", "administrator"),
        ("bureau-officer", "bureau-approver", "bureau-expert"),
    ],
)
def test_no_role_skips_the_sample(
    waiting: list[Case], bureau: Bureau, now: datetime, roles: tuple[str, ...]
) -> None:
    somebody = bureau.actor(*roles, now=now, name="mighty")
    with pytest.raises(NotAllowed, match="sample-first"):
        approve(still(waiting), somebody, now)


def test_only_what_is_ones_to_move_is_drawn(waiting: list[Case], bureau: Bureau, now: datetime) -> None:
    expert = bureau.actor("bureau-expert", now=now)
    assert draw_sample(chosen=still(waiting), step="second", actor=expert, now=now) == ()
    stranger = bureau.actor("bureau-officer", now=now, office=bureau.elsewhere)
    assert draw_sample(chosen=still(waiting), step="second", actor=stranger, now=now) == ()
    assert not Sample.objects.exists()


def test_where_few_are_chosen_each_is_judged_alone(
    waiting: list[Case], officer: Actor, now: datetime
) -> None:
    few = still(waiting)[:3]
    sample = draw(few, officer, now)
    assert {item.pk for item in drawn(sample)} == {one.item for one in few}


def test_no_sample_is_drawn_where_files_never_move_together_or_always(
    waiting: list[Case], officer: Actor, now: datetime
) -> None:
    with pytest.raises(NotAllowed, match="one-by-one"):
        draw_sample(chosen=still(waiting), step="nowhere", actor=officer, now=now)


def test_what_was_drawn_of_what_stands_in_the_journal(
    waiting: list[Case], officer: Actor, now: datetime
) -> None:
    everything = still(waiting)
    sample = draw(everything, officer, now)
    whole, *each = Event.objects.filter(stream=f"sample:{sample}").order_by("seq")
    assert (whole.kind, whole.actor_id, whole.step) == ("chosen", officer.account_id, "second")
    assert whole.payload_id is not None
    said = read_payloads(ids=[whole.payload_id])[whole.payload_id]
    expected = sorted(item.pk for item in drawn(sample))
    assert said == {"chosen": [one.item for one in everything], "drawn": expected}
    assert [one.about for one in each] == [f"item {one}" for one in expected]
    assert {one.case_number for one in each} == {item.case.number for item in drawn(sample)}


def test_chance_and_not_the_order_of_choosing_says_what_is_drawn(
    waiting: list[Case], bureau: Bureau, now: datetime
) -> None:
    everything = still(waiting)
    seen = set()
    for turn in range(12):
        somebody = bureau.actor("bureau-officer", now=now, name=f"n{turn}")
        seen |= {item.pk for item in drawn(draw(everything, somebody, now))}
    assert len(seen) > 6


def test_the_statements_of_drawing_do_not_grow_with_the_files(
    waiting: list[Case], bureau: Bureau, now: datetime
) -> None:
    counts = []
    for turn, size in enumerate((4, MANY)):
        somebody = bureau.actor("bureau-officer", now=now, name=f"q{turn}")
        with CaptureQueriesContext(connection) as captured:
            draw(still(waiting)[:size], somebody, now)
        counts.append(len(captured))
    assert counts[0] == counts[1]
