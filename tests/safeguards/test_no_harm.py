"""No clock does harm, and no contractor decides: by operations and by hand in the database (S10, S19)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Q

from factories.bureau import LONG_AGO, Bureau
from factories.refusals import ANSWERS, LOOK, Refused
from factories.trips import BARRED, FREE, REFUSAL, ask, household, open_at, steps_of
from panah.casework.models import Case, Subject
from panah.casework.operations import act, act_as_system, deliver_outbox, sweep
from panah.casework.queries import broken_invariants
from panah.decisions.models import Decision
from panah.decisions.queries import broken_decisions
from panah.foundation.errors import InvalidInput, PanahError
from panah.organisation.models import RoleHolding
from panah.organisation.operations import appoint, enrol_staff
from safeguards.table import Path, proves

pytestmark = pytest.mark.django_db


def run(statement: str, *params: str | int | datetime | None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


# S10: no clock, message or open question does harm


@proves(Path.OPERATIONS, "S10")
@pytest.mark.parametrize("word", ["refused", "approved", "returned", "left-out"])
def test_the_system_cannot_say_a_humans_word(word: str, bureau: Bureau, now: datetime) -> None:
    case = ask(bureau, household(bureau, 1), now=now, to=BARRED)
    with pytest.raises(InvalidInput, match="word-unknown"):
        act_as_system(chosen=open_at(case), step=LOOK, word=word, key="k", now=now)


def halfway(bureau: Bureau, now: datetime, random: Random) -> Iterator[Case]:
    """Cases left lying wherever people left them."""
    expert = bureau.actor("bureau-expert", now=now)
    for number in range(10):
        case = ask(
            bureau,
            household(bureau, random.randint(1, 3)),
            now=now,
            to=random.choice([FREE, BARRED]),
            key=f"h{number}",
        )
        for item in open_at(case, LOOK)[: random.randint(0, 2)]:
            word = random.choice(["approved", "returned", "left-out"])
            form = {"reason_code": "data-missing", "reason_text": "روشن نیست."} if word != "approved" else {}
            act(chosen=[item], step=LOOK, word=word, actor=expert, key=f"{item}", form={**form}, now=now)
        yield case


@proves(Path.OPERATIONS, "S10")
@proves(Path.COMMANDS, "S10")
@pytest.mark.parametrize("seed", range(3))
def test_however_long_everybody_is_silent_nobody_is_refused(seed: int, bureau: Bureau, now: datetime) -> None:
    cases = list(halfway(bureau, now, Random(seed)))
    for months in range(1, 24):
        later = now + timedelta(days=30 * months)
        sweep(now=later)
        deliver_outbox(now=later)
    against = Q(end__in=["refused", "not-extended"])
    assert not Subject.objects.filter(against, case__in=cases).exists()
    assert not Decision.objects.exists()
    assert broken_invariants() == broken_decisions() == []


@proves(Path.OPERATIONS, "S10")
def test_an_open_question_about_somebody_closes_no_road(refused: Refused) -> None:
    """One with a refusal, an objection and another journey open goes straight through like anybody."""
    refused.object()
    again = ask(refused.bureau, refused.people, now=refused.now, to=FREE, key="again")
    assert steps_of(again) == ["pay"]


@proves(Path.SQL, "S10")
def test_by_hand_no_decision_is_stored_without_a_human(refused: Refused) -> None:
    with pytest.raises(DatabaseError):
        run("UPDATE decisions_decision SET decided_by = NULL")
    names = ", ".join(
        str(field.column)
        for field in Decision._meta.concrete_fields
        if field.column not in {"id", "subject_id", "decided_by"}
    )
    other = Subject.objects.get(case=refused.case, state="open")
    with pytest.raises(DatabaseError):
        run(
            f"INSERT INTO decisions_decision (subject_id, {names}) SELECT %s, {names} FROM decisions_decision",
            other.pk,
        )


# S19: a contractor's clerk enters, takes money, prints and hands over, and decides nothing


@proves(Path.OPERATIONS, "S19")
def test_a_contractors_clerk_says_no_word_of_a_decision(refused: Refused) -> None:
    clerk = refused.bureau.actor("service-clerk", now=refused.now)
    (item,) = open_at(refused.case)
    for word, form in (("approved", {}), ("refused", REFUSAL), ("left-out", REFUSAL)):
        result = act(
            chosen=[item], step=LOOK, word=word, actor=clerk, key=word, form={**form}, now=refused.now
        )
        assert (result.moved, result.skipped[0].reason) == (0, "not-yours")
    case = refused.object(by=clerk)
    for step, word in (("receive", "then"), ("review", "upheld")):
        try:
            moved = act(
                chosen=open_at(case), step=step, word=word, actor=clerk, key=step,
                form={**ANSWERS["upheld"]}, now=refused.now,
            ).moved  # fmt: skip
        except PanahError:
            moved = 0
        assert moved == 0


@proves(Path.OPERATIONS, "S19")
@pytest.mark.parametrize("role", ["bureau-expert", "bureau-officer", "bureau-approver", "bureau-director"])
def test_no_deciding_role_is_given_at_a_contractors_office(role: str, bureau: Bureau, now: datetime) -> None:
    staff = enrol_staff(username="x", label="متصدی", personnel_number="x", now=now)
    with pytest.raises(PanahError):
        appoint(staff=staff, role=role, office=bureau.counter, valid_from=LONG_AGO, now=now, by=None)


@proves(Path.SQL, "S19")
def test_by_hand_no_deciding_role_gets_into_a_contractors_office(bureau: Bureau) -> None:
    bureau.hire("service-clerk")
    clerks = RoleHolding.objects.filter(role="service-clerk")
    assert clerks.exists()
    for role in ("bureau-expert", "bureau-director", "payment-checker"):
        with pytest.raises(DatabaseError):
            run("UPDATE organisation_roleholding SET role = %s WHERE role = 'service-clerk'", role)
