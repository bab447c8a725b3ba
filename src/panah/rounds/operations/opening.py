"""Opening a round: a case for every household it covers, in one motion however many they are."""

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery, Value

from panah.casework.engine import sql
from panah.casework.engine.authority import Actor
from panah.casework.engine.opening import ManyOpenings
from panah.casework.operations import open_cases
from panah.catalogue.queries import definition_of
from panah.foundation.clock import local_date
from panah.registry.models import HouseholdAccount
from panah.rounds.models import PersonInRound, RegistrationRound
from panah.rounds.operations.announcing import refuse_course, refuse_unread
from panah.rounds.operations.ground import locked_round, note, order_of, role_over
from panah.rounds.queries.coverage import Coverage, members
from panah.rounds.rules.course import ANNOUNCERS, Course
from panah.rounds.rules.coverage import COVERED

JUDGED = "INSERT INTO rounds_personinround (round_id, household_id, person_id, rule) {members}"
CALLED = """
    INSERT INTO rounds_calledhousehold (round_id, household_id, case_id, people, first_expiry)
    SELECT %s, c.household_id, c.id, (SELECT count(*) FROM casework_subject s WHERE s.case_id = c.id),
           (SELECT min((SELECT min(h.expires_on) FROM registry_paperheld h
                        WHERE h.person_id = s.party_id AND h.retracted_at IS NULL AND h.valid_from <= %s
                          AND (h.valid_until IS NULL OR h.valid_until > %s)))
            FROM casework_subject s WHERE s.case_id = c.id)
    FROM casework_case c WHERE c.version_id = %s AND c.start = %s AND c.opened_at = %s
"""


def open_round(*, round_id: int, actor: Actor, key: str, now: datetime) -> int:
    """Open a round once every office has answered; gives how many households were called.

    What the order says of each person is kept. Only those are called whom it covers and who have no open request of
    the same service: a file of an earlier round goes on to its own end. The statements do not grow with the
    households. Raises NotFound("round-unknown"), Conflict (`round-not-there`, `round-not-acknowledged`),
    NotAllowed("not-yours-to-arrange").
    """
    with transaction.atomic():
        one = locked_round(round_id)
        role = role_over(actor, ANNOUNCERS, one.directorate)
        refuse_course(one, Course.ANNOUNCED)
        refuse_unread(one)
        _judge(one, now)
        households = open_cases(openings=_openings(one, role), actor=actor, key=key, now=now)
        _call(one, now)
        one.course, one.opened_at = Course.OPEN.value, now
        one.save(update_fields=["course", "opened_at"])
        about = f"{households} households"
        note(one, "round-opened", actor=actor, role=role, now=now, office=one.directorate, about=about)
    return households


def _judge(one: RegistrationRound, now: datetime) -> None:
    """Keep what the order says of everybody here."""
    found = members(Coverage(order=order_of(one), directorate=one.directorate, on=local_date(now)))
    judged = sql.rows_of(
        found.annotate(number=Value(one.pk)).values_list("number", "household_id", "person_id", "rule"),
        "round_id", "household_id", "person_id", "rule",
    )  # fmt: skip
    sql.run(JUDGED.format(members=judged.select), judged.params)


def _openings(one: RegistrationRound, role: str) -> ManyOpenings:
    called = PersonInRound.objects.filter(round=one, rule__in=[rule.value for rule in COVERED]).order_by()
    accounts = HouseholdAccount.objects.filter(household=OuterRef("household"), ended_at=None)
    account = Subquery(accounts.order_by("pk").values("account")[:1])
    households = called.values_list("household_id", "household__office_id").distinct()
    return ManyOpenings(
        version_id=one.version_id,
        directive_id=one.directive_id,
        start=order_of(one).start,
        subject=next(iter(definition_of(one.version_id).subjects)),
        role=role,
        households=sql.rows_of(
            households.annotate(account=account), "household_id", "office_id", "applicant_id"
        ),
        people=sql.rows_of(called.values_list("household_id", "person_id"), "household_id", "party_id"),
    )


def _call(one: RegistrationRound, now: datetime) -> None:
    on = local_date(now).isoformat()
    sql.run(CALLED, [one.pk, on, on, one.version_id, order_of(one).start, now])
