"""Reading lists of exemption: a dry run before anything is kept, and what was kept."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched

from django.db.models import Count, Q

from panah.catalogue.queries import directive_in_force, directive_of
from panah.catalogue.rules.directive import grounds
from panah.foundation.errors import NotFound
from panah.foundation.persian import fold
from panah.foundation.tabular import Table
from panah.organisation.models import Office
from panah.organisation.queries import within
from panah.organisation.rules import Scope
from panah.payments.models import ColumnMapping, ExemptionList, ListedExemption
from panah.payments.queries.bill import PAGE
from panah.payments.rules import WAIVERS
from panah.payments.rules.lists import (
    BRINGERS,
    Column,
    ListKind,
    ListState,
    RowError,
    Wanted,
    columns_of,
    guessed,
    header_sha,
    overlaps,
    read_row,
)
from panah.registry.models import Household, Identifier, Membership, PaperHeld
from panah.registry.queries import as_of
from panah.registry.rules import compact
from panah.registry.sealing import index_of

__all__ = [
    "BRINGERS",
    "Column",
    "DryRun",
    "ListKind",
    "ListLine",
    "Listed",
    "Ready",
    "dry_run",
    "grounds_of",
    "household_named",
    "known_columns",
    "listed_for",
    "lists_of",
    "overlapping",
    "resolved",
]
AT_ONCE = 2_000

type Span = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Ready:
    """A row that can be kept: its place in the file, the household, the ground and the days it holds."""

    row: int
    household_id: int
    household_code: str
    ground: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class DryRun:
    """What would be kept of a file, and what is wrong with the rest, row by row."""

    ready: tuple[Ready, ...]
    errors: tuple[RowError, ...]


@dataclass(frozen=True, slots=True)
class ListLine:
    """One list with who must still look at it; `rows` are kept, `left_out` were not readable."""

    list_id: int
    kind: str
    letter: str
    file_name: str
    state: str
    rows: int
    left_out: tuple[tuple[int, str], ...]
    brought_at: datetime
    is_mine: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Why a household need not pay: the ground, since when and how long, and the letter it rests on."""

    row_id: int
    ground: str
    kind: str
    letter: str
    valid_from: date
    valid_until: date | None


def known_columns(table: Table, kind: ListKind) -> dict[Column, int]:
    """Give what the columns of a file mean: as remembered for this header, else as their names say."""
    found = ColumnMapping.objects.filter(kind=kind.value, header_sha=header_sha(table.header)).first()
    stored = found.columns if found else {}
    return columns_of(stored, len(table.header)) if stored else guessed(table.header)


def grounds_of(office: Office, *, on: date) -> dict[str, str]:
    """Give the grounds an office knows: code by label; none where no directive is in force."""
    province = office.province.slug if office.province else None
    try:
        directive = directive_in_force(province=province, on=on)
    except NotFound:
        return {}
    return {row.label: row.code for row in grounds(directive_of(directive.id), on=on)}


def dry_run(
    table: Table, columns: Mapping[Column, int], *, kind: ListKind, office: Office, on: date
) -> DryRun:
    """Read every row as if it were to be kept, and keep nothing; a constant number of queries per 2,000 rows."""
    names = grounds_of(office, on=on)
    known = {fold(name): code for label, code in names.items() for name in (label, code)}
    known |= {fold(one.value): one.value for one in ListKind}
    read = [
        read_row(row.number, row.cells, columns, kind=kind, grounds=known, since=on) for row in table.rows
    ]
    wanted = [one for one in read if isinstance(one, Wanted)]
    ready, errors = resolved(wanted, office=office, on=on)
    wrong = [one for one in read if isinstance(one, RowError)]
    return DryRun(tuple(ready), tuple(sorted([*wrong, *errors], key=lambda one: one.row)))


def resolved(wanted: Sequence[Wanted], *, office: Office, on: date) -> tuple[list[Ready], list[RowError]]:
    """Find the households rows speak of, within an office's part of the tree, and refuse what overlaps."""
    households = _households({compact(one.household) for one in wanted}, office, on)
    standing = _standing({found[0] for found in households.values()})
    ready: list[Ready] = []
    errors: list[RowError] = []
    for one in wanted:
        found = households.get(compact(one.household))
        if found is None:
            errors.append(RowError(one.row, "household-unknown"))
            continue
        spans = standing.setdefault((found[0], one.ground), [])
        span = (one.valid_from, one.valid_until)
        if any(overlaps(span, other) for other in spans):
            errors.append(RowError(one.row, "overlapping"))
            continue
        spans.append(span)
        ready.append(Ready(one.row, *found, one.ground, *span))
    return ready, errors


def overlapping(listed: ExemptionList) -> tuple[int, ...]:
    """Give the rows of a list that another confirmed list says already."""
    rows = list(listed.rows.order_by("row"))
    standing = _standing({row.household_id for row in rows}, without=listed.pk)
    return tuple(
        row.row
        for row in rows
        for span in standing.get((row.household_id, row.ground), ())
        if overlaps((row.valid_from, row.valid_until), span)
    )


def lists_of(scope: Scope, *, most: int = PAGE) -> tuple[ListLine, ...]:
    """Give the lists somebody's office was sent, those that wait for a second person first, then the newest."""
    seen = within(scope.paths(BRINGERS | WAIVERS), "office__path")
    found = ExemptionList.objects.filter(seen).order_by("-pk")
    waiting = list(found.filter(state=ListState.BROUGHT)[:most])
    rest = list(found.exclude(state=ListState.BROUGHT)[:most])
    rows = ListedExemption.objects.filter(list__in=[one.pk for one in [*waiting, *rest]])
    kept = dict(rows.order_by().values_list("list").annotate(n=Count("pk")))
    return tuple(
        ListLine(
            one.pk,
            one.kind,
            one.letter,
            one.file_name,
            one.state,
            kept.get(one.pk, 0),
            tuple((int(row), str(code)) for row, code in one.left_out),
            one.brought_at,
            one.brought_by_id == scope.account_id,
            one.reason,
        )
        for one in [*waiting, *rest]
    )


def listed_for(household_id: int, *, on: date) -> tuple[Listed, ...]:
    """Give the confirmed rows that stand for a household on a day, the oldest first."""
    rows = ListedExemption.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on),
        household=household_id,
        valid_from__lte=on,
        list__state=ListState.CONFIRMED,
    )
    return tuple(
        Listed(row.pk, row.ground, row.list.kind, row.list.letter, row.valid_from, row.valid_until)
        for row in rows.select_related("list").order_by("pk")
    )


def household_named(text: str, *, on: date) -> Household | None:
    """Find a household by its code, or by a number of one of its members; None where none is meant, or not one."""
    ministry = Office.objects.get(parent=None)
    found = _households([compact(text)], ministry, on).get(compact(text))
    if found is None:
        return None
    return Household.objects.select_related("office__province", "head__person").get(pk=found[0])


def _standing(
    households: Collection[int], *, without: int | None = None
) -> dict[tuple[int, str], list[Span]]:
    spans: dict[tuple[int, str], list[Span]] = {}
    for some in batched(sorted(households), AT_ONCE):
        rows = ListedExemption.objects.filter(household__in=some, list__state=ListState.CONFIRMED)
        for row in rows.exclude(list=without).values_list("household", "ground", "valid_from", "valid_until"):
            spans.setdefault((row[0], row[1]), []).append((row[2], row[3]))
    return spans


def _households(typed: Iterable[str], office: Office, on: date) -> dict[str, tuple[int, str]]:
    """Find households by their code, else by the number of a member: another authority's, or that of a paper."""
    ours = Household.objects.filter(within([office.path], "office__path"), dissolved_on=None)
    found: dict[str, tuple[int, str]] = {}
    for some in batched(sorted(set(typed)), AT_ONCE):
        rows = ours.filter(household_code__in=some).values_list("household_code", "pk")
        found |= {compact(code): (pk, code) for code, pk in rows}
        persons = _persons([one for one in some if one not in found], on)
        members = Membership.objects.filter(
            as_of(on), person__in=set(persons.values()), household__in=ours
        ).values_list("person", "household", "household__household_code")
        of_person = {person: (household, code) for person, household, code in members}
        found |= {text: of_person[who] for text, who in persons.items() if who in of_person}
    return found


def _persons(numbers: Sequence[str], on: date) -> dict[str, int]:
    """Find people by a number that is one person's alone; one that two people bear names nobody."""
    indexes = {index_of(table="identifier", text=one): one for one in numbers}
    found: dict[str, set[int]] = {}
    for index, person in Identifier.objects.filter(as_of(on), index__in=list(indexes)).values_list(
        "index", "person"
    ):
        found.setdefault(indexes[index], set()).add(person)
    for number, person in PaperHeld.objects.filter(as_of(on), number__in=numbers).values_list(
        "number", "person"
    ):
        found.setdefault(compact(number), set()).add(person)
    return {text: next(iter(persons)) for text, persons in found.items() if len(persons) == 1}
