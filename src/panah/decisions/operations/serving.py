"""Serving a notice: the first time the person sees it or has it in hand, and from then on the time runs (S28)."""

from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.operations import locked_case
from panah.catalogue.queries import definition_of, directive_of
from panah.decisions.models import Decision
from panah.decisions.operations import telling
from panah.decisions.queries import COUNTERS, decision_for, is_about, serves
from panah.decisions.rules.window import Serving, State, last_day, time_to_object
from panah.foundation.clock import local_date
from panah.foundation.errors import NotAllowed
from panah.organisation.queries import working_calendar


def serve(*, decision_id: int, how: Serving, actor: Actor, now: datetime) -> Decision:
    """Record that the person saw the notice or was handed it; the first time counts, later ones change nothing.

    `portal` counts only for the person the decision is about: what a household's phone shows is served on nobody
    (S29). `handed` is said at a counter of the case's office. The last day to object is fixed here by the office's
    calendar. Raises NotFound("decision-unknown"), NotAllowed("not-yours-to-serve").
    """
    with transaction.atomic():
        decision = decision_for(decision_id, actor=actor, on=local_date(now))
        locked_case(decision.case_id)
        decision.refresh_from_db(fields=["state", "served_at", "serve_how", "objection_until"])
        if not (is_about(decision, actor) if how is Serving.PORTAL else serves(decision, actor)):
            raise NotAllowed("not-yours-to-serve", how=str(how))
        if decision.served_at is None:
            _write(decision, how, actor, now)
    return decision


def _write(decision: Decision, how: Serving, actor: Actor, now: datetime) -> None:
    decision.served_at, decision.serve_how = now, how
    if decision.state != State.FINAL:
        case = decision.case
        time = time_to_object(
            definition_of(case.version_id).ends[decision.end].objection,
            directive_of(case.directive_id),
            service=case.slug,
            on=local_date(decision.decided_at),
        )
        calendar = working_calendar(case.office, since=local_date(now))
        decision.objection_until = last_day(now, time, calendar) if time else None
    decision.save(update_fields=["served_at", "serve_how", "objection_until"])
    telling.tell(
        decision,
        decision.subject,
        kind="served",
        actor_id=actor.account_id,
        word=how,
        now=now,
        role="person" if how is Serving.PORTAL else _counter(decision, actor),
    )


def _counter(decision: Decision, actor: Actor) -> str:
    scope = actor.scope
    held = (role for role in COUNTERS if scope and scope.allows(role, decision.case.office.path))
    return next(held, "")
