"""Letting in who was left out: «جاماندگان» of earlier rounds, and whoever the order does not cover by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.casework.operations import NewSubject, Opening, open_case
from panah.catalogue.queries import definition_of
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, NotFound
from panah.registry.models import Household, HouseholdAccount, Membership
from panah.registry.queries import as_of
from panah.rounds.models import CalledHousehold
from panah.rounds.operations.announcing import refuse_course
from panah.rounds.operations.ground import locked_round, note, role_over
from panah.rounds.rules.course import ADMITTERS, Course

START = "latecomer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Latecomer:
    """A household that asks to be let in, for which of its people (parties), and the account that asks, if one does."""

    household_id: int
    people: Sequence[int]
    applicant_id: int | None = None


def admit_latecomer(
    *,
    round_id: int,
    latecomer: Latecomer,
    actor: Actor,
    key: str,
    now: datetime,
    form: Mapping[str, Canonical] | None = None,
) -> Case:
    """Open the file of a household in an open round; from there it goes the way of everybody.

    What its papers are worth is judged where all files are judged, by the bureau. The same key gives the same case.
    Raises NotFound (`round-unknown`; `person-unknown` for somebody of another household), Conflict (`round-not-there`,
    `already-in-round`), NotAllowed("not-yours-to-arrange") for whoever is neither the household nor staff of its
    office, and what `open_case` raises.
    """
    with transaction.atomic():
        one = locked_round(round_id)
        refuse_course(one, Course.OPEN)
        household = Household.objects.select_related("office").get(pk=latecomer.household_id)
        role = _role(actor, household, latecomer)
        _refuse_strangers(household, latecomer, now)
        before = CalledHousehold.objects.filter(round=one, household=household).select_related("case").first()
        opening = Opening(
            slug=definition_of(one.version_id).slug,
            start=START,
            office_id=household.office_id,
            subjects=[NewSubject(_subject(one.version_id), party) for party in latecomer.people],
            household_id=household.pk,
            applicant_id=latecomer.applicant_id,
            helper_id=actor.account_id if role else None,
        )
        if before is not None and before.case.start != START:
            raise Conflict("already-in-round", case=before.case.number)
        case = open_case(opening=opening, actor=actor, key=key, form=form or {}, now=now)
        if before is not None and before.case_id != case.pk:
            raise Conflict("already-in-round", case=before.case.number)
        if before is None:
            CalledHousehold.objects.create(
                round=one, household=household, case=case, people=len(latecomer.people), is_late=True
            )
            about = f"case {case.number}"
            note(
                one, "latecomer-let-in", actor=actor, role=role, now=now, office=household.office, about=about
            )
    return case


def _role(actor: Actor, household: Household, latecomer: Latecomer) -> str:
    """The role of staff over the household's office; none for the household's own account that asks for itself."""
    own = HouseholdAccount.objects.filter(account=actor.account_id, household=household, ended_at=None)
    if actor.account_id is not None and actor.account_id == latecomer.applicant_id and own.exists():
        return ""
    return role_over(actor, ADMITTERS, household.office)


def _refuse_strangers(household: Household, latecomer: Latecomer, now: datetime) -> None:
    """Nobody is brought into a household's file who does not live in it."""
    living = Membership.objects.filter(as_of(local_date(now)), household=household)
    if not set(latecomer.people) <= set(living.values_list("person", flat=True)):
        raise NotFound("person-unknown")


def _subject(version_id: int) -> str:
    return next(iter(definition_of(version_id).subjects))
