"""A motion is taken back whole while it waits, by whoever made it; what went on is named and left alone."""

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau, actor_of, people, public_account
from factories.definitions import publish
from integration.casework.recalls import RECALL
from panah.audit.models import Event
from panah.casework.engine.authority import Actor
from panah.casework.models import Batch, Case, Item
from panah.casework.operations import (
    ActResult,
    NewSubject,
    Opening,
    Selected,
    act,
    open_case,
    recall,
    say,
    sweep,
)
from panah.casework.queries import broken_invariants
from panah.casework.queries.motions import motions
from panah.catalogue.queries import versions
from panah.foundation.errors import InvalidInput, NotFound
from panah.organisation.models import RoleHolding
from panah.organisation.operations import delegate
from panah.organisation.queries import scope_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def cases(bureau: Bureau, count: int, now: datetime, *, name: str = "a") -> list[Case]:
    if not Case.objects.exists():
        version = publish(RECALL)
        kept = versions._STORE._kept
        form = SimpleNamespace(plain_title="بازخواندن", slug="recall")
        kept[version] = replace(kept[version], form=form)  # type: ignore[arg-type]  # pages read no more of it
    found = []
    for number, party in enumerate(people(count)):
        account = public_account(f"{name}{number}")
        opening = Opening(
            slug="recall",
            start="request",
            office_id=bureau.counter.pk,
            subjects=[NewSubject("traveller", party)],
            applicant_id=account.pk,
        )
        found.append(open_case(opening=opening, actor=actor_of(account, now=now), key="o", form={}, now=now))
    return found


def moved(found: list[Case], expert: Actor, now: datetime, word: str = "approved", key: str = "m") -> int:
    """Say a word of all of them in one motion; gives its batch."""
    items = Item.objects.filter(case__in=found, state="open").order_by("pk")
    chosen = [Selected(item.pk, item.ver) for item in items]
    assert act(chosen=chosen, step="look", word=word, actor=expert, key=key, now=now).moved == len(found)
    return Batch.objects.get(sender=expert.sender, key=key).pk


def steps(found: list[Case]) -> list[str]:
    items = Item.objects.filter(case__in=found, state="open").order_by("case")
    return list(items.values_list("step", flat=True))


def back(batch: int, actor: Actor, now: datetime, key: str = "back") -> ActResult:
    return recall(batch_id=batch, actor=actor, key=key, now=now)


def test_a_whole_motion_comes_back_to_where_it_was_made(bureau: Bureau, now: datetime) -> None:
    found, expert = cases(bureau, 4, now), bureau.actor("bureau-expert", now=now)
    batch = moved(found, expert, now)
    assert steps(found) == ["pause"] * 4
    result = back(batch, expert, now + HOUR)
    assert (result.selected, result.moved, result.skipped) == (4, 4, ())
    assert steps(found) == ["look"] * 4
    told = Event.objects.filter(kind="acted", word="recalled")
    assert {(one.actor_id, one.role, one.step) for one in told} == {
        (expert.account_id, "bureau-expert", "pause")
    }
    assert broken_invariants() == []
    assert back(batch, expert, now + HOUR) == result
    assert back(batch, expert, now + HOUR, "again").moved == 0
    assert steps(found) == ["look"] * 4


def test_when_the_time_is_over_it_has_gone_on(
    bureau: Bureau, now: datetime, given: dict[str, list[int]]
) -> None:
    found, expert = cases(bureau, 2, now), bureau.actor("bureau-expert", now=now)
    batch = moved(found, expert, now)
    late = back(batch, expert, now + 2 * HOUR, "late")
    assert (late.selected, late.moved, {one.reason for one in late.skipped}) == (2, 0, {"too-late"})
    sweep(now=now + 2 * HOUR)
    assert steps(found) == ["hand", "hand"]
    assert len(given["mark"]) == 2
    after = back(batch, expert, now + 3 * HOUR, "after")
    assert {one.reason for one in after.skipped} == {"moved-on"}
    assert broken_invariants() == []


def test_what_left_meanwhile_is_named_and_the_rest_comes_back(bureau: Bureau, now: datetime) -> None:
    found, expert = cases(bureau, 3, now), bureau.actor("bureau-expert", now=now)
    looked = list(Item.objects.filter(case=found[0], step="look"))
    batch = moved(found, expert, now)
    applicant = found[0].applicant
    assert applicant is not None
    say(
        case_id=found[0].pk,
        message="withdrawn",
        subjects=[found[0].subjects.get().pk],
        actor=actor_of(applicant, now=now),
        key="w",
        now=now + HOUR,
    )
    result = back(batch, expert, now + HOUR)
    assert (result.selected, result.moved) == (3, 2)
    assert [(one.item, one.reason) for one in result.skipped] == [(looked[0].pk, "moved-on")]
    assert steps(found) == ["look", "look"]
    assert broken_invariants() == []


def test_a_wait_that_names_no_recall_is_not_left(bureau: Bureau, now: datetime) -> None:
    found, expert = cases(bureau, 1, now), bureau.actor("bureau-expert", now=now)
    batch = moved(found, expert, now, "left-out")
    assert {one.reason for one in back(batch, expert, now + HOUR).skipped} == {"too-late"}
    assert steps(found) == ["later"]


def test_nobody_takes_back_anothers_motion(bureau: Bureau, now: datetime) -> None:
    found, expert = cases(bureau, 1, now), bureau.actor("bureau-expert", now=now)
    batch = moved(found, expert, now)
    for other in (
        bureau.actor("bureau-expert", now=now, name="other"),
        bureau.actor("bureau-director", now=now),
    ):
        with pytest.raises(NotFound):
            back(batch, other, now)
    with pytest.raises(NotFound):
        back(999_999, expert, now)
    back(batch, expert, now)
    with pytest.raises(InvalidInput, match="key-used"):
        back(moved(found, expert, now, key="n"), expert, now)


def test_a_stand_in_takes_back_what_they_moved_in_the_same_name(bureau: Bureau, now: datetime) -> None:
    found, owner, helper = cases(bureau, 1, now), bureau.hire("bureau-expert"), bureau.hire("secretariat")
    delegate(
        holding=RoleHolding.objects.get(staff__account=owner),
        stand_in=helper.staff,
        valid_from=now.date(),
        valid_until=now.date() + timedelta(days=1),
        ground="مرخصی",
        now=now,
        by=scope_of(owner.pk, at=now),
    )
    actor = actor_of(helper, now=now)
    back(moved(found, actor, now), actor, now + HOUR)
    event = Event.objects.get(kind="acted", word="recalled")
    assert (event.actor_id, event.on_behalf_of, event.role) == (helper.pk, owner.pk, "bureau-expert")


def test_one_sees_ones_own_motions_and_until_when_they_can_be_taken_back(
    bureau: Bureau, now: datetime
) -> None:
    expert, other = bureau.actor("bureau-expert", now=now), bureau.actor("bureau-expert", now=now, name="o")
    first, second = cases(bureau, 3, now), cases(bureau, 2, now, name="b")
    batch = moved(first, expert, now)
    moved(second, expert, now + HOUR, "left-out", key="m2")
    assert expert.account_id is not None
    lines = motions(account_id=expert.account_id, since=now, now=now + HOUR)
    assert [(one.title, one.word, one.count, one.still) for one in lines] == [
        ("بررسی", "left-out", 2, 0),
        ("بررسی", "approved", 3, 3),
    ]
    assert (lines[1].batch, lines[1].until) == (batch, now + 2 * HOUR)
    assert [one.still for one in motions(account_id=expert.account_id, since=now, now=now + 2 * HOUR)] == [
        0,
        0,
    ]
    assert other.account_id is not None
    assert motions(account_id=other.account_id, since=now, now=now) == ()


def test_taking_back_many_costs_as_many_statements_as_one(bureau: Bureau, now: datetime) -> None:
    expert = bureau.actor("bureau-expert", now=now)

    def cost(count: int) -> tuple[int, int]:
        batch = moved(cases(bureau, count, now, name=f"n{count}-"), expert, now, key=f"m{count}")
        with CaptureQueriesContext(connection) as taken:
            assert back(batch, expert, now, f"b{count}").moved == count
        with CaptureQueriesContext(connection) as read:
            motions(account_id=expert.account_id or 0, since=now, now=now)
        return len(taken), len(read)

    assert cost(1) == cost(9)
