"""The conditions that ask of papers: a later day of return, what a card needs, whether it lies at its office."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from panah.casework.models import BatchItem, Case, CaseAnchor, Subject
from panah.casework.registrations import Call, register_condition
from panah.casework.trips import is_later_return
from panah.catalogue.queries import directive_of
from panah.documents.models import Document, PrintItem
from panah.documents.operations.cards import ready_for_card
from panah.documents.rules.print_room import ItemState
from panah.documents.rules.standing import State
from panah.foundation.clock import local_date

RETURN = "trip-ends"
"""The day of a request by which the travellers are back, and until which their paper holds."""


def register() -> None:
    """Give the conditions to the engine by name."""
    register_condition("later-return", later_return)
    register_condition("card-data-missing", card_data_missing)
    register_condition("card-arrived", card_arrived)


def card_data_missing(call: Call, name: str) -> QuerySet[BatchItem]:
    """`card-data-missing`: there is no portrait of the traveller, or no name in Latin letters; a card needs both."""
    del name
    subjects = Subject.objects.filter(pk__in=call.travellers.exclude(subject_id=None).values("subject_id"))
    parties = dict(subjects.values_list("pk", "party_id"))
    ready = ready_for_card(set(parties.values()), on=local_date(call.now))
    return call.travellers.exclude(subject_id__in=[one for one, party in parties.items() if party in ready])


def card_arrived(call: Call, name: str) -> QuerySet[BatchItem]:
    """`card-arrived`: the traveller's card of this case lies at the office that hands it over."""
    del name
    here = PrintItem.objects.filter(
        state=ItemState.ARRIVED,
        document__state=State.VALID,
        document__case=OuterRef("case"),
        document__bearer=OuterRef("party"),
    )
    travelling = Subject.objects.filter(pk__in=call.travellers.exclude(subject_id=None).values("subject_id"))
    return call.travellers.filter(subject_id__in=travelling.filter(Exists(here)).values("pk"))


def later_return(call: Call, name: str) -> QuerySet[BatchItem]:
    """`later-return`: a standing paper is continued, to a day after its last and as far as the directive lets it.

    Asked of what was typed, at the start: it closes nothing but a day that cannot be right.
    """
    del name
    cases = list(Case.objects.filter(pk__in=call.travellers.values("case_id")))
    asked = CaseAnchor.objects.filter(case__in=cases, name=RETURN, day__isnull=False)
    after = {case: day for case, day in asked.values_list("case_id", "day") if day}
    before = _last_days({case.linked_to_id for case in cases} - {None})
    holds = [
        case.pk
        for case in cases
        if case.pk in after
        and case.linked_to_id in before
        and is_later_return(
            directive_of(case.directive_id),
            before[case.linked_to_id],
            after[case.pk],
            service=case.slug,
            on=local_date(case.opened_at),
        )
    ]
    return call.travellers.filter(case_id__in=holds)


def _last_days(cases: Iterable[int | None]) -> dict[int | None, date]:
    """The last day of the standing paper of each case, or of the one that has taken its place since; two queries."""
    lines = dict(Document.objects.filter(case__in=list(cases)).values_list("line", "case_id"))
    standing = Document.objects.filter(line__in=lines, state=State.VALID, valid_until__isnull=False)
    return {lines[line]: until for line, until in standing.values_list("line", "valid_until") if until}
