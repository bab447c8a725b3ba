"""The control page of a round: how far its people have come, office by office, and where it jams."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Min, Q, QuerySet, Sum

from panah.appointments.models import Appointment
from panah.casework.engine import sql
from panah.casework.models import Item, Subject
from panah.catalogue.queries import definition_of, directive_of
from panah.catalogue.rules.round_orders import RoundOrder, round_order
from panah.foundation.errors import NotFound
from panah.organisation.models import Office
from panah.organisation.queries import within
from panah.organisation.rules import Scope
from panah.rounds.models import CalledHousehold, PersonInRound, RegistrationRound
from panah.rounds.rules.course import purpose_of
from panah.rounds.rules.coverage import COVERED, TITLES, Rule
from panah.workflow.definition import ServiceDefinition

BOOKED = "booked"
CAME_TO = """
    SELECT c.office_id, i.step, count(DISTINCT coalesce(i.subject_id, s.id))
    FROM rounds_calledhousehold k
    JOIN casework_case c ON c.id = k.case_id
    JOIN casework_item i ON i.case_id = c.id
    LEFT JOIN casework_subject s ON i.subject_id IS NULL AND s.case_id = c.id
    WHERE k.round_id = %s AND i.step IN ({steps})
    GROUP BY c.office_id, i.step
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """One round in a list; days are Jalali text as ordered, `people` those it called."""

    id: int
    slug: str
    title: str
    province: str
    opens: str
    closes: str
    course: str
    households: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLine:
    """An office of a round: how many people came to each figure, in the order of `Control.figures`."""

    office_id: int
    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Jam:
    """A step at which work lies: how many items, how many past their promise, and the oldest (UTC)."""

    step: str
    title: str
    holders: tuple[str, ...]
    waiting: int
    late: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An office the round was communicated to, and its answer."""

    office_id: int
    name: str
    acknowledged_at: datetime | None
    minutes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One round at a moment: its order, its figures by office and in all, its jams, and whom it does not cover."""

    id: int
    order: RoundOrder
    course: str
    province: str
    figures: tuple[tuple[str, str], ...]
    offices: tuple[OfficeLine, ...]
    total: tuple[int, ...]
    households: int
    jams: tuple[Jam, ...]
    told: tuple[Told, ...]
    left_out: tuple[tuple[str, int], ...]


def rounds_in(scope: Scope) -> list[RoundLine]:
    """List the rounds of the provinces a scope reaches into, the newest first."""
    rows = _reached(scope).annotate(households=Count("called"), people=Sum("called__people"))
    return [
        RoundLine(
            id=row.pk,
            slug=row.slug,
            title=(order := _order(row)).title,
            province=row.province.name,
            opens=order.opens,
            closes=order.closes,
            course=row.course,
            households=row.households,
            people=row.people or 0,
        )
        for row in rows.select_related("province").order_by("-pk")
    ]


def control(*, round_id: int, scope: Scope, now: datetime) -> Control:
    """Read a round as far as a scope reaches: an office sees its own line; the queries do not grow with the people.

    Raises NotFound("round-unknown"), the same for what is out of reach as for what is not there.
    """
    row = _reached(scope).select_related("province", "directorate").filter(pk=round_id).first()
    if row is None:
        raise NotFound("round-unknown")
    definition = definition_of(row.version_id)
    seen = CalledHousehold.objects.filter(within(scope.paths(), "case__office__path"), round=row)
    names = _offices(seen)
    counts = _counts(row, definition)
    figures = [(one.name, one.title) for one in definition.figures.values()]
    figures.insert(1, (BOOKED, "نوبت‌دار"))
    offices = tuple(
        OfficeLine(
            office_id=office,
            name=name,
            counts=tuple(counts[figure].get(office, 0) for figure, _ in figures),
        )
        for office, name in names.items()
    )
    return Control(
        id=row.pk,
        order=_order(row),
        course=row.course,
        province=row.province.name,
        figures=tuple(figures),
        offices=offices,
        total=tuple(map(sum, zip(*(line.counts for line in offices), strict=True))),
        households=seen.count(),
        jams=_jams(seen, definition, now),
        told=_told(row, scope),
        left_out=_left_out(row, scope),
    )


def _reached(scope: Scope) -> QuerySet[RegistrationRound]:
    above = within(scope.paths(), "directorate__path")
    below = Q(communications__office__in=Office.objects.filter(within(scope.paths())))
    return RegistrationRound.objects.filter(
        pk__in=RegistrationRound.objects.filter(above | below).values("pk")
    )


def _order(row: RegistrationRound) -> RoundOrder:
    return round_order(directive_of(row.directive_id), slug=row.slug)


def _offices(seen: QuerySet[CalledHousehold]) -> dict[int, str]:
    rows = seen.order_by("case__office__code").values_list("case__office_id", "case__office__name").distinct()
    return dict(rows)


def _counts(row: RegistrationRound, definition: ServiceDefinition) -> Mapping[str, Mapping[int, int]]:
    """How many people came to each figure, by office."""
    at = {figure.at: figure.name for figure in definition.figures.values()}
    found: dict[str, dict[int, int]] = defaultdict(dict)
    steps = [place for place in at if not place.startswith("end:")]
    for office, step, people in sql.rows(CAME_TO.format(steps=sql.places(len(steps))), [row.pk, *steps]):
        found[at[str(step)]][int(str(office))] = int(str(people))
    ends = Subject.objects.filter(case__called__round=row, state="ended").order_by()
    for office, end, people in ends.values_list("case__office", "end").annotate(Count("pk")):
        if f"end:{end}" in at:
            found[at[f"end:{end}"]][office] = people
    booked = Appointment.objects.filter(
        purpose=purpose_of(row.slug, row.province.slug), ended_at=None, case__called__round=row
    )
    for office, people in booked.order_by().values_list("case__office").annotate(Sum("case__called__people")):
        found[BOOKED][office] = people
    return found


def _jams(seen: QuerySet[CalledHousehold], definition: ServiceDefinition, now: datetime) -> tuple[Jam, ...]:
    """The open steps of the round, the most waiting first; a wait is nobody's jam."""
    open_items = Item.objects.filter(case__called__in=seen.values("pk"), state="open").exclude(kind="wait")
    rows = (
        open_items.order_by()
        .values("step")
        .annotate(waiting=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)), since=Min(F("opened_at")))
    )
    jams = [
        Jam(
            step=one["step"],
            title=definition.step(one["step"]).title,
            holders=definition.step(one["step"]).holders,
            waiting=one["waiting"],
            late=one["late"],
            since=one["since"],
        )
        for one in rows
    ]
    return tuple(sorted(jams, key=lambda jam: (-jam.late, -jam.waiting, jam.step)))


def _told(row: RegistrationRound, scope: Scope) -> tuple[Told, ...]:
    rows = row.communications.filter(within(scope.paths(), "office__path")).select_related("office")
    return tuple(
        Told(
            office_id=one.office_id,
            name=one.office.name,
            acknowledged_at=one.acknowledged_at,
            minutes=one.minutes,
        )
        for one in rows.order_by("office__path")
    )


def _left_out(row: RegistrationRound, scope: Scope) -> tuple[tuple[str, int], ...]:
    """How many people here the order does not cover, by the rule that says so."""
    people = PersonInRound.objects.filter(within(scope.paths(), "household__office__path"), round=row)
    counted = people.exclude(rule__in=[rule.value for rule in COVERED]).order_by().values_list("rule")
    return tuple((TITLES[Rule(rule)], many) for rule, many in sorted(counted.annotate(Count("pk"))))
