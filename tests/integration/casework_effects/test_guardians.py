"""A child waits for those who decide for it, and for nobody else (S13, S26)."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.departures import Departures, couple_with_child, open_departures, subject_of
from factories.people import entry, person
from panah.casework import registrations
from panah.casework.guardians import minors_of
from panah.casework.models import BatchItem, Case, Item, Subject
from panah.casework.operations import sweep
from panah.casework.queries import broken_invariants
from panah.casework.registrations import Call
from panah.catalogue.queries import definition_of
from panah.registry.models import Person
from panah.registry.operations import record_relationship, register_person
from panah.registry.words import RelationKind

pytestmark = pytest.mark.django_db
GUARDIANS, CHILD, TOGETHER = "people/talk/guardians", "people/talk/child", "people/together"


@pytest.fixture
def departures(db: None, now: datetime) -> Departures:
    return open_departures(now)


def hear(departures: Departures, case: Case, who: Person, word: str = "voluntary") -> None:
    departures.say(case, "people/talk/hear", word, "protection-counsellor", only=who)


def test_a_child_waits_until_both_its_parents_have_decided(departures: Departures) -> None:
    _, (father, mother, child) = couple_with_child(departures.bureau)
    case = departures.open([father, mother, child])
    assert departures.steps(case, child) == [GUARDIANS]
    hear(departures, case, father)
    assert departures.steps(case, child) == [GUARDIANS]
    hear(departures, case, mother, "doubtful")
    assert departures.steps(case, child) == [CHILD]
    assert broken_invariants() == []


def test_a_parent_who_asks_for_time_has_not_decided(departures: Departures) -> None:
    _, (father, _, child) = couple_with_child(departures.bureau)
    case = departures.open([father, child])
    hear(departures, case, father, "needs-time")
    assert departures.steps(case, child) == [GUARDIANS]


def test_a_parent_sent_back_to_the_talk_is_waited_for_again(departures: Departures, now: datetime) -> None:
    _, (father, _, child) = couple_with_child(departures.bureau)
    case = departures.open([father, child])
    hear(departures, case, father)
    departures.say(case, "people/approve", "returned", "bureau-officer", only=father)
    assert asked(case, child, GUARDIANS, now) is False


def test_a_child_whose_parents_travel_elsewhere_or_not_at_all_waits_for_nobody(
    departures: Departures,
) -> None:
    _, (father, _, child) = couple_with_child(departures.bureau)
    departures.open([father])
    case = departures.open([child])
    assert departures.steps(case, child) == [CHILD]
    departures.approve(case)
    assert departures.steps(case, child) == ["people/exchange"]


def test_who_merely_keeps_a_child_is_not_waited_for(departures: Departures) -> None:
    uncle, orphan = stranger("1970-01-01"), stranger("2015-01-01")
    record_relationship(entry=entry(), person=uncle, other=orphan, kind=RelationKind.CAREGIVER)
    assert departures.steps(departures.open([uncle, orphan]), orphan) == [CHILD]
    record_relationship(entry=entry(), person=uncle, other=orphan, kind=RelationKind.APPOINTED_GUARDIAN)
    assert departures.steps(departures.open([uncle, orphan]), orphan) == [GUARDIANS]


def test_a_childs_paper_waits_until_its_parents_are_as_far_and_theirs_for_nobody(
    departures: Departures,
) -> None:
    _, (father, mother, child) = couple_with_child(departures.bureau)
    case = departures.open([father, mother, child])
    hear(departures, case, father)
    hear(departures, case, mother)
    departures.approve(case, only=child)
    departures.approve(case, only=father)
    assert departures.steps(case, father) == ["people/exchange"]
    assert departures.steps(case, child) == [TOGETHER]
    departures.approve(case, only=mother)
    assert departures.steps(case, child) == ["people/exchange"]
    assert broken_invariants() == []


def test_a_child_that_waits_too_long_is_looked_at_by_a_human(departures: Departures, now: datetime) -> None:
    _, (father, mother, child) = couple_with_child(departures.bureau)
    case = departures.open([father, mother, child])
    sweep(now=now + timedelta(days=70))
    assert departures.steps(case, child) == [CHILD]


def test_a_guardians_children_are_found_and_nobody_elses(departures: Departures) -> None:
    _, (father, mother, child) = couple_with_child(departures.bureau)
    _, (_, _, other) = couple_with_child(departures.bureau)
    case = departures.open([father, mother, child, other])
    assert minors_of([subject_of(case, father).pk]) == [subject_of(case, child).pk]
    assert minors_of([subject_of(case, child).pk]) == []
    hear(departures, case, father)
    hear(departures, case, mother)
    departures.say(case, CHILD, "not-in-interest", "child-officer", only=child)
    assert minors_of([subject_of(case, father).pk]) == []


@pytest.mark.parametrize(
    ("condition", "step"), [("guardians-decided", GUARDIANS), ("guardians-ready", TOGETHER)]
)
def test_as_many_questions_are_asked_of_one_family_as_of_many(
    departures: Departures, now: datetime, condition: str, step: str
) -> None:
    families = [couple_with_child(departures.bureau)[1] for _ in range(12)]
    counted = []
    for several in (families[:1], families):
        case = departures.open([one for family in several for one in family])
        call = call_of(case, step, now)
        with CaptureQueriesContext(connection) as asked:
            list(registrations.condition(condition)(call, condition))
        counted.append(len(asked))
        BatchItem.objects.filter(batch_id=77).delete()
    assert counted[0] == counted[1]


def test_everybody_gets_an_answer_of_the_case_as_a_whole(departures: Departures, now: datetime) -> None:
    _, (father, mother, child) = couple_with_child(departures.bureau)
    case = departures.open([father, mother, child])
    call = call_of(case, GUARDIANS, now, whole=True)
    assert not registrations.condition("guardians-decided")(call, "guardians-decided").exists()
    Item.objects.filter(case=case, subject=subject_of(case, child)).update(state="done", closed_at=now)
    Subject.objects.filter(pk=subject_of(case, child).pk).update(state="ended", end="stays", ended_at=now)
    assert registrations.condition("guardians-decided")(call, "guardians-decided").exists()


def asked(case: Case, who: Person, step: str, now: datetime) -> bool:
    """Whether what somebody waits for at a step holds now."""
    call = call_of(case, step, now)
    name = call.step.until
    found = registrations.condition(name)(call, name).filter(subject_id=subject_of(case, who).pk)
    return found.exists()


def call_of(case: Case, step: str, now: datetime, *, whole: bool = False) -> Call:
    """A call about everybody of a case at a step."""
    subjects: list[int | None] = [None] if whole else list(case.subjects.values_list("pk", flat=True))
    BatchItem.objects.bulk_create(
        BatchItem(
            batch_id=77,
            case_id=case.pk,
            subject_id=subject,
            version_id=case.version_id,
            office_id=case.office_id,
            position=step,
        )
        for subject in subjects
    )
    definition = definition_of(case.version_id)
    return Call(
        travellers=BatchItem.objects.filter(batch_id=77),
        definition=definition,
        step=definition.step(step),
        batch=78,
        actor_id=None,
        now=now,
    )


def stranger(born: str) -> Person:
    return register_person(entry=entry(), person=person("کسی", born=born))
