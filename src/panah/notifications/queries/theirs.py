"""Which messages somebody at an office deals with, and what their people are called."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from panah.casework.models import Subject
from panah.casework.queries.apart import is_own_matter
from panah.casework.queries.worklist import name_of
from panah.catalogue.queries import definition_of
from panah.foundation.clock import local_date
from panah.notifications.models import Message
from panah.organisation.queries import within
from panah.organisation.rules import Scope

CONTRACTOR = "service-clerk"


def of_offices(scope: Scope, roles: Collection[str]) -> Q:
    """The messages of cases at the offices where a scope holds one of some roles, never of the officer's own matter.

    What says that somebody is expected at an office is that office's too.
    What concerns one person alone is not a contractor's clerk's (S19, S29).
    """
    place = "case__office__path"
    at_bureau = _there(scope.paths(set(roles) - {CONTRACTOR}), place)
    at_counter = Q(case__alone=False) & _there(scope.paths(roles), place)
    return (at_bureau | at_counter) & (Q(case__applicant=None) | ~Q(case__applicant=scope.account_id))


def _there(paths: Collection[str], place: str) -> Q:
    return within(paths, place) | within(paths, "meets_office__path")


def is_alone(message: Message) -> bool:
    """Whether nobody but its person may get or hear a message: a case of one adult, or one's own way in it (S29)."""
    case, about = message.case, message.about
    if case is None or about is None:
        return bool(case and case.alone)
    definition, on = definition_of(case.version_id), local_date(message.created_at)
    return case.alone or is_own_matter(definition, about, on=on)


def names_of(messages: Iterable[Message]) -> Mapping[int, tuple[str, ...]]:
    """Name whom each message concerns: its person, else everybody of its case; one query."""
    rows = list(messages)
    subjects = Subject.objects.filter(case__in={m.case_id for m in rows}).order_by("pk")
    everybody = list(subjects.select_related("party__person", "party__organisation"))
    return {
        m.pk: tuple(
            name_of(one) for one in everybody if one.case_id == m.case_id and m.about_id in {None, one.pk}
        )
        for m in rows
    }
