"""What officers and applicants may rely on when something is decided."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau, actor_of, applicant_of, people, public_account
from factories.definitions import publish
from integration.casework.processes import SHORT
from panah.audit.models import Event
from panah.casework.models import Case, Item, Subject
from panah.casework.operations import NewSubject, Opening, act, claim, open_case, say, sweep
from panah.casework.operations.acting import NothingMovedWhole
from panah.casework.queries import broken_invariants
from panah.casework.rules import Selected
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound, Stale

pytestmark = pytest.mark.django_db
REASON = {"reason_code": "photo", "reason_text": "عکس روشن نیست"}


@pytest.fixture
def case(bureau: Bureau, now: datetime) -> Case:
    publish(SHORT)
    return a_case(bureau, now, "ap1")


def a_case(bureau: Bureau, now: datetime, name: str, *, slug: str = "short", count: int = 1) -> Case:
    account = public_account(name)
    opening = Opening(
        slug=slug,
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject("traveller", party) for party in people(count)],
        applicant_id=account.pk,
    )
    actor = actor_of(account, now=now)
    return open_case(opening=opening, actor=actor, key="open", form={"why": "دیدار"}, now=now)


def chosen(*cases: Case) -> list[Selected]:
    items = Item.objects.filter(case__in=cases, state="open").order_by("pk")
    return [Selected(item.pk, item.ver) for item in items]


def step_of(case: Case) -> str:
    return Item.objects.get(case=case, state="open").step


def test_a_new_case_has_a_number_of_its_office_and_year_and_waits_at_its_first_step(case: Case) -> None:
    assert case.number == "301/05/1"
    assert step_of(case) == "look"
    assert broken_invariants() == []


def test_numbers_of_an_office_follow_one_another(case: Case, bureau: Bureau, now: datetime) -> None:
    assert a_case(bureau, now, "ap2").number == "301/05/2"


def test_the_same_application_sent_twice_is_one_case(case: Case, bureau: Bureau, now: datetime) -> None:
    account = public_account("twice")
    opening = Opening(
        slug="short",
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject("traveller", people(1)[0])],
        applicant_id=account.pk,
    )
    actor = actor_of(account, now=now)
    first = open_case(opening=opening, actor=actor, key="k", form={"why": "الف"}, now=now)
    again = open_case(opening=opening, actor=actor, key="k", form={"why": "الف"}, now=now)
    assert first.pk == again.pk
    with pytest.raises(InvalidInput, match="key-used"):
        open_case(opening=opening, actor=actor, key="k", form={"why": "ب"}, now=now)


def test_the_word_of_an_officer_moves_the_case_on(case: Case, bureau: Bureau, now: datetime) -> None:
    expert = bureau.actor("bureau-expert", now=now)
    result = act(chosen=chosen(case), step="look", word="approved", actor=expert, key="1", now=now)
    assert (result.selected, result.moved, result.skipped) == (1, 1, ())
    assert step_of(case) == "second"
    event = Event.objects.get(stream=case.stream, kind="acted")
    assert (event.step, event.word, event.role, event.actor_id) == (
        "look",
        "approved",
        "bureau-expert",
        expert.account_id,
    )
    assert broken_invariants() == []


def test_a_case_runs_to_its_end_and_closes(case: Case, bureau: Bureau, now: datetime) -> None:
    for role, step, word in [
        ("bureau-expert", "look", "approved"),
        ("bureau-officer", "second", "approved"),
        ("service-clerk", "hand", "then"),
    ]:
        actor = bureau.actor(role, now=now)
        act(chosen=chosen(case), step=step, word=word, actor=actor, key=step, now=now)
    case.refresh_from_db()
    assert (case.state, case.closed_at) == ("closed", now)
    assert Subject.objects.get(case=case).end == "given"
    assert broken_invariants() == []


def test_the_same_click_twice_moves_once_and_answers_the_same(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    expert, items = bureau.actor("bureau-expert", now=now), chosen(case)
    first = act(chosen=items, step="look", word="approved", actor=expert, key="1", now=now)
    assert act(chosen=items, step="look", word="approved", actor=expert, key="1", now=now) == first
    assert Event.objects.filter(stream=case.stream, kind="acted").count() == 1


def test_a_key_used_for_another_request_is_refused(case: Case, bureau: Bureau, now: datetime) -> None:
    expert, items = bureau.actor("bureau-expert", now=now), chosen(case)
    act(chosen=items, step="look", word="approved", actor=expert, key="1", now=now)
    with pytest.raises(InvalidInput, match="key-used"):
        act(chosen=items, step="look", word="refused", actor=expert, key="1", form=REASON, now=now)


def test_of_two_officers_on_one_item_the_second_is_told_and_nothing_is_overwritten(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    items = chosen(case)
    first, second = (bureau.actor("bureau-expert", now=now, name=name) for name in "ab")
    act(chosen=items, step="look", word="approved", actor=first, key="1", now=now)
    result = act(chosen=items, step="look", word="refused", actor=second, key="1", form=REASON, now=now)
    assert (result.moved, [one.reason for one in result.skipped]) == (0, ["moved-on"])
    assert step_of(case) == "second"


def test_a_page_of_yesterday_overwrites_nothing(case: Case, bureau: Bureau, now: datetime) -> None:
    items = chosen(case)
    claim(chosen=items[0], actor=bureau.actor("bureau-expert", now=now), now=now)
    expert = bureau.actor("bureau-expert", now=now)
    result = act(chosen=items, step="look", word="approved", actor=expert, key="1", now=now)
    assert [one.reason for one in result.skipped] == ["changed"]


def test_a_refusal_without_a_reason_is_not_taken(case: Case, bureau: Bureau, now: datetime) -> None:
    expert = bureau.actor("bureau-expert", now=now)
    for form in ({}, {"reason_code": "photo"}, {"reason_code": "photo", "reason_text": "  "}):
        for word in ("refused", "returned"):
            with pytest.raises(InvalidInput, match="reason-needed"):
                act(chosen=chosen(case), step="look", word=word, actor=expert, key="1", form=form, now=now)
    assert step_of(case) == "look"


def test_an_adverse_word_is_never_said_over_several_files(case: Case, bureau: Bureau, now: datetime) -> None:
    other, expert = a_case(bureau, now, "ap2"), bureau.actor("bureau-expert", now=now)
    for word in ("refused", "returned"):
        with pytest.raises(NotAllowed, match="one-by-one"):
            act(
                chosen=chosen(case, other),
                step="look",
                word=word,
                actor=expert,
                key=word,
                form=REASON,
                now=now,
            )


def test_a_return_opens_a_new_item_for_the_applicant_and_counts_the_rounds(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    expert = bureau.actor("bureau-expert", now=now)
    act(chosen=chosen(case), step="look", word="returned", actor=expert, key="1", form=REASON, now=now)
    assert step_of(case) == "amend"
    applicant = applicant_of(case, now)
    act(
        chosen=chosen(case),
        step="amend",
        word="then",
        actor=applicant,
        key="2",
        form={"photo": "new"},
        now=now,
    )
    assert Item.objects.get(case=case, state="open").round == 2
    assert broken_invariants() == []


def test_nobody_acts_without_the_role_or_in_another_office(case: Case, bureau: Bureau, now: datetime) -> None:
    strangers = [
        bureau.actor("bureau-officer", now=now),
        bureau.actor("bureau-expert", now=now, office=bureau.elsewhere),
        bureau.actor("service-clerk", now=now, office=bureau.other_counter),
        actor_of(public_account("stranger"), now=now),
        applicant_of(case, now),
    ]
    for stranger in strangers:
        result = act(chosen=chosen(case), step="look", word="approved", actor=stranger, key="1", now=now)
        assert (result.moved, result.skipped[0].reason) == (0, "not-yours")


def test_the_second_officer_is_another_than_the_first(case: Case, bureau: Bureau, now: datetime) -> None:
    both = bureau.actor("bureau-expert", "bureau-officer", now=now)
    act(chosen=chosen(case), step="look", word="approved", actor=both, key="1", now=now)
    assert act(chosen=chosen(case), step="second", word="approved", actor=both, key="2", now=now).moved == 0
    other = bureau.actor("bureau-officer", now=now)
    assert act(chosen=chosen(case), step="second", word="approved", actor=other, key="3", now=now).moved == 1


def test_nobody_decides_their_own_matter(case: Case, bureau: Bureau, now: datetime) -> None:
    account = bureau.hire("bureau-expert", name="own")
    party = Subject.objects.get(case=case).party_id
    bound = actor_of(account, now=now, persons=(party,))
    assert act(chosen=chosen(case), step="look", word="approved", actor=bound, key="1", now=now).moved == 0
    Case.objects.filter(pk=case.pk).update(applicant=account)
    free = actor_of(account, now=now)
    assert act(chosen=chosen(case), step="look", word="approved", actor=free, key="2", now=now).moved == 0


def test_the_clerk_who_applied_for_somebody_does_not_decide_it(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    account = bureau.hire("bureau-expert", name="helper")
    Case.objects.filter(pk=case.pk).update(helper=account)
    helper = actor_of(account, now=now)
    assert act(chosen=chosen(case), step="look", word="approved", actor=helper, key="1", now=now).moved == 0


def test_an_item_that_somebody_took_is_theirs(case: Case, bureau: Bureau, now: datetime) -> None:
    mine, other = (bureau.actor("bureau-expert", now=now, name=name) for name in "ab")
    claim(chosen=chosen(case)[0], actor=mine, now=now)
    result = act(chosen=chosen(case), step="look", word="approved", actor=other, key="1", now=now)
    assert [one.reason for one in result.skipped] == ["assigned"]
    with pytest.raises(Stale):
        claim(chosen=chosen(case)[0], actor=other, now=now)
    assert act(chosen=chosen(case), step="look", word="approved", actor=mine, key="1", now=now).moved == 1


def test_an_item_of_another_office_cannot_be_told_from_one_that_does_not_exist(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    stranger = bureau.actor("bureau-expert", now=now, office=bureau.elsewhere)
    answers = []
    for item in (chosen(case)[0], Selected(999_999, 1)):
        with pytest.raises(NotFound) as caught:
            claim(chosen=item, actor=stranger, now=now)
        answers.append(str(caught.value))
    assert answers[0] == answers[1]


def test_in_bulk_what_can_move_moves_and_the_rest_is_named(case: Case, bureau: Bureau, now: datetime) -> None:
    cases = [case, *(a_case(bureau, now, f"b{n}") for n in range(6))]
    items = chosen(*cases)
    expert = bureau.actor("bureau-expert", now=now)
    act(chosen=items[:2], step="look", word="approved", actor=expert, key="1", now=now)
    result = act(
        chosen=[*items, Selected(10**9, 1)], step="look", word="approved", actor=expert, key="2", now=now
    )
    assert (result.selected, result.moved, len(result.skipped)) == (8, 5, 3)
    assert result.moved + len(result.skipped) == result.selected
    assert {one.reason for one in result.skipped} == {"moved-on", "not-found"}
    assert broken_invariants() == []


def test_all_or_nothing_moves_nothing_when_one_is_skipped(case: Case, bureau: Bureau, now: datetime) -> None:
    other, expert = a_case(bureau, now, "ap2"), bureau.actor("bureau-expert", now=now)
    items = chosen(case, other)
    claim(chosen=items[0], actor=bureau.actor("bureau-expert", now=now, name="b"), now=now)
    with pytest.raises(NothingMovedWhole):
        act(chosen=items, step="look", word="approved", actor=expert, key="1", now=now, all_or_nothing=True)
    assert {step_of(case), step_of(other)} == {"look"}


def test_an_unknown_word_or_step_is_refused(case: Case, bureau: Bureau, now: datetime) -> None:
    expert = bureau.actor("bureau-expert", now=now)
    for step, word in [("look", "handed"), ("nowhere", "approved"), ("hand", "late")]:
        with pytest.raises(InvalidInput, match="word-unknown"):
            act(chosen=chosen(case), step=step, word=word, actor=expert, key=word, now=now)


def test_the_statements_of_an_act_do_not_grow_with_the_cases(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    expert, counts = bureau.actor("bureau-expert", now=now), []
    for n, size in enumerate((1, 25)):
        cases = [a_case(bureau, now, f"s{n}-{k}") for k in range(size)]
        with CaptureQueriesContext(connection) as captured:
            act(chosen=chosen(*cases), step="look", word="approved", actor=expert, key=f"{n}", now=now)
        counts.append(len(captured))
    assert counts[0] >= counts[1]


def test_due_dates_follow_the_working_days_of_the_office(case: Case) -> None:
    item = Item.objects.get(case=case, state="open")
    assert item.due_at == datetime.fromisoformat("2026-11-24T10:30:00+00:00")


def test_a_promise_that_runs_out_moves_only_where_the_definition_says_so(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    much_later = now + timedelta(days=60)
    assert sweep(now=much_later) == 0
    assert step_of(case) == "look"
    act(
        chosen=chosen(case),
        step="look",
        word="approved",
        actor=bureau.actor("bureau-expert", now=now),
        key="1",
        now=now,
    )
    act(
        chosen=chosen(case),
        step="second",
        word="approved",
        actor=bureau.actor("bureau-officer", now=now),
        key="2",
        now=now,
    )
    assert sweep(now=now + timedelta(hours=1)) == 0
    assert sweep(now=much_later) == 1
    assert sweep(now=much_later) == 0
    assert step_of(case) == "look"
    assert broken_invariants() == []


def test_an_applicant_withdraws_until_the_declared_point(case: Case, bureau: Bureau, now: datetime) -> None:
    applicant = applicant_of(case, now)
    subjects = [Subject.objects.get(case=case).pk]
    with pytest.raises(NotAllowed):
        say(
            case_id=case.pk, message="withdrawn", subjects=subjects, key="0", now=now,
            actor=actor_of(public_account("other"), now=now),
        )  # fmt: skip
    say(case_id=case.pk, message="withdrawn", subjects=subjects, actor=applicant, key="1", now=now)
    case.refresh_from_db()
    assert (case.state, Subject.objects.get(case=case).end) == ("closed", "withdrawn")
    assert broken_invariants() == []


def test_after_the_declared_point_it_is_too_late_to_withdraw(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    act(
        chosen=chosen(case),
        step="look",
        word="approved",
        actor=bureau.actor("bureau-expert", now=now),
        key="1",
        now=now,
    )
    act(
        chosen=chosen(case),
        step="second",
        word="approved",
        actor=bureau.actor("bureau-officer", now=now),
        key="2",
        now=now,
    )
    applicant = applicant_of(case, now)
    with pytest.raises(Conflict, match="too-late"):
        say(
            case_id=case.pk, message="withdrawn", subjects=[Subject.objects.get(case=case).pk], actor=applicant,
            key="1", now=now,
        )  # fmt: skip


def test_two_versions_run_side_by_side_and_a_case_ends_under_its_own(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    publish(
        SHORT.replace('approved = "second", returned', 'approved = "hand", complete = "second", returned'),
        n=2,
    )
    newer, expert = a_case(bureau, now, "newer"), bureau.actor("bureau-expert", now=now)
    result = act(chosen=chosen(case, newer), step="look", word="approved", actor=expert, key="1", now=now)
    assert result.moved == 2
    assert (step_of(case), step_of(newer)) == ("second", "hand")
    assert broken_invariants() == []
