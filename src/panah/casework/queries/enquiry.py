"""The enquiry desk's one box: from whatever was typed to people and cases, each with one sentence that may be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet, Window
from django.db.models.functions import RowNumber

from panah.casework.models import Case, Item, Subject
from panah.casework.queries.reach import HOUSEHOLD_READERS, SEARCHERS, cases_of_office, narrowed
from panah.casework.queries.worklist import service_title
from panah.catalogue.queries import definition_of
from panah.foundation.persian import clean, to_latin_digits
from panah.organisation.models import Office
from panah.organisation.queries import offices_in
from panah.organisation.roles import ROLES, OfficeKind
from panah.organisation.rules import Scope
from panah.registry.models import Membership
from panah.registry.models.base import STANDING
from panah.registry.queries import Hints, find_persons, log_reading
from panah.registry.rules import Reading

MOST = 20
NEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """What may be said of a case to whoever asks: which step, which role holds it, where and since when (UTC)."""

    id: int
    number: str
    service: str
    is_open: bool
    step: str
    holder: str
    office: str
    since: datetime
    may_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPerson:
    """A person found: enough to tell namesakes apart, the household, and the newest cases."""

    id: int
    name: str
    father: str
    born: date
    born_precision: str
    household: str
    may_open: bool
    by: str
    cases: tuple[Whereabouts, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: people best first, and cases whose number was typed."""

    people: tuple[FoundPerson, ...]
    cases: tuple[Whereabouts, ...]


def enquire(text: str, *, scope: Scope, persons: Sequence[int], look: Reading, hints: Hints) -> Answer:
    """Find people and cases for an officer's box, and log the look at every person shown (S20).

    Only households and cases within the officer's offices are found, and nothing confidential or alone is told.
    """
    typed = clean(text)
    if not typed:
        return Answer((), ())
    reach = narrowed(scope, SEARCHERS)
    cases = _by_case_number(typed, scope=scope, reach=reach)
    finds = find_persons(typed, scope=reach, hints=hints, limit=MOST)
    ids = [find.person.pk for find in finds]
    log_reading(look, [f"person:{pk}" for pk in ids])
    codes = _households(ids)
    readable = set(offices_in(narrowed(scope, HOUSEHOLD_READERS)).values_list("pk", flat=True))
    newest = _newest_cases(ids, scope=scope, persons=persons, reach=reach)
    people = tuple(
        FoundPerson(
            id=find.person.pk,
            name=find.person.name,
            father=find.person.father_name,
            born=find.person.birth_first,
            born_precision=find.person.birth_precision,
            household=codes.get(find.person.pk, ("", 0))[0],
            may_open=codes.get(find.person.pk, ("", 0))[1] in readable,
            by=find.by,
            cases=newest.get(find.person.pk, ()),
        )
        for find in finds
    )
    return Answer(people, whereabouts(cases, openable=_openable(cases, scope, persons)))


def whereabouts(cases: Sequence[Case], *, openable: set[int]) -> tuple[Whereabouts, ...]:
    """Say where cases lie: one query for all of them."""
    waiting: dict[int, Item] = {}
    items = (
        Item.objects.filter(case__in=cases, state="open")
        .select_related("office")
        .order_by("-opened_at", "-pk")
    )
    for item in items:
        waiting[item.case_id] = item
    return tuple(_said(case, waiting.get(case.pk), may_open=case.pk in openable) for case in cases)


def _said(case: Case, item: Item | None, *, may_open: bool) -> Whereabouts:
    definition = definition_of(case.version_id)
    step = definition.steps.get(item.step) if item else None
    holders = [ROLES[role].title for role in (item.queue.split("+") if item else ()) if role in ROLES]
    return Whereabouts(
        id=case.pk,
        number=case.number,
        service=service_title(case.version_id),
        is_open=case.state == "open",
        step=step.title if step else "",
        holder=holders[0] if holders else "",
        office=item.office.name if item else "",
        since=item.opened_at if item else (case.closed_at or case.opened_at),
        may_open=may_open,
    )


def _by_case_number(typed: str, *, scope: Scope, reach: Scope) -> list[Case]:
    number = to_latin_digits(typed).replace(" ", "").upper()
    if "/" not in number:
        return []
    near = Q(pk__in=_cases_near(reach).filter(alone=False)) | Q(pk__in=cases_of_office(scope))
    return list(Case.objects.filter(near, number__iexact=number)[:NEWEST])


def _cases_near(reach: Scope) -> QuerySet[Case]:
    return Case.objects.filter(office__in=_offices_near(reach))


def _offices_near(reach: Scope) -> QuerySet[Office]:
    """The offices a desk may speak of: never a political one, whose applicants the bureau does not see (S17)."""
    return offices_in(reach).exclude(kind=OfficeKind.POLITICAL_OFFICE.value)


def _households(ids: Sequence[int]) -> dict[int, tuple[str, int]]:
    rows = Membership.objects.filter(STANDING, person__in=ids)
    found = rows.values_list("person_id", "household__household_code", "household__office_id")
    return {person: (code, office) for person, code, office in found}


def _newest_cases(
    ids: Sequence[int], *, scope: Scope, persons: Sequence[int], reach: Scope
) -> dict[int, tuple[Whereabouts, ...]]:
    """The newest shared cases of each person found, whatever their number: four queries."""
    offices = list(_offices_near(reach).values_list("pk", flat=True))
    place = Window(RowNumber(), partition_by="party_id", order_by="-case_id")
    pairs = list(
        Subject.objects.filter(party__in=ids, case__alone=False, case__office__in=offices)
        .annotate(place=place)
        .filter(place__lte=NEWEST)
        .order_by("-case_id")
        .values_list("party_id", "case_id")
    )
    cases = Case.objects.in_bulk([case for _, case in pairs])
    ordered = list(cases.values())
    told = {one.id: one for one in whereabouts(ordered, openable=_openable(ordered, scope, persons))}
    found: dict[int, tuple[Whereabouts, ...]] = {}
    for party, case in pairs:
        found[party] = (*found.get(party, ()), told[case])
    return found


def _openable(cases: Sequence[Case], scope: Scope, persons: Sequence[int]) -> set[int]:
    wanted = [case.pk for case in cases]
    return set(cases_of_office(scope, persons=persons).filter(pk__in=wanted).values_list("pk", flat=True))
