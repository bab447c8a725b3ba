"""What was held for a form becomes part of the case the form is about, in the same act."""

from collections.abc import Mapping

from django.http import HttpRequest

from panah.casework.queries.asking import Asking
from panah.evidence.operations import hand_in_held
from panah.foundation.canonical import Canonical
from panah.web.identity import visitor_of

EVIDENCE = "evidence"


def evidence_in(asking: Asking) -> tuple[str, ...]:
    """Name the questions that ask for a file."""
    return tuple(one.name for one in asking.questions if one.type == EVIDENCE)


def hand_in_answers(
    request: HttpRequest,
    case_id: int,
    form: str,
    asking: Asking,
    values: Mapping[str, Canonical],
    *,
    subject_id: int | None = None,
) -> None:
    """Keep with a case the files its form was answered with; the caller's transaction is the act's."""
    visitor = visitor_of(request)
    hand_in_held(
        case_id=case_id,
        form=form,
        titles={
            one.name: one.label for one in asking.questions if one.type == EVIDENCE and values.get(one.name)
        },
        actor_id=visitor.account_id or 0,
        role=_role(request),
        now=visitor.now,
        subject_id=subject_id,
    )


def _role(request: HttpRequest) -> str:
    visitor = visitor_of(request)
    if visitor.is_staff:
        return min(visitor.roles, default="")
    return "person" if visitor.actor.persons else "applicant"
