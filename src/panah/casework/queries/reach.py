"""Which cases somebody may open at all: querysets that every page begins with.

A case outside them is, for that person, not there: pages answer as for a number that was never given.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.casework.models import Case, Item, Subject
from panah.foundation.errors import NotFound
from panah.organisation.queries import NOWHERE
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import Scope, covers

__all__ = [
    "HOUSEHOLD_READERS", "POLITICAL", "READERS", "SEARCHERS", "Scope", "case_of_office", "cases_of_account",
    "cases_of_household", "cases_of_office", "is_case_of_office", "narrowed", "queue_of",
]  # fmt: skip

POLITICAL = frozenset({"political-expert", "political-director"})
"""Officers of the political office and of the foreigners' bureau never see each other's applicants (S17)."""

READERS = POLITICAL | frozenset(
    {
        "bureau-clerk", "bureau-expert", "bureau-officer", "bureau-approver", "bureau-director",
        "protection-counsellor", "protection-officer", "objection-officer", "child-officer",
        "ministry-intake", "ministry-officer", "ministry-expert", "ministry-director", "auditor",
    }
)  # fmt: skip
"""Who may open any case of the offices below theirs; every other role sees what waits in its own queue (S19)."""

HOUSEHOLD_READERS = READERS - POLITICAL
"""Who may open a household's record; the political office never may (S17), a contractor's clerk at a counter only."""

SEARCHERS = HOUSEHOLD_READERS | frozenset({"enquiry-desk"})
"""Who may look for a person by name, paper or phone from an office page."""


def narrowed(scope: Scope, roles: Iterable[str]) -> Scope:
    """Keep of a scope what is held by some roles."""
    wanted = frozenset(roles)
    return Scope(scope.account_id, tuple(held for held in scope.holdings if held.role in wanted))


def cases_of_office(scope: Scope | None, *, persons: Iterable[int] = ()) -> QuerySet[Case]:
    """Give the cases a member of staff may open: overseen ones, and those waiting in or gone through their queue.

    Never the officer's own matter: that one is theirs to see as everybody sees theirs (S8).
    """
    if scope is None:
        return Case.objects.none()
    passed = Item.objects.filter(
        queue_of(scope), Q(state="open") | Q(closed_by=scope.account_id), case=OuterRef("pk")
    )
    own = Subject.objects.filter(case=OuterRef("pk"), party__in=list(persons))
    return Case.objects.filter(
        _overseen(scope) | Exists(passed),
        ~Exists(own),
        Q(applicant=None) | ~Q(applicant=scope.account_id),
    )


def is_case_of_office(case_id: int, scope: Scope | None, *, persons: Iterable[int] = ()) -> bool:
    """Whether a case is among `cases_of_office`: asked before every page and act, so the common answer is quick."""
    if scope is None:
        return False
    parties = list(persons)
    rows = Case.objects.filter(pk=case_id).values_list("office__path", "office__kind", "applicant_id")
    for path, kind, applicant in rows:
        if applicant != scope.account_id and not parties and _oversees(scope, path, kind):
            return True
    return cases_of_office(scope, persons=parties).filter(pk=case_id).exists()


def case_of_office(case_id: int, scope: Scope | None, *, persons: Iterable[int] = ()) -> Case:
    """Give one of `cases_of_office` with its office. Raises NotFound("case-unknown")."""
    found = cases_of_office(scope, persons=persons).select_related("office").filter(pk=case_id).first()
    if found is None:
        raise NotFound("case-unknown")
    return found


def cases_of_household(household_id: int | None) -> QuerySet[Case]:
    """Give the shared work of a household; what concerns one person alone is never in it (S29)."""
    if household_id is None:
        return Case.objects.none()
    return Case.objects.filter(household=household_id, alone=False)


def cases_of_account(account_id: int | None, *, persons: Iterable[int] = ()) -> QuerySet[Case]:
    """Give one's own matters: what this account asked for, and what is about the person bound to it."""
    about = Subject.objects.filter(case=OuterRef("pk"), party__in=list(persons))
    return Case.objects.filter(Q(applicant=account_id, applicant__isnull=False) | Exists(about))


def queue_of(scope: Scope) -> Q:
    """The predicate of items that wait for a role of this scope at an office it reaches."""
    found = NOWHERE
    for held in scope.holdings:
        found |= _waits_for(held.role) & Q(office__path__startswith=held.office_path)
    return found


def _overseen(scope: Scope) -> Q:
    found = NOWHERE
    for held in scope.holdings:
        if held.role in READERS:
            political = Q(office__kind=OfficeKind.POLITICAL_OFFICE.value)
            of_theirs = political if held.role in POLITICAL else ~political
            found |= Q(office__path__startswith=held.office_path) & of_theirs
    return found


def _oversees(scope: Scope, path: str, kind: str) -> bool:
    """The same rule as `_overseen`, asked of one office."""
    is_political = kind == OfficeKind.POLITICAL_OFFICE.value
    return any(
        held.role in READERS and (held.role in POLITICAL) == is_political and covers(held.office_path, path)
        for held in scope.holdings
    )


def _waits_for(role: str) -> Q:
    return (
        Q(queue=role)
        | Q(queue__startswith=f"{role}+")
        | Q(queue__endswith=f"+{role}")
        | Q(queue__contains=f"+{role}+")
    )
