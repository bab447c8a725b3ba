"""Decisions of a case or a person, the notice of one, and who may have it in hand."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from panah.casework.engine.authority import Actor
from panah.casework.queries.outcomes import told_outcomes
from panah.catalogue.queries import definition_of, directive_of
from panah.catalogue.queries.reasons import officer_form
from panah.decisions.models import Decision
from panah.decisions.rules.grounds import Ground, ground_of
from panah.decisions.rules.notices import Facts, Language, Notice, compose
from panah.decisions.rules.window import State, court_times, time_to_object
from panah.decisions.sealing import open_words
from panah.foundation.clock import local_date
from panah.foundation.errors import NotFound
from panah.organisation.roles import ROLES
from panah.registry.queries.speakers import speakers_for

COUNTERS = ("service-clerk", "bureau-clerk")
"""The roles at a counter: they hand a notice over and write down an objection for somebody, and decide nothing."""


def decisions_of_case(case_id: int) -> QuerySet[Decision]:
    """Give the decisions of one case, in the order they were taken."""
    return _all().filter(case=case_id).order_by("decided_at", "pk")


def decisions_of_subjects(subject_ids: Iterable[int]) -> Mapping[int, Decision]:
    """Give the decision about each of these subjects; one query."""
    return {one.subject_id: one for one in _all().filter(subject__in=list(subject_ids))}


def decisions_of_person(party_id: int) -> QuerySet[Decision]:
    """Give the decisions about a person, newest first; for that person's own door and for protection (S29)."""
    return _all().filter(subject__party=party_id).order_by("-decided_at", "-pk")


def decision_for(decision_id: int, *, actor: Actor, on: date) -> Decision:
    """Give a decision to whoever may read it on a local day, or serves it at a counter.

    Raises NotFound("decision-unknown"), the same for another's decision as for one that is not there.
    """
    found = _all().filter(pk=decision_id).first()
    if found is None or not (is_told(found, actor, on=on) or serves(found, actor)):
        raise NotFound("decision-unknown", decision=decision_id)
    return found


def is_told(decision: Decision, actor: Actor, *, on: date) -> bool:
    """Whether a party may read it: the person it is about, who speaks for them, and for a child the family (S29)."""
    party = replace(actor, scope=None)
    return bool(told_outcomes(decision.case, [decision.subject], actor=party, on=on))


def is_about(decision: Decision, actor: Actor) -> bool:
    """Whether the decision is about the person this account is bound to."""
    return decision.subject.party_id in actor.persons


def speaks_for(decision: Decision, actor: Actor, *, on: date) -> bool:
    """Whether somebody may object to it from their own account, for whoever it is about (S5, S29).

    Themselves; a child's parents, guardians and head of household; an adult's appointed guardian; of an organisation
    whoever asked for it. Never a household's phone for a person: it proves a number and nobody's identity.
    """
    party = decision.subject.party_id
    if decision.subject.party.kind != "person":
        return actor.account_id is not None and decision.case.applicant_id == actor.account_id
    if not actor.persons:
        return False
    return is_about(decision, actor) or bool(
        speakers_for([party], on=on).get(party, set()) & set(actor.persons)
    )


def serves(decision: Decision, actor: Actor) -> bool:
    """Whether the actor stands at a counter that reaches the office of the case."""
    scope = actor.scope
    return scope is not None and any(scope.allows(role, decision.case.office.path) for role in COUNTERS)


def notice_of(decision: Decision, *, language: Language = "fa") -> Notice:
    """Write the notice of a decision in a language (S28); whoever shows it logs the reading and serves it."""
    return compose(_facts(decision), language)


def ground_of_decision(decision: Decision) -> Ground:
    """Give the coded ground as the version and directive of the case list it."""
    case = decision.case
    found = ground_of(
        officer_form(case.version_id, case.directive_id, decision.step),
        directive_of(case.directive_id),
        code=decision.ground,
        word=decision.word,
    )
    return found or Ground(decision.ground, decision.ground, "", decision.rule)


def _all() -> QuerySet[Decision]:
    return Decision.objects.select_related("case__office", "subject__party")


def _facts(decision: Decision) -> Facts:
    case = decision.case
    definition, table = definition_of(case.version_id), directive_of(case.directive_id)
    end, ground = definition.ends[decision.end], ground_of_decision(decision)
    decided_on = local_date(decision.decided_at)
    inside, abroad = court_times(table, on=decided_on)
    role = ROLES.get(decision.decided_as)
    return Facts(
        case_number=case.number,
        service=definition.title,
        ended=end.title,
        ground=decision.ground,
        ground_text=ground.text,
        remedy=ground.remedy,
        reason=open_words(subject_id=decision.subject_id, sealed=decision.text),
        rule=decision.rule,
        decided_on=decided_on,
        decided_as=decision.decided_as,
        role_title=role.title if role else decision.decided_as,
        state=State(decision.state),
        court=decision.court,
        time_to_object=time_to_object(end.objection, table, service=case.slug, on=decided_on),
        until=decision.objection_until,
        court_in_country=inside,
        court_abroad=abroad,
    )
