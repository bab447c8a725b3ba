"""Opening a round: a case for every household it covers, in one motion however many they are."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet

from panah.casework.engine import sql
from panah.casework.engine.authority import Actor
from panah.casework.engine.opening import ManyOpenings
from panah.casework.models import Subject
from panah.casework.operations import open_cases
from panah.catalogue.queries import definition_of
from panah.foundation.clock import local_date
from panah.registry.models import HouseholdAccount, Membership, PaperHeld
from panah.registry.queries import as_of
from panah.rounds.models import RegistrationRound
from panah.rounds.operations.announcing import refuse_course, refuse_unread
from panah.rounds.operations.ground import locked_round, note, order_of, role_over
from panah.rounds.queries.coverage import Coverage, called
from panah.rounds.rules.course import ANNOUNCERS, Course

CALLED = """
    INSERT INTO rounds_calledhousehold (round_id, household_id, case_id, people, first_expiry)
    SELECT %s, c.household_id, c.id, (SELECT count(*) FROM casework_subject s WHERE s.case_id = c.id), e.first
    FROM casework_case c LEFT JOIN ({expiries}) e ON e.household = c.household_id
    WHERE c.version_id = %s AND c.start = %s AND c.opened_at = %s
"""


def open_round(*, round_id: int, actor: Actor, key: str, now: datetime) -> int:
    """Open a round once every office has answered; gives how many households were called.

    Only those are called whom the order covers and who have no open request of the same service: a file of an earlier
    round goes on to its own end. The statements do not grow with the households. Raises NotFound("round-unknown"),
    Conflict (`round-not-there`, `round-not-acknowledged`), NotAllowed("not-yours-to-arrange").
    """
    with transaction.atomic():
        one = locked_round(round_id)
        role = role_over(actor, ANNOUNCERS, one.directorate)
        refuse_course(one, Course.ANNOUNCED)
        refuse_unread(one)
        order = order_of(one)
        households = _open_cases(one, actor, role, key, now)
        on = local_date(now)
        expiries = sql.rows_of(_expiries(one, now), "household", "first")
        sql.run(
            CALLED.format(expiries=expiries.select),
            [one.pk, *expiries.params, one.version_id, order.start, now],
        )
        one.course, one.opened_at = Course.OPEN.value, now
        one.save(update_fields=["course", "opened_at"])
        about = f"{households} households on {on.isoformat()}"
        note(one, "round-opened", actor=actor, role=role, now=now, office=one.directorate, about=about)
    return households


def _open_cases(one: RegistrationRound, actor: Actor, role: str, key: str, now: datetime) -> int:
    order = order_of(one)
    people = _called(one, now)
    accounts = (
        HouseholdAccount.objects.filter(household=OuterRef("household"), ended_at=None)
        .order_by("pk")
        .values("account")[:1]
    )
    households = (
        people.values("household", office=F("household__office"))
        .annotate(applicant=accounts)
        .values_list("household_id", "household__office_id", "applicant")
        .distinct()
    )
    openings = ManyOpenings(
        version_id=one.version_id,
        directive_id=one.directive_id,
        start=order.start,
        subject=next(iter(definition_of(one.version_id).subjects)),
        role=role,
        households=sql.rows_of(households, "household_id", "office_id", "applicant_id"),
        people=sql.rows_of(people.values_list("household_id", "person_id"), "household_id", "party_id"),
    )
    return open_cases(openings=openings, actor=actor, key=key, now=now)


def _called(one: RegistrationRound, now: datetime) -> QuerySet[Membership]:
    coverage = Coverage(order=order_of(one), directorate=one.directorate, on=local_date(now))
    service = definition_of(one.version_id).slug
    under_way = Subject.objects.filter(party=OuterRef("person"), state="open", case__slug=service)
    return called(coverage).filter(~Exists(under_way))


def _expiries(one: RegistrationRound, now: datetime) -> QuerySet[PaperHeld, dict[str, object]]:
    on = local_date(now)
    lives = Q(person__memberships__valid_from__lte=on, person__memberships__retracted_at=None) & (
        Q(person__memberships__valid_until=None) | Q(person__memberships__valid_until__gt=on)
    )
    here = Q(person__memberships__household__office__path__startswith=one.directorate.path)
    held = PaperHeld.objects.filter(as_of(on), lives, here, expires_on__isnull=False).order_by()
    return held.values(household=F("person__memberships__household")).annotate(first=Min("expires_on"))
