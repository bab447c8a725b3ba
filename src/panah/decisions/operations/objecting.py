"""Filing an objection: a linked case of its own, decided by people who had no hand in the first (S6)."""

from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.casework.operations import NewSubject, Opening, open_case
from panah.decisions.models import Decision, Objection
from panah.decisions.operations import telling
from panah.decisions.queries import decision_for, is_about, is_asked_by
from panah.decisions.rules.grounds import letters
from panah.decisions.rules.window import OBJECTION, State, refuse_closed
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput
from panah.registry.models import Binding

LONGEST = 4_000


def file_objection(*, decision_id: int, text: str, actor: Actor, key: str, now: datetime) -> Case:
    """Open the objection to a decision in the person's own words; the same key gives the same case again.

    By the person, by who asked for the shared case, or at a counter for somebody present; never shown behind the
    household's door unless it is the household's own request (S29). Late only after the last day that serving fixed.
    Raises InvalidInput (`objection-text-missing`, `objection-text-too-long`, `key-used`), NotFound
    ("decision-unknown"), Conflict (`objection-not-open`, `objection-too-late`).
    """
    said = text.strip()
    if not letters(said):
        raise InvalidInput("objection-text-missing", field="text")
    if len(said) > LONGEST:
        raise InvalidInput("objection-text-too-long", field="text", most=LONGEST)
    with transaction.atomic():
        decision = decision_for(decision_id, actor=actor)
        telling.lock(decision.case_id)
        case = open_case(
            opening=_opening(decision, actor), actor=actor, key=key, form={"text": said}, now=now
        )
        if not Objection.objects.filter(case=case).exists():
            _object(decision, case, actor, now)
    return case


def _object(decision: Decision, case: Case, actor: Actor, now: datetime) -> None:
    decision.refresh_from_db(fields=["state", "objection_until"])
    refuse_closed(State(decision.state), decision.objection_until, local_date(now))
    Objection.objects.create(decision=decision, case=case, filed_at=now)
    decision.state = State.OBJECTED
    decision.save(update_fields=["state"])
    telling.tell(
        decision, decision.subject, kind="objected", actor_id=actor.account_id, word=case.number, now=now
    )


def _opening(decision: Decision, actor: Actor) -> Opening:
    first, party = decision.case, decision.subject.party_id
    by_themselves = is_about(decision, actor)
    shared = not by_themselves and is_asked_by(decision, actor)
    return Opening(
        slug=OBJECTION,
        start="filed",
        office_id=first.office_id,
        subjects=[NewSubject("objector", party)],
        household_id=first.household_id,
        applicant_id=actor.account_id if by_themselves or shared else _own_account(party),
        helper_id=None if by_themselves or shared else actor.account_id,
        alone=not shared,
        linked_to=first.pk,
        link=OBJECTION,
    )


def _own_account(party_id: int) -> int | None:
    """The account the person is bound to, when it was written down for them at a counter."""
    bound = Binding.objects.filter(person=party_id, ended_at=None)
    return bound.values_list("account_id", flat=True).first()
