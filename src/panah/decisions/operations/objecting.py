"""Filing an objection: a linked case of its own, decided by people who had no hand in the first (S6)."""

from datetime import date, datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.casework.operations import NewSubject, Opening, locked_case, open_case
from panah.decisions.models import Decision, Objection
from panah.decisions.operations import telling
from panah.decisions.queries import decision_for, is_about, serves, speaks_for
from panah.decisions.rules.grounds import letters
from panah.decisions.rules.window import OBJECTION, State, refuse_closed
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput, NotAllowed
from panah.registry.models import Binding, HouseholdAccount
from panah.registry.queries.guardians import minors_among

LONGEST = 4_000
LONGEST_PROOF = 300


def file_objection(
    *, decision_id: int, text: str, actor: Actor, key: str, now: datetime, proof: str = ""
) -> Case:
    """Open the objection to a decision in the person's own words; the same key gives the same case again.

    By the person, bound to their account, or whoever speaks for them; or at a counter for somebody present, where
    `proof` says who came and what was seen. A household's phone is nobody and objects for nobody (S29). An adult's
    objection shows behind nobody else's door. Late only after the last day that serving fixed.
    Raises InvalidInput (`objection-text-missing`, `objection-text-too-long`, `proof-missing`, `key-used`), NotFound
    ("decision-unknown"), NotAllowed("not-yours-to-object"), Conflict (`objection-not-open`, `objection-too-late`).
    """
    said, seen = text.strip(), proof.strip()
    if not letters(said):
        raise InvalidInput("objection-text-missing", field="text")
    if len(said) > LONGEST:
        raise InvalidInput("objection-text-too-long", field="text", most=LONGEST)
    with transaction.atomic():
        decision = decision_for(decision_id, actor=actor, on=local_date(now))
        is_own = speaks_for(decision, actor, on=local_date(now))
        _refuse_others(decision, actor, seen, is_own=is_own)
        locked_case(decision.case_id)
        form: dict[str, Canonical] = (
            {"text": said} if is_own else {"text": said, "proof": seen[:LONGEST_PROOF]}
        )
        opening = _opening(decision, actor, local_date(now), is_own=is_own)
        case = open_case(opening=opening, actor=actor, key=key, form=form, now=now)
        if not Objection.objects.filter(case=case).exists():
            _object(decision, case, actor, now)
    return case


def _refuse_others(decision: Decision, actor: Actor, seen: str, *, is_own: bool) -> None:
    if is_own:
        return
    if not serves(decision, actor):
        raise NotAllowed("not-yours-to-object", decision=decision.pk)
    if not letters(seen):
        raise InvalidInput("proof-missing", field="proof")


def _object(decision: Decision, case: Case, actor: Actor, now: datetime) -> None:
    decision.refresh_from_db(fields=["state", "objection_until"])
    refuse_closed(State(decision.state), decision.objection_until, local_date(now))
    Objection.objects.create(decision=decision, case=case, filed_at=now)
    decision.state = State.OBJECTED
    decision.save(update_fields=["state"])
    telling.tell(
        decision, decision.subject, kind="objected", actor_id=actor.account_id, word=case.number, now=now
    )


def _opening(decision: Decision, actor: Actor, today: date, *, is_own: bool) -> Opening:
    """An adult's objection is the adult's alone; a child's is shared with the household that looks after the child."""
    first, party = decision.case, decision.subject.party_id
    is_apart = is_about(decision, actor) or not is_own
    alone = is_apart and not minors_among([party], on=today) and decision.subject.party.kind == "person"
    account = _own_account(party) if alone else _household_account(first.household_id)
    return Opening(
        slug=OBJECTION,
        start="filed",
        office_id=first.office_id,
        subjects=[NewSubject("objector", party)],
        household_id=first.household_id,
        applicant_id=actor.account_id if is_own else account,
        helper_id=None if is_own else actor.account_id,
        alone=alone,
        linked_to=first.pk,
        link=OBJECTION,
    )


def _own_account(party_id: int) -> int | None:
    """The account the person is bound to, when it was written down for them at a counter."""
    bound = Binding.objects.filter(person=party_id, ended_at=None)
    return bound.values_list("account_id", flat=True).first()


def _household_account(household_id: int | None) -> int | None:
    """The account of the household that answers for a child, where it has one."""
    opened = HouseholdAccount.objects.filter(household=household_id, household__isnull=False, ended_at=None)
    return opened.order_by("pk").values_list("account_id", flat=True).first()
