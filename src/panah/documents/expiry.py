"""Until when a paper of the service holds, for a process that waits for that day (`30 days before licence.expiry`)."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet

from panah.casework.engine.deadlines import end_of
from panah.casework.models import Case, Subject
from panah.casework.registrations import Call
from panah.documents.models import Document
from panah.documents.operations.effects import standing_papers


def expiries(call: Call, name: str) -> Mapping[int, datetime]:
    """Give by traveller the moment (UTC) after the last day of its standing paper of this name.

    A person's is their own, a whole case's the one all share. Nobody without such a paper, or with one
    that has no last day, is in it. Five queries.
    """
    papers = standing_papers(call.travellers, name)
    own, shared = (
        _ends(papers.exclude(bearer=None), "bearer_id"),
        _ends(papers.filter(bearer=None), "case_id"),
    )
    before = dict(_cases(call).values_list("pk", "linked_to_id"))
    parties = dict(Subject.objects.filter(case__in=_cases(call)).values_list("pk", "party_id"))
    found = {
        pk: own.get(parties.get(subject or 0, 0)) or shared.get(case) or shared.get(before[case] or 0)
        for pk, case, subject in call.travellers.values_list("pk", "case_id", "subject_id")
    }
    return {traveller: moment for traveller, moment in found.items() if moment is not None}


def _ends(papers: QuerySet[Document], of: str) -> dict[int, datetime]:
    rows = papers.order_by("pk").values_list(of, "valid_until")
    return {key: end_of(until) for key, until in rows if until is not None}


def _cases(call: Call) -> QuerySet[Case]:
    return Case.objects.filter(pk__in=call.travellers.values("case_id"))
