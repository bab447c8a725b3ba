"""Whom a round covers in a province, person by person, in one statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from panah.casework.models import Subject
from panah.catalogue.rules.round_orders import Covered, RoundOrder
from panah.foundation.jalali import parse
from panah.organisation.models import Office
from panah.organisation.queries import within
from panah.registry.models import Membership, PaperHeld, Relationship
from panah.registry.queries import as_of, in_force
from panah.registry.rules import minors_born_after
from panah.registry.words import RelationKind
from panah.rounds.rules.coverage import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """An order read on a day (Gregorian) for the households whose dossiers lie below an office.

    Whoever has an open file of the order's service is under way already.
    """

    order: RoundOrder
    directorate: Office
    on: date


def members(coverage: Coverage) -> QuerySet[Membership]:
    """Everybody who lives in a household here, each with the `rule` that says whether they are called.

    A child's parents are asked one by one, wherever they live; who has died asks for nothing.
    """
    belonging = Membership.objects.filter(
        as_of(coverage.on),
        within([coverage.directorate.path], "household__office__path"),
        household__dissolved_on=None,
        person__died_on=None,
    )
    own = Exists(_covering(coverage).filter(person=OuterRef("person")))
    older = Exists(_of_kinds(coverage).filter(person=OuterRef("person")))
    parents = Relationship.objects.filter(
        as_of(coverage.on), kind=RelationKind.PARENT, other=OuterRef("person"), person__died_on=None
    )
    without = parents.filter(~Exists(_covering(coverage).filter(person=OuterRef("person"))))
    is_child = Q(person__birth_last__gt=minors_born_after(coverage.on)) & Exists(parents)
    under_way = Subject.objects.filter(
        party=OuterRef("person"), state="open", case__slug=coverage.order.service
    )
    rule = Case(
        When(Exists(under_way), then=Value(Rule.UNDER_WAY)),
        When(own, then=Value(Rule.OWN_PAPER)),
        When(is_child & ~Exists(without) & _children(coverage.order), then=Value(Rule.WITH_PARENTS)),
        When(is_child & _children(coverage.order), then=Value(Rule.PARENT_WITHOUT_PAPER)),
        When(older, then=Value(Rule.PAPER_TOO_OLD)),
        default=Value(Rule.NO_PAPER),
        output_field=CharField(),
    )
    return belonging.annotate(rule=rule).order_by()


def _children(order: RoundOrder) -> Q:
    return Q() if order.children_with_parents else Q(pk__in=[])


def _covering(coverage: Coverage) -> QuerySet[PaperHeld]:
    """Papers that count for the order: of a named kind, not taken from their holder, good on the day it names."""
    counted = Q(pk__in=[])
    for row in coverage.order.covers:
        good = Q(expires_on__gte=parse(row.good_on)) if row.good_on else Q()
        counted |= Q(kind=_kind(row)) & good
    return PaperHeld.objects.filter(as_of(coverage.on), in_force(coverage.on), counted)


def _of_kinds(coverage: Coverage) -> QuerySet[PaperHeld]:
    return PaperHeld.objects.filter(as_of(coverage.on), kind__in=_kinds(coverage.order.covers))


def _kinds(rows: Iterable[Covered]) -> list[str]:
    return [_kind(row) for row in rows]


def _kind(row: Covered) -> str:
    """The registry's word for a paper a directive names."""
    return row.paper.replace("-", "_")
