"""What every write here stands on: the case locked, the right people, and the event in the case's journal."""

from datetime import datetime

from panah.audit.operations import StoredPayload
from panah.casework import operations as casework
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Subject
from panah.casework.operations import locked_case
from panah.casework.queries.apart import own_subjects
from panah.catalogue.queries import definition_of
from panah.foundation.errors import NotAllowed, NotFound
from panah.payments.models import Charge
from panah.payments.rules import COUNTER, hands_of, reaches, reading_role


def locked(charge_id: int) -> Charge:
    """Give a charge with its case locked until the transaction ends; raises NotFound("charge-unknown")."""
    case_id = Charge.objects.filter(pk=charge_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotFound("charge-unknown")
    case = locked_case(case_id)
    charge = Charge.objects.get(pk=charge_id)
    charge.case = case
    return charge


def paying_role(actor: Actor, charge: Charge) -> str:
    """Give the role in which somebody may pay a charge: a party to its case, or staff of its office.

    Where each decides for herself, nobody but she pays what is asked of an adult. Raises NotFound("charge-unknown"),
    the same for somebody else's charge as for one that is not there.
    """
    case = charge.case
    own = own_subjects(definition_of(case.version_id), list(case.subjects.all()), actor)
    if charge.subject_id is not None and own is not None and charge.subject_id not in own:
        raise NotFound("charge-unknown")
    if actor.account_id is not None and actor.account_id == case.applicant_id:
        return "applicant"
    if actor.persons and Subject.objects.filter(case=case, party__in=actor.persons).exists():
        return "person"
    if role := reading_role(actor.scope, COUNTER, case.office.path):
        return role
    raise NotFound("charge-unknown")


def refuse_strangers(actor: Actor, case: Case, code: str) -> None:
    """Refuse whoever has no business at the case's office as if nothing were there; raises NotFound(code)."""
    if not reaches(actor.scope, case.office.path):
        raise NotFound(code)


def refuse_own_matter(actor: Actor, case: Case) -> None:
    """Refuse that anybody decides about money of their own matter (S8); raises NotAllowed("own-matter")."""
    is_subject = Subject.objects.filter(case=case, party__in=actor.persons).exists()
    if is_subject or (actor.account_id is not None and actor.account_id == case.applicant_id):
        raise NotAllowed("own-matter")


def hands(actor: Actor, role: str, case: Case) -> frozenset[int]:
    """Give the accounts whose hands act: one's own, and of whoever one stands in for."""
    return frozenset() if actor.scope is None else hands_of(actor.scope, role, case.office.path)


def officer_id(actor: Actor) -> int:
    """Give the account of whoever decides; the system decides nothing: raises NotAllowed("not-yours-to-check")."""
    if actor.account_id is None:
        raise NotAllowed("not-yours-to-check")
    return actor.account_id


def note(
    charge: Charge,
    *,
    kind: str,
    now: datetime,
    actor_id: int | None = None,
    role: str = "",
    word: str = "",
    about: str = "",
    payload: StoredPayload | None = None,
) -> None:
    """Write an act about a charge into its case's journal, at the step that raised it."""
    casework.note(
        case=charge.case,
        kind=kind,
        now=now,
        actor_id=actor_id,
        role=role,
        step=charge.step,
        word=word,
        about=about,
        payload=payload,
    )
