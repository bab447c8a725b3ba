"""Whose refusal, and its ground, somebody may read: it is the matter of the person it is about (S5, S29).

Adults of one household share a request and not its outcome: the ground of a refusal may be a court's order, an
expired paper, a journey nobody was to know of. A child's is told to whoever looks after the child.
"""

from collections.abc import Iterable
from datetime import date

from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Subject
from panah.organisation.rules import covers
from panah.registry.models import Person
from panah.registry.queries.guardians import minors_among
from panah.registry.queries.speakers import is_account_of_household, speakers_for


def told_outcomes(case: Case, subjects: Iterable[Subject], *, actor: Actor, on: date) -> frozenset[int]:
    """Give the subjects of a case whose refusal this actor may read on a local day; nobody's for nobody.

    Officers over the case's office read everybody's. A person reads their own, and of those they speak for. The
    account that asked, or that the household shares, reads of its children, and of an organisation it asked for.
    """
    ids = {subject.pk: subject.party_id for subject in subjects}
    scope = actor.scope
    if scope is not None and any(covers(held.office_path, case.office.path) for held in scope.holdings):
        return frozenset(ids)
    if actor.account_id is None:
        return frozenset()
    told = set(actor.persons)
    if actor.persons:
        speakers = speakers_for(set(ids.values()), on=on)
        told |= {party for party, several in speakers.items() if several & set(actor.persons)}
    if not case.alone and _asked_together(case, actor.account_id):
        told |= _of_no_adult(set(ids.values()), on)
    return frozenset(subject for subject, party in ids.items() if party in told)


def _asked_together(case: Case, account_id: int) -> bool:
    return case.applicant_id == account_id or is_account_of_household(account_id, case.household_id)


def _of_no_adult(parties: set[int], on: date) -> set[int]:
    """The children and the organisations among these."""
    persons = set(Person.objects.filter(pk__in=parties).values_list("pk", flat=True))
    return parties - persons | minors_among(parties, on=on)
