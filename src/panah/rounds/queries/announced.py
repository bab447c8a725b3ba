"""Rounds that a directive in force orders and that were not announced yet."""

from dataclasses import dataclass
from datetime import datetime

from panah.catalogue.queries import directive_in_force, directive_of
from panah.foundation.clock import local_date
from panah.foundation.errors import NotFound
from panah.organisation.models import Office
from panah.organisation.queries import within
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import Scope
from panah.rounds.models import RegistrationRound


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """One round of a directive, for one province; days are Jalali text."""

    slug: str
    title: str
    province: str
    province_name: str
    opens: str
    closes: str


def announceable(scope: Scope, *, now: datetime) -> list[Ordered]:
    """List what the directives of the provinces below a scope order and nobody has announced."""
    held = set(RegistrationRound.objects.values_list("slug", "province__slug"))
    offices = Office.objects.filter(within(scope.paths()), kind=OfficeKind.DIRECTORATE).select_related(
        "province"
    )
    return [
        one
        for office in offices.order_by("pk")
        if office.province is not None
        for one in _ordered(office.province.slug, office.province.name, now)
        if (one.slug, one.province) not in held
    ]


def _ordered(province: str, name: str, now: datetime) -> list[Ordered]:
    try:
        directive = directive_in_force(province=province, on=local_date(now))
    except NotFound:
        return []
    return [
        Ordered(
            slug=order.slug,
            title=order.title,
            province=province,
            province_name=name,
            opens=order.opens,
            closes=order.closes,
        )
        for order in directive_of(directive.id).rounds
    ]
