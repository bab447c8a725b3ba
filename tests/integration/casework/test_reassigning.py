"""Work is handed out by who answers for it, to somebody who may do it, and nothing of the work itself moves."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau, actor_of, people, public_account
from factories.definitions import publish
from integration.casework.processes import SHORT
from panah.audit.models import Event
from panah.casework.models import Case, Item
from panah.casework.operations import (
    ActResult,
    NewSubject,
    Opening,
    Selected,
    act,
    assign,
    claim,
    open_case,
    reassign,
)
from panah.casework.queries import broken_invariants
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput, NotAllowed, NotFound, Stale
from panah.organisation.models import Account, RoleHolding
from panah.organisation.operations import declare_absence, delegate
from panah.organisation.queries import scope_of
from panah.registry.models import Binding

pytestmark = pytest.mark.django_db


def cases(bureau: Bureau, count: int, now: datetime, *, name: str = "a") -> list[Case]:
    publish(SHORT, n=1 + len(Case.objects.all()))
    parties = people(count)
    found = []
    for number, party in enumerate(parties):
        account = public_account(f"{name}{number}")
        opening = Opening(
            slug="short",
            start="request",
            office_id=bureau.counter.pk,
            subjects=[NewSubject("traveller", party)],
            applicant_id=account.pk,
        )
        found.append(open_case(opening=opening, actor=actor_of(account, now=now), key="o", form={}, now=now))
    return found


def chosen(found: list[Case]) -> list[Selected]:
    items = Item.objects.filter(case__in=found, state="open").order_by("pk")
    return [Selected(item.pk, item.ver) for item in items]


def given(items: list[Selected], to: int | None, by: Account, now: datetime, key: str = "k") -> ActResult:
    return reassign(chosen=items, to=to, actor=actor_of(by, now=now), key=key, now=now)


def reasons(result: ActResult) -> dict[int, str]:
    return {one.item: one.reason for one in result.skipped}


def goes_away(account: Account, now: datetime, days: int = 3) -> None:
    today = local_date(now)
    declare_absence(
        staff=account.staff,
        valid_from=today,
        valid_until=today + timedelta(days=days),
        ground="مرخصی",
        now=now,
        by=scope_of(account.pk, at=now),
    )


def test_the_head_hands_out_work_and_nothing_else_of_it_changes(bureau: Bureau, now: datetime) -> None:
    found = cases(bureau, 3, now)
    before = {item.pk: (item.due_at, item.opened_at, item.step) for item in Item.objects.all()}
    head, expert = bureau.hire("bureau-director"), bureau.hire("bureau-expert")
    result = given(chosen(found), expert.pk, head, now)
    assert (result.selected, result.moved, result.skipped) == (3, 3, ())
    for item in Item.objects.all():
        assert item.assignee_id == expert.pk
        assert before[item.pk] == (item.due_at, item.opened_at, item.step)
    told = Event.objects.filter(kind="assigned")
    assert {(one.actor_id, one.role, one.about) for one in told} == {
        (head.pk, "bureau-director", f"account {expert.pk}")
    }
    assert told.count() == 3
    assert broken_invariants() == []
    assert given(chosen(found), None, head, now, "back").moved == 3
    assert not Item.objects.exclude(assignee=None).exists()


def test_the_same_motion_twice_counts_once(bureau: Bureau, now: datetime) -> None:
    items = chosen(cases(bureau, 2, now))
    head, expert = bureau.hire("bureau-director"), bureau.hire("bureau-expert")
    assert given(items, expert.pk, head, now) == given(items, expert.pk, head, now)
    assert Event.objects.filter(kind="assigned").count() == 2
    with pytest.raises(InvalidInput, match="key-used"):
        given(items[:1], expert.pk, head, now)


def test_what_has_changed_meanwhile_is_named_and_left_alone(bureau: Bureau, now: datetime) -> None:
    found = cases(bureau, 4, now)
    items = chosen(found)
    head, expert = bureau.hire("bureau-director"), bureau.hire("bureau-expert")
    claim(chosen=items[0], actor=actor_of(expert, now=now), now=now)
    act(
        chosen=items[1:2],
        step="look",
        word="approved",
        actor=actor_of(expert, now=now),
        key="a",
        form={},
        now=now,
    )
    other = bureau.hire("bureau-expert", name="other")
    result = given([*items, Selected(999_999, 1)], other.pk, head, now)
    assert (result.selected, result.moved) == (5, 2)
    assert reasons(result) == {items[0].item: "changed", items[1].item: "moved-on", 999_999: "not-found"}
    assert broken_invariants() == []


def test_nobody_is_given_what_they_may_not_do(bureau: Bureau, now: datetime) -> None:
    found = cases(bureau, 4, now)
    looks = chosen(found)
    head = bureau.hire("bureau-director")
    both = bureau.hire("bureau-expert", "bureau-officer", name="both")
    act(
        chosen=looks[:1],
        step="look",
        word="approved",
        actor=actor_of(both, now=now),
        key="a",
        form={},
        now=now,
    )
    subject = found[1].subjects.get()
    bind_person_to(both, subject.party_id, now)
    (helped,) = Case.objects.filter(pk=found[2].pk)
    helped.helper = both
    helped.save()
    result = given(chosen(found), both.pk, head, now)
    assert result.moved == 1
    assert sorted(reasons(result).values()) == ["same-officer", "their-matter", "their-matter"]
    clerk = bureau.hire("bureau-clerk")
    refused = given(chosen(found), clerk.pk, head, now, "clerk")
    assert (refused.moved, set(reasons(refused).values())) == (0, {"not-their-role"})


def bind_person_to(account: Account, party: int, now: datetime) -> None:
    Binding.objects.create(
        account=account,
        person_id=party,
        bound_by=public_account("counter"),
        bound_at=now,
        proof="کارت",
    )


def test_neither_a_stand_in_of_whoever_acted_before(bureau: Bureau, now: datetime) -> None:
    found = cases(bureau, 1, now)
    first, helper = bureau.hire("bureau-expert", "bureau-officer", name="first"), bureau.hire("secretariat")
    act(
        chosen=chosen(found),
        step="look",
        word="approved",
        actor=actor_of(first, now=now),
        key="a",
        form={},
        now=now,
    )
    lend(first, "bureau-officer", helper, now)
    head = bureau.hire("bureau-director")
    assert set(reasons(given(chosen(found), helper.pk, head, now)).values()) == {"same-officer"}


def lend(owner: Account, role: str, to: Account, now: datetime) -> None:
    today = local_date(now)
    delegate(
        holding=RoleHolding.objects.get(staff__account=owner, role=role),
        stand_in=to.staff,
        valid_from=today,
        valid_until=today + timedelta(days=3),
        ground="مأموریت",
        now=now,
        by=scope_of(owner.pk, at=now),
    )


def test_whoever_stands_in_for_the_head_hands_out_in_the_heads_name(bureau: Bureau, now: datetime) -> None:
    items = chosen(cases(bureau, 1, now))
    head, deputy, expert = (
        bureau.hire("bureau-director"), bureau.hire("secretariat"), bureau.hire("bureau-expert")
    )  # fmt: skip
    assert set(reasons(given(items, expert.pk, deputy, now)).values()) == {"not-yours"}
    lend(head, "bureau-director", deputy, now)
    assert given(items, expert.pk, deputy, now, "lent").moved == 1
    event = Event.objects.get(kind="assigned")
    assert (event.actor_id, event.on_behalf_of) == (deputy.pk, head.pk)


def test_a_head_hands_out_neither_their_own_matter_nor_another_bureaus(bureau: Bureau, now: datetime) -> None:
    found = cases(bureau, 2, now)
    head, expert = bureau.hire("bureau-director"), bureau.hire("bureau-expert")
    own = Case.objects.get(pk=found[0].pk)
    own.applicant = head
    own.save()
    result = given(chosen(found), expert.pk, head, now)
    assert (result.moved, set(reasons(result).values())) == (1, {"own-matter"})
    afar = bureau.hire("bureau-director", office=bureau.elsewhere)
    refused = given(chosen(found), None, afar, now)
    assert set(reasons(refused).values()) == {"not-yours"}


def test_an_officer_takes_what_nobody_holds_and_leaves_colleagues_theirs(
    bureau: Bureau, now: datetime
) -> None:
    items = chosen(cases(bureau, 3, now))
    expert, other = bureau.hire("bureau-expert"), bureau.hire("bureau-expert", name="other")
    claim(chosen=items[0], actor=actor_of(other, now=now), now=now)
    fresh = chosen(list(Case.objects.all()))
    result = given(fresh, expert.pk, expert, now)
    assert (result.moved, reasons(result)) == (2, {items[0].item: "held"})
    with pytest.raises(Stale):
        claim(chosen=fresh[0], actor=actor_of(expert, now=now), now=now)
    with pytest.raises(NotAllowed, match="held-by-another"):
        assign(chosen=fresh[0], to=None, actor=actor_of(expert, now=now), now=now)


def test_what_an_absent_colleague_holds_is_taken_with_its_due_date(bureau: Bureau, now: datetime) -> None:
    items = chosen(cases(bureau, 2, now))
    expert, away = bureau.hire("bureau-expert"), bureau.hire("bureau-expert", name="away")
    assert given(items, away.pk, bureau.hire("bureau-director"), now).moved == 2
    dues = dict(Item.objects.values_list("pk", "due_at"))
    goes_away(away, now)
    fresh = chosen(list(Case.objects.all()))
    claim(chosen=fresh[0], actor=actor_of(expert, now=now), now=now)
    assert given(fresh[1:], expert.pk, expert, now, "take").moved == 1
    assert dict(Item.objects.values_list("pk", "due_at")) == dues
    assert set(Item.objects.values_list("assignee", flat=True)) == {expert.pk}


def test_nothing_is_given_to_somebody_who_is_away(bureau: Bureau, now: datetime) -> None:
    items = chosen(cases(bureau, 1, now))
    head, away = bureau.hire("bureau-director"), bureau.hire("bureau-expert")
    goes_away(away, now)
    with pytest.raises(NotAllowed, match="colleague-away"):
        given(items, away.pk, head, now)
    with pytest.raises(NotAllowed, match="colleague-away"):
        assign(chosen=items[0], to=away.pk, actor=actor_of(head, now=now), now=now)


def test_an_officer_without_the_role_gives_nothing(bureau: Bureau, now: datetime) -> None:
    items = chosen(cases(bureau, 1, now))
    with pytest.raises(NotFound):
        assign(chosen=items[0], to=None, actor=bureau.actor("bureau-clerk", now=now), now=now)


def test_handing_out_many_costs_as_many_statements_as_handing_out_one(bureau: Bureau, now: datetime) -> None:
    head, expert = bureau.hire("bureau-director"), bureau.hire("bureau-expert")

    def cost(count: int) -> int:
        items = chosen(cases(bureau, count, now, name=f"n{count}-"))
        with CaptureQueriesContext(connection) as captured:
            given(items, expert.pk, head, now, f"key{count}")
        return len(captured)

    assert cost(1) == cost(9)
