"""Who goes straight through and who is looked at; what is open about a person never matters (S10)."""

from datetime import date, datetime, timedelta
from itertools import count
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.bureau import Bureau, actor_of
from factories.people import entry
from factories.trips import BARRED, FREE, ask, household, open_at, publish_slip, steps_of
from panah.casework import registrations
from panah.casework.models import BatchItem, Case, Subject
from panah.casework.operations import act, say
from panah.casework.registrations import Call
from panah.catalogue.operations import publish_directive
from panah.catalogue.queries import definition_of
from panah.catalogue.shipped import shipped_directives
from panah.foundation.errors import Conflict
from panah.organisation.models import County
from panah.registry.models import Household, PaperHeld, Person
from panah.registry.operations import end_paper

pytestmark = pytest.mark.django_db
NAMES = ("no-go", "straight-through", "papers-valid", "trip-too-long", "fee-free", "minor")
batches = count(10**9)


def travelling(*cases: Case, now: datetime, whole: bool = False) -> Call:
    """Everybody of these cases where a condition is asked: each alone, or one traveller for each whole case."""
    batch = next(batches)
    subjects = Subject.objects.filter(case__in=cases)
    places = [(case.pk, None) for case in cases] if whole else list(subjects.values_list("case_id", "pk"))
    BatchItem.objects.bulk_create(
        BatchItem(
            batch_id=batch,
            case_id=case_id,
            subject_id=subject_id,
            version_id=cases[0].version_id,
            office_id=cases[0].office_id,
            position="travellers/area",
        )
        for case_id, subject_id in places
    )
    definition = definition_of(cases[0].version_id)
    return Call(
        travellers=BatchItem.objects.filter(batch_id=batch),
        definition=definition,
        step=definition.step("travellers/area"),
        batch=batch,
        actor_id=None,
        now=now,
    )


def holding(name: str, *cases: Case, now: datetime, whole: bool = False) -> set[int]:
    """The parties for whom a condition holds, or with `whole` the cases."""
    found = registrations.condition(name)(travelling(*cases, now=now, whole=whole), name)
    if whole:
        return set(found.values_list("case_id", flat=True))
    return set(Subject.objects.filter(pk__in=found.values("subject_id")).values_list("party_id", flat=True))


def answers(*cases: Case, now: datetime) -> dict[str, set[int]]:
    return {name: holding(name, *cases, now=now) for name in NAMES}


def keys(people: list[Person]) -> set[int]:
    return {one.pk for one in people}


def test_a_household_with_valid_cards_and_an_open_road_goes_straight_to_payment(
    bureau: Bureau, now: datetime
) -> None:
    case = ask(bureau, household(bureau, 3), now=now)
    assert steps_of(case) == ["pay"]


def test_only_whoever_has_no_valid_paper_is_looked_at_and_the_others_wait_for_nobody_else(
    bureau: Bureau, now: datetime
) -> None:
    valid, expired = household(bureau, 2), household(bureau, 1, expires_on=date(2026, 11, 25))
    case = ask(bureau, [*valid, *expired], now=now)
    assert steps_of(case) == ["travellers/look"]
    assert holding("papers-valid", case, now=now) == holding("straight-through", case, now=now) == keys(valid)


def test_a_paper_that_runs_out_on_the_way_is_looked_at_and_one_that_lasts_to_the_last_day_is_not(
    bureau: Bureau, now: datetime
) -> None:
    lasts, runs_out = (household(bureau, 1, expires_on=date(2026, 11, day)) for day in (30, 29))
    case = ask(bureau, [*lasts, *runs_out], now=now)
    assert holding("papers-valid", case, now=now) == keys(lasts)


def test_a_paper_handed_in_is_none(bureau: Bureau, now: datetime) -> None:
    people = household(bureau, 1)
    end_paper(entry=entry(date(2026, 11, 20)), paper=PaperHeld.objects.get(person=people[0]))
    assert holding("papers-valid", ask(bureau, people, now=now), now=now) == set()


def test_a_no_go_area_is_asked_of_each_traveller_and_spares_who_is_registered_there(
    bureau: Bureau, now: datetime
) -> None:
    strangers = household(bureau, 2)
    bureau.counter.county = County.objects.get(slug="ganaveh", province__slug="bushehr")
    bureau.counter.save()
    at_home = household(bureau, 1)
    theirs = Household.objects.filter(memberships__person__in=strangers)
    Household.objects.filter(pk__in=theirs.values("pk")).update(office=bureau.other_counter)
    case = ask(bureau, [*strangers, *at_home], now=now, to=BARRED)
    assert holding("no-go", case, now=now) == keys(strangers)
    assert holding("straight-through", case, now=now) == keys(at_home)


def test_a_journey_of_more_than_thirty_days_is_looked_at(bureau: Bureau, now: datetime) -> None:
    for days, steps in ((30, ["pay"]), (31, ["travellers/look"])):
        case = ask(bureau, household(bureau, 1), now=now, days=days)
        assert steps_of(case) == steps
        assert bool(holding("trip-too-long", case, now=now)) is (days == 31)


def test_a_request_that_cannot_be_read_goes_to_a_human(bureau: Bureau, now: datetime) -> None:
    case = ask(bureau, household(bureau, 1), now=now, to="شیراز")
    assert steps_of(case) == ["travellers/look"]
    assert holding("no-go", case, now=now) == set()


def test_a_closed_county_written_freely_under_another_name_goes_to_a_human(
    bureau: Bureau, now: datetime
) -> None:
    case = ask(bureau, household(bureau, 1), now=now, to="bushehr/بندر گناوه")
    assert steps_of(case) == ["travellers/look"]


def test_a_case_keeps_the_directive_it_began_under(bureau: Bureau, now: datetime) -> None:
    before = ask(bureau, household(bureau, 1), now=now)
    (text,) = shipped_directives().values()
    shut = text.replace("on = true", "on = false", 1)
    publish_directive(text=shut, now=now, published_by="test", valid_from=date(2026, 11, 1))
    after = ask(bureau, household(bureau, 1), now=now, key="later")
    assert before.directive_id != after.directive_id
    assert steps_of(after) == ["travellers/look"]
    assert holding("straight-through", before, now=now)
    assert not holding("straight-through", after, now=now)


def test_somebody_who_may_still_be_a_child_counts_as_one(bureau: Bureau, now: datetime) -> None:
    people = household(bureau, 2)
    Person.objects.filter(pk=people[0].pk).update(birth_first=date(2008, 3, 20), birth_last=date(2009, 3, 19))
    assert holding("minor", ask(bureau, people, now=now), now=now) == {people[0].pk}


def test_a_service_that_costs_nothing_is_free_and_the_slip_is_not(bureau: Bureau, now: datetime) -> None:
    assert holding("fee-free", ask(bureau, household(bureau, 1), now=now), now=now) == set()
    (text,) = shipped_directives().values()
    publish_directive(
        text=text.replace("rial = 150000", "rial = 0", 1),
        now=now,
        published_by="test",
        valid_from=date(2026, 11, 1),
    )
    people = household(bureau, 1)
    assert holding("fee-free", ask(bureau, people, now=now, key="free"), now=now) == keys(people)


def test_of_a_whole_case_a_hindrance_holds_for_one_and_a_permission_only_for_all(
    bureau: Bureau, now: datetime
) -> None:
    mixed = [*household(bureau, 2), *household(bureau, 1, expires_on=date(2026, 11, 25))]
    case, whole = ask(bureau, mixed, now=now), ask(bureau, household(bureau, 2), now=now)
    assert holding("papers-valid", case, whole, now=now, whole=True) == {whole.pk}
    assert holding("straight-through", case, whole, now=now, whole=True) == {whole.pk}
    Person.objects.filter(pk=mixed[0].pk).update(birth_last=date(2015, 1, 1), birth_first=date(2015, 1, 1))
    assert holding("minor", case, whole, now=now, whole=True) == {case.pk}


def test_an_open_case_of_the_person_makes_nothing_true_and_nothing_false(
    bureau: Bureau, now: datetime
) -> None:
    random = Random(10)
    people = [*household(bureau, 2), *household(bureau, 1, expires_on=date(2026, 11, 25))]
    case = ask(bureau, people, now=now, to=random.choice([FREE, BARRED]))
    before = answers(case, now=now)
    for number in range(8):
        some = random.sample(people, random.randint(1, len(people)))
        other = ask(
            bureau,
            some,
            now=now - timedelta(days=random.randint(0, 200)),
            to=random.choice([FREE, BARRED, "?"]),
            days=random.randint(0, 90),
            key=f"other-{number}",
        )
        if "travellers/look" in steps_of(other) and random.random() < 0.5:
            item = open_at(other, "travellers/look")[0]
            expert = bureau.actor("bureau-expert", now=now)
            act(
                chosen=[item], step="travellers/look", word="approved", actor=expert, key=f"{number}", now=now
            )
        assert answers(case, now=now) == before


def test_the_queries_of_a_condition_do_not_grow_with_the_travellers(bureau: Bureau, now: datetime) -> None:
    few = [ask(bureau, household(bureau, 1), now=now)]
    many = [ask(bureau, household(bureau, 2), now=now, key=f"{n}") for n in range(12)]
    for name in NAMES:
        counts = []
        for cases in (few, many):
            call = travelling(*cases, now=now)
            with CaptureQueriesContext(connection) as captured:
                list(registrations.condition(name)(call, name))
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 12


def test_a_traveller_is_left_out_only_while_the_travellers_are_looked_at(
    bureau: Bureau, now: datetime
) -> None:
    for to, expected in ((BARRED, ""), (FREE, "too-late")):
        case = ask(bureau, household(bureau, 2), now=now, to=to, key=to)
        assert case.applicant is not None
        one = Subject.objects.filter(case=case)[0]
        try:
            say(
                case_id=case.pk,
                message="left-out",
                subjects=[one.pk],
                actor=actor_of(case.applicant, now=now),
                key="l",
                now=now,
            )
        except Conflict as refused:
            said = refused.code
        else:
            said = ""
        assert said == expected


def test_publishing_twice_changes_nothing(bureau: Bureau, now: datetime) -> None:
    case = ask(bureau, household(bureau, 1), now=now)
    publish_slip(now=now)
    assert holding("straight-through", case, now=now)
