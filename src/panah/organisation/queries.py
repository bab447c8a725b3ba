"""Reading the organisation: who holds what, what that reaches, and when an office is open."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import cast

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.foundation import working_time
from panah.foundation.clock import local_date
from panah.foundation.digits import to_persian_digits
from panah.foundation.errors import NotFound
from panah.foundation.holiday_data import official_holidays
from panah.foundation.jalali import Jalali, to_gregorian, to_jalali
from panah.organisation.models import (
    Account,
    AgencyKey,
    Closure,
    Contract,
    Holiday,
    Office,
    OfficeHours,
    RoleHolding,
)
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import Holding, Scope, ancestor_ids, digest_of_key

NOWHERE = Q(pk__in=())
YEARS_AHEAD = 10
"""How far ahead a calendar knows the holidays that are fixed by rule."""


def in_force(on: date, prefix: str = "") -> Q:
    """Give the rows whose ``[valid_from, valid_until)`` holds ``on``, through a relation by ``prefix``."""
    return Q(**{f"{prefix}valid_from__lte": on}) & (
        Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gt": on})
    )


LIVE = """
    h.valid_from <= %s AND (h.valid_until IS NULL OR h.valid_until > %s)
    AND (o.closed_on IS NULL OR o.closed_on > %s)
    AND (h.office_kind <> 'service_office' OR EXISTS (
        SELECT 1 FROM organisation_contract c WHERE c.office_id = h.office_id
        AND c.valid_from <= %s AND (c.valid_until IS NULL OR c.valid_until > %s)))
"""
"""A holding (`h`) at its office (`o`) that counts on a day; a service office needs a contract in force (S19)."""

SCOPE = f"""
    SELECT 0 AS lent, h.id, h.role, h.office_id, o.path, s.account_id
    FROM organisation_roleholding h
    JOIN organisation_office o ON o.id = h.office_id
    JOIN organisation_staff s ON s.id = h.staff_id
    JOIN organisation_account a ON a.id = s.account_id
    WHERE s.account_id = %s AND a.is_active AND {LIVE}
    UNION ALL
    SELECT 1, d.id, h.role, h.office_id, o.path, s.account_id
    FROM organisation_delegation d
    JOIN organisation_staff t ON t.id = d.stand_in_id
    JOIN organisation_account a ON a.id = t.account_id
    JOIN organisation_roleholding h ON h.id = d.holding_id
    JOIN organisation_office o ON o.id = h.office_id
    JOIN organisation_staff s ON s.id = h.staff_id
    WHERE t.account_id = %s AND a.is_active AND d.valid_from <= %s AND d.valid_until > %s
      AND (d.taken_back_at IS NULL OR d.taken_back_at > %s) AND {LIVE}
    ORDER BY 1, 2
"""  # noqa: S608  # our own text


def scope_of(account_id: int, *, at: datetime) -> Scope:
    """Give what the account may do and see at a moment (UTC), in one query; it is asked before every act and page.

    A role at a service office counts only while a contract for that office is in force (S19). A delegation
    gives the holder's role for its days, at the holder's office, until it is taken back, and cannot be passed on.
    """
    on, moment = local_date(at).isoformat(), connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(SCOPE, [account_id, *[on] * 5, account_id, on, on, moment, *[on] * 5])
        return Scope(account_id, tuple(Holding(*row[2:]) for row in cursor.fetchall()))


def engagement_has_ended(account_id: int, *, at: datetime) -> bool:
    """Say whether somebody who held a role holds none at a moment (UTC), stands in for nobody and is awaited nowhere.

    Who was enrolled and never appointed has not ended: they may come and set up their second factor.
    """
    held = RoleHolding.objects.filter(staff__account=account_id)
    if not held.exists() or scope_of(account_id, at=at).holdings:
        return False
    return not held.filter(valid_from__gt=local_date(at)).exists()


def account_named(username: str) -> int:
    """Find the account one signs in to by this name; raises NotFound("account-unknown")."""
    found = Account.objects.filter(username=username).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound("account-unknown", username=username)
    return int(found)


def roles_of(account_id: int, *, at: datetime) -> frozenset[str]:
    """Give the names of the roles the account holds anywhere at a moment (UTC)."""
    return scope_of(account_id, at=at).roles


def _live_holdings(on: date) -> QuerySet[RoleHolding]:
    contract = Contract.objects.filter(in_force(on), office=OuterRef("office"))
    return RoleHolding.objects.filter(
        in_force(on),
        ~Q(office_kind=OfficeKind.SERVICE_OFFICE.value) | Exists(contract),
        Q(office__closed_on=None) | Q(office__closed_on__gt=on),
    )


def within(paths: Iterable[str], field: str = "path") -> Q:
    """Give the predicate for offices at or below any of the paths; none of them means nothing."""
    parts = [Q(**{f"{field}__startswith": path}) for path in paths]
    return reduce(or_, parts) if parts else NOWHERE


def offices_in(scope: Scope, *, roles: Iterable[str] | None = None) -> QuerySet[Office]:
    """Give the offices a scope reaches by any of ``roles``; a subquery to limit any table by office."""
    return Office.objects.filter(within(scope.paths(roles)))


def short_name(office_id: int) -> str:
    """Call an office as its people do: «ادارهٔ کل، بوشهر», «دفتر ۳۰۱، برازجان»; any other by its name."""
    office = Office.objects.select_related("province", "county").get(pk=office_id)
    if office.kind == OfficeKind.DIRECTORATE and office.province:
        return f"ادارهٔ کل، {office.province.name}"
    if office.kind == OfficeKind.SERVICE_OFFICE and office.county and office.code.isdigit():
        return to_persian_digits(f"دفتر {office.code}، {office.county.name}")
    return office.name


def office_by_code(code: str) -> Office:
    """Find an office by its code; raises NotFound("office-unknown")."""
    office = Office.objects.filter(code=code).first()
    if office is None:
        raise NotFound("office-unknown", office=code)
    return office


def office_numbered(office_id: int) -> Office:
    """Find an office by its number; raises NotFound("office-unknown")."""
    office = Office.objects.filter(pk=office_id).first()
    if office is None:
        raise NotFound("office-unknown", office=office_id)
    return office


def holders(*, role: str, office: Office, at: datetime) -> QuerySet[RoleHolding]:
    """Give who holds a role over an office at a moment: there or at any office above it."""
    on = local_date(at)
    return (
        _live_holdings(on).filter(role=role, office_id__in=ancestor_ids(office.path)).select_related("staff")
    )


def working_calendar(office: Office, *, since: date) -> working_time.WorkingCalendar:
    """Give the calendar an office works by, from a day on, in three queries.

    Its hours are its own or those of the nearest office above that has any; closures are its own and those of
    every office above; a Jalali year whose holidays were imported goes by them, any other by what is shipped.
    """
    above = ancestor_ids(office.path)
    hours = list(
        OfficeHours.objects.filter(
            Q(valid_until=None) | Q(valid_until__gt=since), office_id__in=above
        ).order_by("valid_from", "weekday")
    )
    closures = Closure.objects.filter(office_id__in=above, last_day__gte=since).order_by("first_day")
    return working_time.WorkingCalendar(
        hours=_opening_hours(hours, above),
        holidays=_holidays(since),
        closures=tuple(working_time.Closure(c.first_day, c.last_day, c.reason) for c in closures),
    )


def _holidays(since: date) -> tuple[working_time.Holiday, ...]:
    first = to_jalali(since).year
    since = to_gregorian(Jalali(first, 1, 1))
    imported = [
        working_time.Holiday(
            h.day, h.title, cast("working_time.HolidayKind", h.kind), h.is_confirmed, h.source
        )
        for h in Holiday.objects.filter(day__gte=since).order_by("day")
    ]
    ruled = {to_jalali(holiday.date).year for holiday in imported}
    shipped = official_holidays(first, first + YEARS_AHEAD)
    return (*imported, *(holiday for holiday in shipped if to_jalali(holiday.date).year not in ruled))


def _opening_hours(rows: list[OfficeHours], above: tuple[int, ...]) -> tuple[working_time.OpeningHours, ...]:
    for office_id in reversed(above):
        own = [row for row in rows if row.office_id == office_id]
        if own:
            return _by_period(own)
    return ()


def _by_period(rows: list[OfficeHours]) -> tuple[working_time.OpeningHours, ...]:
    periods: dict[tuple[date, date | None], dict[int, tuple[int, int]]] = {}
    for row in rows:
        periods.setdefault((row.valid_from, row.valid_until), {})[row.weekday] = (row.opens, row.closes)
    return tuple(
        working_time.OpeningHours(first, until, week)
        for (first, until), week in sorted(periods.items(), key=str)
    )


def agency_key_of(key: str, *, at: datetime) -> int | None:
    """Find the standing key that an agency shows at a moment (UTC), by its number; None for any other."""
    standing = Q(ended_at=None) | Q(ended_at__gt=at)
    rows = AgencyKey.objects.filter(standing, digest=digest_of_key(key))
    return rows.values_list("pk", flat=True).first()
