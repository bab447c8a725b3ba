"""Reading who is away, who stands in for whom, and whom one may lend a role to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from panah.foundation.clock import local_date
from panah.foundation.errors import NotFound
from panah.organisation.models import Absence, Delegation, RoleHolding, Staff
from panah.organisation.queries import in_force, within
from panah.organisation.roles import ROLES, OfficeKind
from panah.organisation.rules import Scope, ancestor_ids
from panah.organisation.supervision import HEADS, INDEPENDENT, POLITICAL_SIDE


@dataclass(frozen=True, slots=True)
class Lent:
    """A role lent on a day: whose (account), to whom (account), and the place of the office it was given for."""

    owner: int
    stand_in: int
    role: str
    path: str


def counts_at(at: datetime, ended: str, prefix: str = "") -> Q:
    """Give the rows in force at a moment (UTC) that nobody ended before; `ended` names the column that says so."""
    return in_force(local_date(at), prefix) & (
        Q(**{f"{prefix}{ended}": None}) | Q(**{f"{prefix}{ended}__gt": at})
    )


def away(at: datetime, *, accounts: Iterable[int] | None = None) -> dict[int, date]:
    """Give who is away at a moment (UTC), by account, with the first local day they are back; one query."""
    rows = Absence.objects.filter(counts_at(at, "ended_at"))
    if accounts is not None:
        rows = rows.filter(staff__account__in=list(accounts))
    return dict(rows.values_list("staff__account_id", "valid_until"))


def away_near(scope: Scope, at: datetime) -> QuerySet[Absence]:
    """Give the absences of those who sit in the offices of a scope, or above them."""
    paths = scope.paths()
    above = {office for path in paths for office in ancestor_ids(path)}
    near = within(paths, "staff__holdings__office__path") | Q(staff__holdings__office__in=above)
    return Absence.objects.filter(counts_at(at, "ended_at"), near)


def lent_by(accounts: Iterable[int], *, at: datetime) -> list[Lent]:
    """Give what these accounts have lent at a moment (UTC); one query."""
    rows = Delegation.objects.filter(
        counts_at(at, "taken_back_at"),
        in_force(local_date(at), "holding__"),
        holding__staff__account__in=list(accounts),
        stand_in__account__is_active=True,
    ).order_by("pk")
    columns = ("holding__staff__account_id", "stand_in__account_id", "holding__role", "holding__office__path")
    return [Lent(*row) for row in rows.values_list(*columns)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LendingLine:
    """One lending: of which role and office, to whom, from when to which last day (local), why, and whether it runs."""

    id: int
    role: str
    office: str
    owner: str
    stand_in: str
    first: date
    until: date
    ground: str
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """A role one may lend, and the colleagues who may stand in for it: (staff, label)."""

    id: int
    title: str
    office: str
    possible: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceLine:
    """Days somebody is away: from when, back on which local day, why, and whether they have begun."""

    id: int
    first: date
    until: date
    ground: str
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What «جانشین» shows of one member of staff."""

    staff: int
    label: str
    roles: tuple[HeldRole, ...]
    absences: tuple[AbsenceLine, ...]
    lent: tuple[LendingLine, ...]
    borrowed: tuple[LendingLine, ...]


def staff_of(account_id: int) -> int:
    """Give the staff number of an account; raises NotFound("staff-unknown")."""
    found = Staff.objects.filter(account=account_id).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound("staff-unknown")
    return found


def standing_of(staff_id: int, *, at: datetime) -> Standing:
    """Read somebody's roles with who may stand in, their absences to come, and what is lent; raises NotFound."""
    staff = Staff.objects.filter(pk=staff_id).first()
    if staff is None:
        raise NotFound("staff-unknown")
    on = local_date(at)
    held = RoleHolding.objects.filter(in_force(on), staff=staff).select_related("office").order_by("pk")
    absences = Absence.objects.filter(staff=staff, ended_at=None, valid_until__gt=on).order_by("valid_from")
    lending = (
        Delegation.objects.filter(taken_back_at=None, valid_until__gt=on)
        .select_related("holding__office", "holding__staff", "stand_in")
        .order_by("valid_from", "pk")
    )
    return Standing(
        staff=staff.pk,
        label=staff.label,
        roles=tuple(_role(holding, on) for holding in held),
        absences=tuple(
            AbsenceLine(
                id=one.pk,
                first=one.valid_from,
                until=one.valid_until,
                ground=one.ground,
                running=one.valid_from <= on,
            )
            for one in absences
        ),
        lent=tuple(_line(one, on) for one in lending.filter(holding__staff=staff)),
        borrowed=tuple(_line(one, on) for one in lending.filter(stand_in=staff)),
    )


def headed(scope: Scope, *, at: datetime) -> list[tuple[int, str, date | None]]:
    """Give the staff somebody answers for at a moment (UTC): (staff, label, back on), by label; two queries.

    A head's own office and those below it; an administrator's offices whole.
    """
    on, reached = local_date(at), Q(pk__in=())
    for held in scope.holdings:
        below = Q(office__path__startswith=held.office_path)
        if held.role == "administrator":
            reached |= below
        elif held.role in HEADS:
            side = Q(role__in=POLITICAL_SIDE)
            kinds = Q(office_kind__in=[kind.value for kind in HEADS[held.role]]) & ~Q(role__in=INDEPENDENT)
            reached |= below & kinds & (side if held.role in POLITICAL_SIDE else ~side)
    rows = RoleHolding.objects.filter(in_force(on), reached).exclude(staff__account=scope.account_id)
    staff = dict(_labelled(rows))
    absent = Absence.objects.filter(counts_at(at, "ended_at"), staff__in=staff)
    back = dict(absent.values_list("staff_id", "valid_until"))
    return [(pk, label, back.get(pk)) for pk, label in staff.items()]


def _role(holding: RoleHolding, on: date) -> HeldRole:
    return HeldRole(
        id=holding.pk,
        title=ROLES[holding.role].title,
        office=holding.office.name,
        possible=tuple(_possible(holding, on)),
    )


def _possible(holding: RoleHolding, on: date) -> Iterable[tuple[int, str]]:
    """Who sits over the office on their own appointment and on the same side (S17, S19), by label."""
    contractor = OfficeKind.SERVICE_OFFICE.value
    above = [holding.office_id] if holding.office_kind == contractor else ancestor_ids(holding.office.path)
    side = Q(role__in=POLITICAL_SIDE)
    rows = RoleHolding.objects.filter(in_force(on), office__in=above, staff__account__is_active=True)
    rows = rows.filter(side if holding.role in POLITICAL_SIDE else ~side).exclude(staff=holding.staff_id)
    same = Q(office_kind=contractor) if holding.office_kind == contractor else ~Q(office_kind=contractor)
    if holding.role in INDEPENDENT:
        same &= Q(role=holding.role)
    return _labelled(rows.filter(same))


def _labelled(rows: QuerySet[RoleHolding]) -> list[tuple[int, str]]:
    """The staff of these holdings once each, by label, told apart by their personnel numbers."""
    ordered = rows.order_by("staff__label", "staff__personnel_number").distinct()
    columns = ("staff_id", "staff__label", "staff__personnel_number")
    return [(pk, f"{label}، {number}") for pk, label, number in ordered.values_list(*columns)]


def _line(one: Delegation, on: date) -> LendingLine:
    return LendingLine(
        id=one.pk,
        role=ROLES[one.holding.role].title,
        office=one.holding.office.name,
        owner=one.holding.staff.label,
        stand_in=one.stand_in.label,
        first=one.valid_from,
        until=one.valid_until,
        ground=one.ground,
        running=one.valid_from <= on,
    )
