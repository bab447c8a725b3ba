"""What a process may ask of an identity check, in a small process that asks it."""

from datetime import datetime
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.captures import INDEX, Counter
from factories.trips import household
from panah.biometrics.queries import Purpose
from panah.casework import registrations
from panah.casework.models import BatchItem, Case, Subject
from panah.casework.registrations import Call
from panah.catalogue.names import CONDITIONS
from panah.catalogue.queries import definition_of

pytestmark = pytest.mark.django_db
NAMES = ("identity-shown", "capture-excused", "identity-differs")
batches = count(10**9)


def holding(name: str, case: Case, *, now: datetime, whole: bool = False) -> list[int | None]:
    """The subjects for whom a condition holds; with `whole` the case is asked as one traveller."""
    batch = next(batches)
    asked = [None] if whole else list(Subject.objects.filter(case=case).values_list("pk", flat=True))
    BatchItem.objects.bulk_create(
        BatchItem(
            batch_id=batch,
            case_id=case.pk,
            subject_id=subject,
            version_id=case.version_id,
            office_id=case.office_id,
            position="people/sort",
        )
        for subject in asked
    )
    definition = definition_of(case.version_id)
    call = Call(
        travellers=BatchItem.objects.filter(batch_id=batch),
        definition=definition,
        step=definition.step("people/sort"),
        batch=batch,
        actor_id=None,
        now=now,
    )
    with CaptureQueriesContext(
        connection,
    ) as asking:
        found = list(registrations.condition(name)(call, name).values_list("subject_id", flat=True))
    assert len(asking) == 1
    return found


def test_the_names_are_in_the_vocabulary_of_services() -> None:
    assert set(NAMES) <= CONDITIONS


def test_each_goes_the_way_its_own_check_opens(counter: Counter) -> None:
    """One is identified, one lacks a finger, one was nobody's; an unfinished check goes nowhere."""
    people = household(counter.bureau, 4)
    known = counter.later()
    earlier = Subject.objects.get(case=counter.open(people[2:3])).pk
    counter.show(earlier, "پ")
    case = known.open(people)
    whole, lacking, differing, waiting = Subject.objects.filter(case=case).order_by("pk")
    known.show(whole.pk, "الف")
    known.show(lacking.pk, "ب", but=[INDEX])
    excuse = known.excuse(lacking.pk)
    known.show(differing.pk, "کس دیگر", Purpose.VERIFY)
    now = known.now
    assert holding("identity-shown", case, now=now) == [whole.pk]
    assert holding("capture-excused", case, now=now) == [lacking.pk]
    assert holding("identity-differs", case, now=now) == [differing.pk]
    for subject in (whole, lacking, differing, waiting):
        known.say(subject.pk, "meet", "ready", "service-clerk")
    assert [known.step(one.pk) for one in (lacking, differing, waiting)] == ["second", "look", "meet"]
    known.confirm(excuse)
    known.say(lacking.pk, "second", "complete", "bureau-officer")
    assert known.step(lacking.pk) == ""
    assert set(holding("identity-shown", case, now=now)) == {whole.pk, lacking.pk}


def test_a_case_asked_as_a_whole_is_shown_for_all_and_doubted_for_one(counter: Counter) -> None:
    case = counter.open(household(counter.bureau, 2))
    first, second = Subject.objects.filter(case=case).values_list("pk", flat=True).order_by("pk")
    counter.show(first, "الف")
    assert [holding(name, case, now=counter.now, whole=True) for name in NAMES] == [[], [], []]
    excuse = counter.by_sight(second)
    assert holding("capture-excused", case, now=counter.now, whole=True) == [None]
    counter.confirm(excuse)
    assert holding("identity-shown", case, now=counter.now, whole=True) == [None]
