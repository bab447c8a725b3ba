"""What people filled in: the newest form of a step, and the request with what was put right since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from panah.audit.queries import read_payloads
from panah.casework.models import Case, FormEntry, Subject
from panah.catalogue.queries import fields_of
from panah.foundation.canonical import Canonical

REOPENED = "reopened"
"""How a case is linked to the one whose decision fell."""

type Values = dict[str, Canonical]
"""The fields of one form by name, as they were sent."""


@dataclass(frozen=True, slots=True)
class Said:
    """One form as it was filled: for one subject or (None) for the whole case."""

    subject_id: int | None
    values: Values


@dataclass(frozen=True, slots=True)
class Requests:
    """What is asked for in some cases: the form each began with and its amendments, oldest first."""

    said: Mapping[int, tuple[Said, ...]]

    def of(self, case_id: int, subject_id: int | None = None) -> Values:
        """Give the request as it stands: for one subject what concerns it, else everything."""
        values: Values = {}
        for one in self.said.get(case_id, ()):
            if subject_id is None or one.subject_id in {None, subject_id}:
                values |= one.values
        return values


def newest_forms(case_ids: Iterable[int], step: str) -> dict[int, Values]:
    """Give the newest form filled at a step, by case; two queries. An erased one is left out."""
    newest = {case_id: payload for case_id, _, payload in _entries(case_ids, step)}
    return _opened(newest)


def newest_forms_by_subject(case_ids: Iterable[int], step: str) -> dict[tuple[int, int | None], Values]:
    """Give the newest form filled at a step, by (case, subject or none for the whole case); two queries."""
    newest = {(case_id, subject_id): payload for case_id, subject_id, payload in _entries(case_ids, step)}
    return _opened(newest)


def request_of(case_id: int, subject_id: int | None = None) -> Values:
    """Give what one case asks for: the form it began with, overlaid by every amendment since.

    A reopened case asks for what the first one did; with a subject, amendments about others are left out.
    """
    return requests_of([case_id]).of(case_id, subject_id)


def requests_of(case_ids: Iterable[int]) -> Requests:
    """Give what many cases ask for, in a number of queries that does not grow with them."""
    chains = _chains(case_ids)
    links = {link.id: link for chain in chains.values() for link in chain}
    asked: dict[int, list[FormEntry]] = defaultdict(list)
    for entry in FormEntry.objects.filter(case_id__in=links).order_by("pk"):
        if links[entry.case_id].left_out(entry.step) is not None:
            asked[entry.case_id].append(entry)
    bodies = read_payloads(ids=[entry.payload_id for entries in asked.values() for entry in entries])
    same = _same_subjects(chains)
    return Requests(
        {
            case_id: tuple(
                Said(same.get((case_id, entry.subject_id), entry.subject_id), _asked(link, entry, bodies))
                for link in chain
                for entry in asked[link.id]
                if entry.payload_id in bodies
            )
            for case_id, chain in chains.items()
        }
    )


@dataclass(frozen=True, slots=True)
class _Link:
    """One case of a chain of reopened cases."""

    id: int
    version_id: int
    start: str
    before: int | None

    def left_out(self, step: str) -> frozenset[str] | None:
        """Say which fields of a form are no part of the request; None when the whole form is none.

        Part of it are the form the case began with, and every form of a step that is `same_as` that one, save the
        fields that step adds for itself.
        """
        began = f"start.{self.start}"
        if step == began:
            return frozenset()
        form = fields_of(self.version_id).steps.get(step)
        if form is None or form.same_as != began:
            return None
        return frozenset(field.name for field in form.fields)


def _chains(case_ids: Iterable[int]) -> dict[int, tuple[_Link, ...]]:
    """Each case with the cases it was reopened from, the first one first."""
    found: dict[int, _Link] = {}
    wanted = set(case_ids)
    heads = tuple(wanted)
    while wanted:
        rows = Case.objects.filter(pk__in=wanted)
        for row in rows.values_list("pk", "version_id", "start", "linked_to_id", "link", named=True):
            before = row.linked_to_id if row.link == REOPENED else None
            found[row.pk] = _Link(row.pk, row.version_id, row.start, before)
        wanted = {link.before for link in found.values() if link.before} - found.keys()
    return {head: _chain(found, head) for head in heads if head in found}


def _chain(found: Mapping[int, _Link], head: int) -> tuple[_Link, ...]:
    chain = [found[head]]
    while (before := chain[0].before) is not None:
        chain.insert(0, found[before])
    return tuple(chain)


def _same_subjects(chains: Mapping[int, tuple[_Link, ...]]) -> dict[tuple[int, int | None], int]:
    """Which subject of a reopened case is which of the cases before it: (case, their subject) to its own."""
    reopened = {case_id: [link.id for link in chain] for case_id, chain in chains.items() if len(chain) > 1}
    if not reopened:
        return {}
    of_case: dict[int, list[Subject]] = defaultdict(list)
    for subject in Subject.objects.filter(case_id__in={one for ids in reopened.values() for one in ids}):
        of_case[subject.case_id].append(subject)
    return {
        (case_id, theirs.pk): own.pk
        for case_id, ids in reopened.items()
        for own in of_case[case_id]
        for before in ids
        for theirs in of_case[before]
        if (theirs.role, theirs.party_id) == (own.role, own.party_id)
    }


def _asked(link: _Link, entry: FormEntry, bodies: Mapping[int, Values]) -> Values:
    left_out = link.left_out(entry.step) or frozenset()
    return {name: value for name, value in bodies[entry.payload_id].items() if name not in left_out}


def _entries(case_ids: Iterable[int], step: str) -> list[tuple[int, int | None, int]]:
    rows = FormEntry.objects.filter(case_id__in=set(case_ids), step=step).order_by("pk")
    return list(rows.values_list("case_id", "subject_id", "payload_id"))


def _opened[Key](newest: Mapping[Key, int]) -> dict[Key, Values]:
    bodies = read_payloads(ids=list(newest.values()))
    return {key: bodies[payload] for key, payload in newest.items() if payload in bodies}
