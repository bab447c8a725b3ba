"""What the registry is told of travellers: whose matter it is, of which case, and which officers decided it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import F

from panah.casework.engine import sql
from panah.casework.models import Case, Item, Subject
from panah.casework.registrations import Call
from panah.foundation.errors import NotAllowed
from panah.registry.models import Person
from panah.registry.operations import Matter
from panah.workflow.definition import ServiceDefinition, Step

LINE = """
    WITH RECURSIVE line (first, id) AS (
        SELECT c.id, c.linked_to_id FROM casework_case c
        WHERE c.id IN ({marks})
        UNION
        SELECT l.first, c.linked_to_id FROM line l JOIN casework_case c ON c.id = l.id)
    SELECT l.first, c.number FROM line l JOIN casework_case c ON c.id = l.id
"""


@dataclass(frozen=True, slots=True)
class Said:
    """One word of a person in a case: where, and by which account; `subject_id` is None for the whole case."""

    subject_id: int | None
    step: str
    account_id: int


def subjects_of(call: Call) -> list[Subject]:
    """The open subjects the travellers of a call mean: its own, or all of its case; with their cases. Two queries."""
    travellers = list(call.travellers.values_list("case_id", "subject_id"))
    whole = {case for case, subject in travellers if subject is None}
    alone = {subject for _, subject in travellers if subject is not None}
    found = Subject.objects.filter(case__in={case for case, _ in travellers}, state="open")
    return [
        subject
        for subject in found.select_related("case").order_by("pk")
        if subject.case_id in whole or subject.pk in alone
    ]


def matters_of(call: Call, *, confirmed: bool = False) -> list[Matter]:
    """Say for each person among the travellers whose word decided, the last that was said about them.

    With `confirmed` it is two officers': whoever said the last word that may not be the same person's as an earlier
    one, and whoever said that earlier one. A constant number of queries. Raises NotAllowed("nobody-decided"), and
    with `confirmed` NotAllowed("two-officers-needed").
    """
    subjects = subjects_of(call)
    cases = {subject.case_id: subject.case for subject in subjects}
    persons = set(Person.objects.filter(pk__in=[s.party_id for s in subjects]).values_list("pk", flat=True))
    said = _said(cases)
    earlier = _earlier(cases)
    found: dict[int, Matter] = {}
    for subject in subjects:
        if subject.party_id not in persons:
            continue
        words = [one for one in said[subject.case_id] if one.subject_id in {None, subject.pk}]
        matter = _matter(subject, call, words)
        matter = replace(matter, earlier=earlier.get(subject.case_id, frozenset()))
        if confirmed:
            decided_by, confirmed_by = _two_officers(call.definition, words, subject.case)
            matter = replace(matter, decided_by=decided_by, confirmed_by=confirmed_by)
        found.setdefault(subject.party_id, matter)
    return list(found.values())


def _matter(subject: Subject, call: Call, words: list[Said]) -> Matter:
    decided_by = words[-1].account_id if words else call.actor_id
    if decided_by is None:
        raise NotAllowed("nobody-decided", case=subject.case.number)
    return Matter(
        person_id=subject.party_id,
        case_number=subject.case.number,
        reason=subject.case.slug,
        title=call.definition.title,
        decided_by=decided_by,
    )


def _two_officers(definition: ServiceDefinition, words: list[Said], case: Case) -> tuple[int, int]:
    steps: Mapping[str, Step] = definition.steps
    for place in range(len(words) - 1, -1, -1):
        second, step = words[place], steps.get(words[place].step)
        if step is None or not step.not_the_same_as or _is_party(definition, step):
            continue
        for first in reversed(words[:place]):
            named = first.step in step.not_the_same_as and not _is_party(definition, steps[first.step])
            if named and first.account_id != second.account_id:
                return first.account_id, second.account_id
    raise NotAllowed("two-officers-needed", case=case.number)


def _is_party(definition: ServiceDefinition, step: Step) -> bool:
    return not definition.registry.public_roles.isdisjoint(step.holders)


def _said(cases: Collection[int]) -> dict[int, list[Said]]:
    """Every word of a person in these cases, the oldest first; one query."""
    found: dict[int, list[Said]] = defaultdict(list)
    rows = Item.objects.filter(case__in=cases, closed_by__isnull=False).order_by(F("closed_at").asc(), "pk")
    for case, subject, step, account in rows.values_list("case_id", "subject_id", "step", "closed_by"):
        found[case].append(Said(subject, step, account or 0))
    return found


def _earlier(cases: Iterable[int]) -> dict[int, frozenset[str]]:
    """The numbers of the cases that each of these follows, however far back; one query."""
    ids = sorted(cases)
    found: dict[int, set[str]] = defaultdict(set)
    for first, number in sql.rows(LINE.format(marks=sql.places(len(ids))), ids) if ids else ():
        found[int(str(first))].add(str(number))
    return {case: frozenset(numbers) for case, numbers in found.items()}
