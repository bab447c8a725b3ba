"""Each withdraws for herself: where she may, until when, what it means for her children, and for nobody else."""

from collections.abc import Iterable
from datetime import datetime

import pytest

from factories.bureau import Bureau, actor_of, people, public_account
from factories.definitions import publish
from integration.casework.withdrawals import OWN
from panah.audit.models import Event
from panah.casework import registrations
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item, Subject
from panah.casework.operations import ActResult, NewSubject, Opening, act, open_case, say
from panah.casework.queries import broken_invariants
from panah.casework.rules import Selected
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed

pytestmark = pytest.mark.django_db
CHILD = 3
"""The fourth of the family is the child of the first."""


@pytest.fixture
def case(bureau: Bureau, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Three adults and a child of the first of them, each at the talk."""
    publish(OWN)
    account = public_account("head")
    opening = Opening(
        slug="own",
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject("leaver", party) for party in people(4)],
        applicant_id=account.pk,
    )
    opened = open_case(opening=opening, actor=actor_of(account, now=now), key="o", form={}, now=now)
    act_on(opened, bureau, now, "review", "bureau-expert")
    mother, child = subjects(opened)[0].pk, subjects(opened)[CHILD].pk

    def minors(meant: Iterable[int]) -> list[int]:
        return [child] if mother in set(meant) else []

    monkeypatch.setattr(registrations, "_groups", {"minors-of": minors})
    return opened


def subjects(case: Case) -> list[Subject]:
    return list(Subject.objects.filter(case=case).order_by("pk"))


def act_on(
    case: Case, bureau: Bureau, now: datetime, step: str, role: str, *, who: Subject | None = None
) -> None:
    found = Item.objects.filter(case=case, state="open", step=step)
    (item,) = found.filter(subject=who) if who else found
    result = act(
        chosen=[Selected(item.pk, item.ver)],
        step=step,
        word="then",
        actor=bureau.actor(role, now=now),
        key=f"{item.pk}",
        now=now,
    )
    assert result.moved == 1


def person(subject: Subject, now: datetime) -> Actor:
    return actor_of(public_account(f"own-{subject.pk}"), now=now, persons=(subject.party_id,))


def withdraws(case: Case, subject: Subject, actor: Actor, now: datetime) -> ActResult:
    return say(
        case_id=case.pk,
        message="withdrawn",
        subjects=[subject.pk],
        actor=actor,
        key=f"w{subject.pk}",
        now=now,
    )


def where(case: Case) -> dict[int, str]:
    rows = Item.objects.filter(case=case, state="open").values_list("subject", "step")
    return {subject or 0: step for subject, step in rows}


def test_one_withdraws_alone_and_everybody_else_stands_where_they_stood(case: Case, now: datetime) -> None:
    first, second, third, child = subjects(case)
    withdraws(case, second, person(second, now), now)
    assert where(case) == {one.pk: "people/hear" for one in (first, third, child)}
    second.refresh_from_db()
    assert (second.state, second.end) == ("ended", "withdrawn")
    assert broken_invariants() == []


def test_nobody_withdraws_for_another_and_the_applicant_for_nobody(case: Case, now: datetime) -> None:
    first, second, *_ = subjects(case)
    with pytest.raises(NotAllowed):
        withdraws(case, second, person(first, now), now)
    with pytest.raises(NotAllowed):
        withdraws(case, second, actor_of(case.applicant, now=now), now)  # type: ignore[arg-type]  # it has one
    assert len(where(case)) == 4


def test_an_officer_takes_it_in_person_at_the_counter(case: Case, bureau: Bureau, now: datetime) -> None:
    second = subjects(case)[1]
    withdraws(case, second, bureau.actor("bureau-officer", now=now), now)
    assert second.pk not in where(case)


def test_a_mother_who_withdraws_sends_her_child_back_to_a_human_and_does_not_withdraw_it(
    case: Case, now: datetime
) -> None:
    first, second, third, child = subjects(case)
    result = withdraws(case, first, person(first, now), now)
    assert result.moved == 2
    assert where(case) == {
        second.pk: "people/hear", third.pk: "people/hear", child.pk: "people/child",
    }  # fmt: skip
    child.refresh_from_db()
    assert child.state == "open"
    said = Event.objects.filter(stream=case.stream, kind="said").order_by("seq")
    assert [one.about for one in said] == [f"leaver {first.pk}", f"leaver {child.pk}"]
    assert broken_invariants() == []


def test_a_child_that_has_gone_too_far_is_not_moved_and_whoever_decides_next_can_see_it(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    first, second, third, child = subjects(case)
    act_on(case, bureau, now, "people/hear", "bureau-clerk", who=child)
    result = withdraws(case, first, person(first, now), now)
    assert result.moved == 1
    assert where(case) == {
        second.pk: "people/hear", third.pk: "people/hear", child.pk: "people/approve",
    }  # fmt: skip
    late = Event.objects.get(stream=case.stream, kind="said-too-late")
    assert late.about == f"leaver {child.pk}"
    assert broken_invariants() == []


def test_past_the_declared_point_and_outside_the_block_it_is_too_late(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    first, second, *_ = subjects(case)
    act_on(case, bureau, now, "people/hear", "bureau-clerk", who=second)
    with pytest.raises(Conflict, match="too-late"):
        withdraws(case, second, person(second, now), now)
    for one in subjects(case):
        if one.pk != second.pk:
            act_on(case, bureau, now, "people/hear", "bureau-clerk", who=one)
    for one in subjects(case):
        act_on(case, bureau, now, "people/approve", "bureau-officer", who=one)
    with pytest.raises(Conflict, match="too-late"):
        withdraws(case, first, person(first, now), now)
    assert where(case) == {0: "hand"}


def test_whoever_has_left_already_cannot_be_named_again(case: Case, now: datetime) -> None:
    second = subjects(case)[1]
    actor = person(second, now)
    withdraws(case, second, actor, now)
    with pytest.raises(InvalidInput, match="subject-not-open"):
        say(case_id=case.pk, message="withdrawn", subjects=[second.pk], actor=actor, key="again", now=now)


def test_when_only_the_withdrawn_are_left_out_the_rest_go_on_together(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    first, second, third, child = subjects(case)
    for one in (first, third, child):
        act_on(case, bureau, now, "people/hear", "bureau-clerk", who=one)
        act_on(case, bureau, now, "people/approve", "bureau-officer", who=one)
    assert where(case) == {second.pk: "people/hear"}
    withdraws(case, second, person(second, now), now)
    assert where(case) == {0: "hand"}
    assert broken_invariants() == []
