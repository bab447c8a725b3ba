"""Time passes, a condition comes to hold, a message arrives, another case ends: and only then somebody goes on."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau, actor_of, people, public_account
from factories.definitions import publish
from integration.casework.processes import SECOND_OPINION, WAITS
from panah.audit.models import Event
from panah.casework import registrations
from panah.casework.engine.authority import Actor, outside
from panah.casework.models import BatchItem, Case, Item, Subject
from panah.casework.operations import (
    NewSubject,
    Opening,
    act,
    act_as_system,
    calling,
    deliver_outbox,
    open_case,
    receive,
    sweep,
)
from panah.casework.queries import broken_invariants
from panah.casework.registrations import Call
from panah.casework.rules import Selected
from panah.foundation.errors import InvalidInput, NotAllowed

pytestmark = pytest.mark.django_db
BORDER = outside("border-police")
NOBODY = Actor(sender="anybody")


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Publish the process; the condition holds for the parties of this set; questions are put to nobody."""
    odd: set[int] = set()

    def holds(call: Call, _: str) -> QuerySet[BatchItem]:
        return call.travellers.filter(subject_id__in=Subject.objects.filter(party__in=odd).values("pk"))

    monkeypatch.setattr(registrations, "_conditions", {"odd": holds})
    monkeypatch.setattr(registrations, "_asking", [lambda _: None])
    registrations.register_job(calling.CALL, calling.open_called)
    registrations.register_job(calling.CALLED_ENDED, calling.go_on_after)
    publish(WAITS)
    publish(SECOND_OPINION)
    return odd


def opened(bureau: Bureau, now: datetime, *, name: str = "ap", number: int = 2) -> Case:
    account = public_account(name)
    opening = Opening(
        slug="waits",
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject("leaver", party) for party in people(number)],
        applicant_id=account.pk,
    )
    return open_case(opening=opening, actor=actor_of(account, now=now), key="o", form={}, now=now)


def standing(case: Case) -> list[str]:
    return list(Item.objects.filter(case=case, state="open").order_by("pk").values_list("step", flat=True))


def at(case: Case, step: str, place: int = 0) -> Item:
    return Item.objects.filter(case=case, state="open", step=step).order_by("pk")[place]


def say(case: Case, step: str, word: str, actor: Actor, now: datetime) -> None:
    item = at(case, step)
    form = {"reason_code": "photo", "reason_text": "عکس"} if word == "returned" else {}
    result = act(
        chosen=[Selected(item.pk, item.ver)],
        step=step,
        word=word,
        actor=actor,
        key=f"{item.pk}",
        form=form,
        now=now,
    )
    assert result.moved == 1


def in_the_block(bureau: Bureau, now: datetime, **how: int) -> Case:
    case = opened(bureau, now, **how)  # type: ignore[arg-type]  # a name or a number
    assert sweep(now=now + timedelta(hours=2)) == 1
    return case


def test_nobody_goes_on_before_the_time_has_passed_whoever_says_so(bureau: Bureau, now: datetime) -> None:
    case = opened(bureau, now)
    item = at(case, "pause")
    early, chosen = now + timedelta(minutes=119), [Selected(item.pk, item.ver)]
    assert sweep(now=early) == 0
    assert act_as_system(chosen=chosen, step="pause", word="then", key="early", now=early).moved == 0
    for actor in (bureau.actor("bureau-officer", now=now), bureau.actor("bureau-expert", now=now)):
        with pytest.raises(InvalidInput, match="word-unknown"):
            act(chosen=chosen, step="pause", word="then", actor=actor, key="by hand", now=early)
    assert standing(case) == ["pause"]
    assert sweep(now=now + timedelta(hours=2)) == 1
    assert standing(case) == ["people/hear", "people/hear"]
    assert broken_invariants() == []


def test_a_sweep_asks_the_database_the_same_number_of_times_for_one_and_for_many(
    bureau: Bureau, now: datetime
) -> None:
    def queries(count: int, name: str) -> int:
        for number in range(count):
            opened(bureau, now, name=f"{name}-{number}")
        with CaptureQueriesContext(connection) as captured:
            assert sweep(now=now + timedelta(hours=2)) == count
        return len(captured)

    queries(1, "warm")
    assert queries(1, "one") == queries(9, "many")


def test_a_moment_that_is_past_already_lets_go_at_once(
    bureau: Bureau, now: datetime, waits: set[int]
) -> None:
    case = in_the_block(bureau, now, number=1)
    waits.update(case.subjects.values_list("party_id", flat=True))
    expert = bureau.actor("bureau-expert", now=now)
    say(case, "people/hear", "again", expert, now)
    assert standing(case) == ["people/journey"]
    late = now + timedelta(days=400)
    assert sweep(now=late) == 1
    assert standing(case) == ["ask"]


def test_a_person_waits_after_the_moment_of_their_own_step_and_not_of_another(
    bureau: Bureau, now: datetime, waits: set[int]
) -> None:
    case = in_the_block(bureau, now)
    waits.update(case.subjects.values_list("party_id", flat=True))
    expert = bureau.actor("bureau-expert", now=now)
    say(case, "people/hear", "again", expert, now)
    say(case, "people/hear", "again", expert, now + timedelta(days=30))
    first, second = (at(case, "people/journey", place).due_at for place in (0, 1))
    assert first is not None
    assert second is not None
    assert second - first == timedelta(days=30)


def test_a_condition_is_asked_again_after_what_somebody_else_did(
    bureau: Bureau, now: datetime, waits: set[int]
) -> None:
    case = in_the_block(bureau, now)
    expert = bureau.actor("bureau-expert", now=now)
    say(case, "people/hear", "again", expert, now)
    assert standing(case) == ["people/hear", "people/together"]
    waits.update(case.subjects.values_list("party_id", flat=True))
    say(case, "people/hear", "free", expert, now)
    assert sorted(standing(case)) == ["people/journey", "people/think"]
    assert Event.objects.filter(stream=case.stream, kind="passed", step="people/together").count() == 1
    assert broken_invariants() == []


def test_a_message_moves_only_who_waits_for_it_and_counts_once(bureau: Bureau, now: datetime) -> None:
    case = in_the_block(bureau, now)
    expert = bureau.actor("bureau-expert", now=now)
    say(case, "people/hear", "free", expert, now)
    stays = at(case, "people/think").subject
    assert stays is not None
    clerk = bureau.actor("bureau-clerk", now=now)
    told = {"case_id": case.pk, "message": "stays", "subjects": [stays.pk], "key": "m-1", "now": now}
    assert receive(actor=clerk, **told).moved == 1  # type: ignore[arg-type]  # one dict for both
    assert receive(actor=clerk, **told).moved == 1  # type: ignore[arg-type]  # the same answer again
    assert standing(case) == ["people/hear"]
    stays.refresh_from_db()
    assert stays.end == "stays"
    assert broken_invariants() == []


def test_a_message_nobody_waits_for_is_written_down_and_moves_nobody_later(
    bureau: Bureau, now: datetime, waits: set[int]
) -> None:
    case = in_the_block(bureau, now, number=1)
    subject = case.subjects.get()
    early = receive(
        case_id=case.pk,
        message="left",
        subjects=[subject.pk],
        actor=BORDER,
        key="7",
        form={"post": "B1"},
        now=now,
    )
    assert (early.selected, early.moved) == (0, 0)
    assert Event.objects.filter(stream=case.stream, kind="received", word="left").count() == 1
    waits.add(subject.party_id)
    say(case, "people/hear", "again", bureau.actor("bureau-expert", now=now), now)
    assert standing(case) == ["people/journey"]
    assert broken_invariants() == []


def test_a_message_is_refused_from_whoever_is_not_its_messenger(bureau: Bureau, now: datetime) -> None:
    case = in_the_block(bureau, now, number=1)
    subject = case.subjects.get()
    say(case, "people/hear", "free", bureau.actor("bureau-expert", now=now), now)
    for actor in (bureau.actor("bureau-officer", now=now), actor_of(public_account("head"), now=now)):
        with pytest.raises(NotAllowed):
            receive(
                case_id=case.pk,
                message="stays",
                subjects=[subject.pk],
                actor=actor,
                key=actor.sender,
                now=now,
            )
    with pytest.raises(InvalidInput, match="message-unknown"):
        receive(case_id=case.pk, message="free", subjects=[], actor=BORDER, key="x", now=now)
    own = actor_of(public_account("own"), now=now, persons=(subject.party_id,))
    assert receive(case_id=case.pk, message="stays", subjects=[subject.pk], actor=own, key="o", now=now).moved


def test_nobody_known_is_never_taken_for_the_system(bureau: Bureau, now: datetime) -> None:
    case = in_the_block(bureau, now, number=1)
    say(case, "people/hear", "free", bureau.actor("bureau-expert", now=now), now)
    item, later = at(case, "people/think"), now + timedelta(days=9)
    chosen, subject = [Selected(item.pk, item.ver)], case.subjects.get()
    with pytest.raises(InvalidInput, match="word-unknown"):
        act(chosen=chosen, step=item.step, word="then", actor=NOBODY, key="1", now=later)
    assert act(chosen=chosen, step=item.step, word="stays", actor=NOBODY, key="2", now=later).moved == 0
    for message in ("stays", "left"):
        with pytest.raises(NotAllowed):
            receive(
                case_id=case.pk, message=message, subjects=[subject.pk], actor=NOBODY, key=message, now=later
            )
    opening = Opening(
        slug="waits",
        start="request",
        office_id=bureau.counter.pk,
        subjects=[NewSubject("leaver", subject.party_id)],
    )
    with pytest.raises(NotAllowed):
        open_case(opening=opening, actor=NOBODY, key="3", form={}, now=now)
    assert standing(case) == ["people/think"]


def test_a_person_writes_nothing_down_in_the_name_of_another(bureau: Bureau, now: datetime) -> None:
    case = in_the_block(bureau, now)
    one, other = case.subjects.order_by("pk")
    own = actor_of(public_account("own"), now=now, persons=(one.party_id,))
    for subjects in ([other.pk], [one.pk, other.pk], []):
        with pytest.raises(NotAllowed):
            receive(
                case_id=case.pk, message="stays", subjects=subjects, actor=own, key=f"{subjects}", now=now
            )
    assert not Event.objects.filter(stream=case.stream, kind="received").exists()


def test_many_cases_are_recalled_in_one_motion(bureau: Bureau, now: datetime) -> None:
    cases = [opened(bureau, now, name=f"r{number}") for number in range(4)]
    chosen = [Selected(at(case, "pause").pk, 1) for case in cases]
    officer = bureau.actor("bureau-officer", office=bureau.directorate, now=now)
    assert act(chosen=chosen, step="pause", word="recalled", actor=officer, key="back", now=now).moved == 4
    assert [standing(case) for case in cases] == [["look"]] * 4


def test_a_called_case_ends_and_its_caller_goes_on_by_that_end(
    bureau: Bureau, now: datetime, waits: set[int]
) -> None:
    caller = calls(bureau, now, waits)
    called = Case.objects.get(slug="second-opinion")
    assert (called.linked_to_id, called.link) == (caller.pk, "called")
    assert called.subjects.count() == 2
    say(called, "judge", "upheld", bureau.actor("bureau-clerk", now=now), now)
    assert standing(caller) == ["opinion"]
    deliver_outbox(now=now)
    caller.refresh_from_db()
    assert caller.state == "closed"
    assert broken_invariants() == []


def test_an_end_of_the_called_case_after_the_time_moves_nobody(
    bureau: Bureau, now: datetime, waits: set[int]
) -> None:
    caller = calls(bureau, now, waits)
    assert sweep(now=now + timedelta(days=60)) == 1
    assert standing(caller) == ["decide"]
    say(
        Case.objects.get(slug="second-opinion"), "judge", "upheld", bureau.actor("bureau-clerk", now=now), now
    )
    deliver_outbox(now=now + timedelta(days=60))
    assert standing(caller) == ["decide"]


def calls(bureau: Bureau, now: datetime, waits: set[int]) -> Case:
    """A case that waits for another one, which the worker has opened."""
    case = in_the_block(bureau, now)
    waits.update(case.subjects.values_list("party_id", flat=True))
    expert = bureau.actor("bureau-expert", now=now)
    for _ in range(2):
        say(case, "people/hear", "again", expert, now)
    for subject in case.subjects.all():
        receive(
            case_id=case.pk, message="left", subjects=[subject.pk], actor=BORDER, key=f"{subject}", now=now
        )
    assert standing(case) == ["ask"]
    item = at(case, "ask")
    act_as_system(chosen=[Selected(item.pk, item.ver)], step="ask", word="then", key="answered", now=now)
    say(case, "decide", "approved", bureau.actor("bureau-officer", now=now), now)
    assert standing(case) == ["opinion"]
    deliver_outbox(now=now)
    return case
