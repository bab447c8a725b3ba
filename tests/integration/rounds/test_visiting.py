"""A household at the counter: who can go on goes on in one motion, nobody waits, nothing is said twice."""

from datetime import datetime

import pytest

from factories.calling import Calling
from factories.visits import Visiting, announced, come_to_visit
from panah.appointments.models import Slot
from panah.biometrics.operations import confirm_excuse, note_excuse
from panah.biometrics.queries import Modality, Reason, Verdict
from panah.casework.models import Item
from panah.casework.queries import broken_invariants
from panah.foundation.errors import Conflict, InvalidInput, NotFound
from panah.payments.queries import bill_of
from panah.registry.values import Work
from panah.rounds.operations import Details, record_presence, say_changed, say_collector
from panah.rounds.queries.visiting import collector_for
from panah.rounds.rules.visiting import Left, Word

pytestmark = pytest.mark.django_db
ALL = range(5)


@pytest.fixture
def visiting(db: None, now: datetime) -> Visiting:
    return come_to_visit(announced(now))


def test_a_whole_household_goes_from_the_visit_to_its_bill_in_one_motion(visiting: Visiting) -> None:
    visiting.come(*ALL)
    visiting.capture(*ALL)
    sent = visiting.send(details=Details(works={visiting.members[0].pk: Work("بنّا", "4411")}))
    assert set(sent.said.values()) == {Word.READY}
    assert not sent.left
    assert {visiting.step(one) for one in ALL} == {"people/bill"}
    assert bill_of(visiting.case.pk).outstanding > 0
    assert visiting.seen().person(visiting.subject(0)).work == Work("بنّا", "4411")  # type: ignore[union-attr]  # it is there
    assert not broken_invariants()


def test_pressing_send_again_says_nothing_twice(visiting: Visiting) -> None:
    visiting.come(*ALL)
    visiting.capture(*ALL)
    visiting.send("once")
    total = bill_of(visiting.case.pk).total
    again = visiting.send("once")
    assert not again.said
    assert bill_of(visiting.case.pk).total == total
    assert Item.objects.filter(case=visiting.case, step="people/bill").count() == 5


def test_whoever_is_not_there_gets_a_time_of_their_own_and_nobody_waits(visiting: Visiting) -> None:
    calling = Calling(visiting.round)
    calling.open(days=3)
    visiting.come(0, 1, 2, 4)
    visiting.capture(0, 1, 2, 4)
    chosen = Slot.objects.filter(office=visiting.round.bureau.counter, minutes__gte=30).earliest("starts_at")
    sent = visiting.send(slot=chosen.pk)
    assert sent.said[visiting.subject(3)] == Word.ABSENT
    assert visiting.step(3) == "people/verify"
    assert {visiting.step(one) for one in (0, 1, 2, 4)} == {"people/bill"}
    levies = [line for line in bill_of(visiting.case.pk).lines if line.subject_id is None]
    assert visiting.send().said == {}
    visiting.later(days=2)
    visiting.come(3)
    visiting.capture(3)
    visiting.send()
    assert visiting.step(3) == "people/bill"
    assert [line for line in bill_of(visiting.case.pk).lines if line.subject_id is None] == levies


def test_whoever_is_absent_without_a_new_time_waits_for_a_call(visiting: Visiting) -> None:
    visiting.come(0)
    visiting.capture(0)
    sent = visiting.send()
    assert visiting.step(3) == "people/later"
    assert sent.left[visiting.subject(3)] == Left.ABSENT


def test_who_was_not_captured_yet_stays_and_is_named(visiting: Visiting) -> None:
    visiting.come(0, 1)
    asked = visiting.ask()
    assert asked == visiting.subject(0)
    visiting.read("father")
    visiting.photo(0)
    sent = visiting.send()
    assert sent.said[visiting.subject(0)] == Word.READY
    assert sent.left[visiting.subject(1)] == Left.UNFINISHED


def test_a_device_is_asked_for_one_person_at_a_time_in_their_order(visiting: Visiting) -> None:
    visiting.come(0, 1)
    assert visiting.ask() == visiting.subject(0)
    assert visiting.ask() == visiting.subject(0)
    visiting.read("father")
    assert visiting.ask() == visiting.subject(1)


def test_fingers_that_cannot_be_read_are_an_answer_with_a_second_person(visiting: Visiting) -> None:
    visiting.come(2)
    visiting.ask()
    visiting.photo(2)
    excuse = note_excuse(
        subject_id=visiting.subject(2),
        modality=Modality.FINGER,
        reason=Reason.INJURED,
        actor=visiting.clerk,
        now=visiting.round.now,
    )
    sent = visiting.send()
    assert sent.said[visiting.subject(2)] == Word.UNREADABLE
    assert sent.left[visiting.subject(2)] == Left.SECOND_PERSON
    officer = visiting.round.bureau.actor("bureau-officer", now=visiting.round.now)
    confirm_excuse(excuse_id=excuse.pk, actor=officer, now=visiting.round.now)
    visiting.say(2, "people/excuse", "approved", "bureau-officer")
    assert visiting.step(2) == "people/details"


def test_a_difference_is_a_question_to_the_expert(visiting: Visiting) -> None:
    visiting.come(0)
    visiting.ask()
    visiting.read("father")
    visiting.photo(0)
    visiting.send()
    assert visiting.step(0) == "people/bill"
    seen = visiting.seen().person(visiting.subject(0))
    assert seen is not None
    assert seen.session.verdict is Verdict.IDENTIFIED


def test_a_technical_fault_goes_to_operators_and_comes_back(visiting: Visiting) -> None:
    visiting.come(0)
    visiting.capture(0)
    sent = visiting.send(fault="کد کارگاه ثبت نمی‌شود")
    assert sent.left[visiting.subject(0)] == Left.TECHNICAL
    item = Item.objects.get(subject=visiting.subject(0), state="open")
    assert (item.step, item.queue) == ("people/technical", "operator")
    assert item.due_at is not None
    visiting.say(0, "people/technical", "fixed", "operator")
    assert visiting.send().said[visiting.subject(0)] == Word.READY


def test_a_changed_household_goes_to_the_bureau_and_back(visiting: Visiting) -> None:
    with pytest.raises(InvalidInput, match="changes-missing"):
        say_changed(
            case_id=visiting.case.pk, changes=" ", actor=visiting.clerk, key="c", now=visiting.round.now
        )
    say_changed(
        case_id=visiting.case.pk, changes="تولد نوزاد", actor=visiting.clerk, key="c", now=visiting.round.now
    )
    seen = visiting.seen()
    assert (seen.at_changes, seen.changes) == (True, "تولد نوزاد")


def test_what_one_adult_said_alone_is_read_only_where_her_card_is_handed_over(visiting: Visiting) -> None:
    say_collector(
        subject_id=visiting.subject(1), name="خواهرم، زهرا", actor=visiting.clerk, now=visiting.round.now
    )
    seen = visiting.seen().person(visiting.subject(1))
    assert seen is not None
    assert seen.is_asked
    assert seen.collector is None
    assert collector_for(visiting.subject(1)) is None
    Item.objects.filter(case=visiting.case, subject=None, state="open").update(step="elsewhere")
    Item.objects.filter(case=visiting.case, state="open").update(
        step="people/hand-over", subject=visiting.subject(1)
    )
    assert collector_for(visiting.subject(1)) == "خواهرم، زهرا"


def test_a_child_is_not_asked_who_collects(visiting: Visiting) -> None:
    with pytest.raises(InvalidInput, match="collector-of-a-child"):
        say_collector(subject_id=visiting.subject(4), name="", actor=visiting.clerk, now=visiting.round.now)


def test_nothing_is_sent_while_nobody_is_there(visiting: Visiting) -> None:
    with pytest.raises(Conflict, match="nobody-present"):
        visiting.send()


def test_another_office_does_not_learn_that_the_household_is_there(visiting: Visiting) -> None:
    bureau = visiting.round.bureau
    stranger = bureau.actor("service-clerk", now=visiting.round.now, office=bureau.other_counter)
    with pytest.raises(NotFound, match="visit-unknown"):
        record_presence(case_id=visiting.case.pk, present=[], actor=stranger, now=visiting.round.now)


def test_what_cannot_be_read_moves_nobody(visiting: Visiting) -> None:
    visiting.come(0)
    visiting.capture(0)
    with pytest.raises(InvalidInput, match="phone-unreadable"):
        visiting.send(details=Details(phone="۱۲"))
    assert Item.objects.get(case=visiting.case, state="open").step == "visit"
