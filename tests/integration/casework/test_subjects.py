"""Each person goes on alone, and what must wait for the others waits (S5, S26)."""

from datetime import datetime, timedelta

import pytest

from factories.bureau import Bureau, actor_of, applicant_of, people, public_account
from factories.definitions import publish
from integration.casework.processes import EACH
from panah.casework import registrations
from panah.casework.models import Case, Item, OutboxMessage, Subject
from panah.casework.operations import (
    NewSubject,
    Opening,
    act,
    act_as_system,
    deliver_outbox,
    open_case,
    say,
    sweep,
)
from panah.casework.queries import broken_invariants
from panah.casework.rules import Selected
from panah.foundation.errors import InvalidInput

pytestmark = pytest.mark.django_db
REASON = {"reason_code": "no-go", "reason_text": "مقصد"}


@pytest.fixture
def case(bureau: Bureau, now: datetime) -> Case:
    """Four travellers; the two with an odd number must be looked at."""
    publish(EACH)
    account = public_account("ap")
    opening = Opening(
        slug="each",
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject("traveller", party) for party in people(4)],
        applicant_id=account.pk,
    )
    return open_case(opening=opening, actor=actor_of(account, now=now), key="o", form={}, now=now)


def open_items(case: Case) -> dict[str, list[Selected]]:
    found: dict[str, list[Selected]] = {}
    for item in Item.objects.filter(case=case, state="open").order_by("pk"):
        found.setdefault(item.step, []).append(Selected(item.pk, item.ver))
    return found


def look(case: Case, bureau: Bureau, now: datetime, word: str, form: dict[str, str] | None = None) -> None:
    items = open_items(case)["people/look"]
    expert = bureau.actor("bureau-expert", now=now)
    result = act(
        chosen=items[:1],
        step="people/look",
        word=word,
        actor=expert,
        key=f"{items}{word}",
        form=form or {},
        now=now,
    )
    assert result.moved == 1


def pass_the_block(case: Case, bureau: Bureau, now: datetime) -> None:
    look(case, bureau, now, "approved")
    look(case, bureau, now, "approved")


def test_only_those_who_must_be_looked_at_wait_for_an_officer(case: Case) -> None:
    assert {step: len(items) for step, items in open_items(case).items()} == {"people/look": 2}
    assert Subject.objects.filter(case=case, waiting_at="people").count() == 2
    assert broken_invariants() == []


def test_the_block_joins_when_the_last_of_them_is_done(case: Case, bureau: Bureau, now: datetime) -> None:
    look(case, bureau, now, "approved")
    assert list(open_items(case)) == ["people/look"]
    look(case, bureau, now, "approved")
    assert list(open_items(case)) == ["pay"]
    assert not Subject.objects.filter(case=case).exclude(waiting_at="").exists()
    assert broken_invariants() == []


def test_whoever_is_left_out_holds_nobody(case: Case, bureau: Bureau, now: datetime) -> None:
    look(case, bureau, now, "approved")
    look(case, bureau, now, "left-out")
    assert list(open_items(case)) == ["pay"]
    assert sorted(Subject.objects.filter(case=case).values_list("end", flat=True)) == ["", "", "", "left-out"]
    assert broken_invariants() == []


def test_a_refusal_of_one_is_nobody_elses(case: Case, bureau: Bureau, now: datetime) -> None:
    look(case, bureau, now, "refused", REASON)
    look(case, bureau, now, "approved")
    assert list(open_items(case)) == ["pay"]
    assert Subject.objects.filter(case=case, state="open").count() == 3


def test_one_traveller_withdraws_alone_and_the_rest_go_at_once(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    look(case, bureau, now, "approved")
    slow = Item.objects.get(case=case, state="open").subject
    assert slow is not None
    person = actor_of(public_account("slow"), now=now, persons=(slow.party_id,))
    say(case_id=case.pk, message="withdrawn", subjects=[slow.pk], actor=person, key="w", now=now)
    assert list(open_items(case)) == ["pay"]
    assert broken_invariants() == []


def test_when_everybody_has_left_the_case_closes(case: Case, bureau: Bureau, now: datetime) -> None:
    applicant = applicant_of(case, now)
    everyone = list(Subject.objects.filter(case=case).values_list("pk", flat=True))
    say(case_id=case.pk, message="withdrawn", subjects=everyone, actor=applicant, key="w", now=now)
    case.refresh_from_db()
    assert case.state == "closed"
    assert broken_invariants() == []


def test_a_subject_who_left_cannot_leave_again(case: Case, bureau: Bureau, now: datetime) -> None:
    applicant = applicant_of(case, now)
    one = Subject.objects.filter(case=case)[0].pk
    say(case_id=case.pk, message="withdrawn", subjects=[one], actor=applicant, key="w", now=now)
    with pytest.raises(InvalidInput, match="subject-not-open"):
        say(case_id=case.pk, message="withdrawn", subjects=[one], actor=applicant, key="again", now=now)


def test_where_nothing_is_due_payment_is_passed_at_once(
    case: Case, bureau: Bureau, now: datetime, given: dict[str, list[int]]
) -> None:
    given["free"].append(case.pk)
    pass_the_block(case, bureau, now)
    assert list(open_items(case)) == ["issue"]


def test_no_officer_can_say_that_a_charge_is_paid(case: Case, bureau: Bureau, now: datetime) -> None:
    pass_the_block(case, bureau, now)
    everything = bureau.actor("bureau-expert", "bureau-officer", "bureau-director", now=now)
    with pytest.raises(InvalidInput, match="word-unknown"):
        act(chosen=open_items(case)["pay"], step="pay", word="then", actor=everything, key="p", now=now)


def pay(case: Case, now: datetime) -> None:
    act_as_system(chosen=open_items(case)["pay"], step="pay", word="then", key="paid", now=now)


def test_an_effect_is_done_once_and_its_job_holds_the_case_until_it_is_done(
    case: Case, bureau: Bureau, now: datetime, given: dict[str, list[int]]
) -> None:
    pass_the_block(case, bureau, now)
    pay(case, now)
    assert given["mark"] == [case.pk]
    assert list(open_items(case)) == ["issue"]
    assert OutboxMessage.objects.get().state == "pending"
    assert deliver_outbox(now=now) == 1
    assert list(open_items(case)) == ["hand"]
    assert deliver_outbox(now=now) == 0
    assert given["issue"] == [case.pk]
    assert broken_invariants() == []


def test_a_job_that_fails_is_tried_again_later_and_nothing_is_lost(
    case: Case, bureau: Bureau, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ConnectionError("printer")

    pass_the_block(case, bureau, now)
    pay(case, now)
    working = registrations.job("issue")
    registrations.register_job("issue", fails)
    assert deliver_outbox(now=now) == 0
    message = OutboxMessage.objects.get()
    assert (message.state, message.attempts, message.error) == ("pending", 1, "ConnectionError: printer")
    assert deliver_outbox(now=now + timedelta(seconds=1)) == 0
    registrations.register_job("issue", working)
    assert deliver_outbox(now=now + timedelta(minutes=1)) == 1
    assert list(open_items(case)) == ["hand"]


def test_a_job_that_never_works_ends_on_an_operators_desk(case: Case, bureau: Bureau, now: datetime) -> None:
    def fails(*_: object) -> None:
        raise ConnectionError

    pass_the_block(case, bureau, now)
    pay(case, now)
    registrations.register_job("issue", fails)
    for hour in range(12):
        deliver_outbox(now=now + timedelta(hours=hour))
    assert OutboxMessage.objects.get().state == "failed"
    assert list(open_items(case)) == ["issue"]
    assert broken_invariants() == []


def test_an_unpaid_charge_goes_to_a_human_who_may_exempt_it_and_never_ends_the_case(
    case: Case, bureau: Bureau, now: datetime
) -> None:
    pass_the_block(case, bureau, now)
    assert sweep(now=now + timedelta(days=30)) == 1
    items = open_items(case)["help"]
    expert = bureau.actor("bureau-expert", now=now)
    act(chosen=items, step="help", word="exempt", actor=expert, key="e", now=now)
    assert list(open_items(case)) == ["issue"]
