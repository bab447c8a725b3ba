"""Lend a role for days, take it back, and say that somebody is away: by oneself or by who answers for the office."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from panah.audit.operations import Act, record
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.organisation.models import Absence, Delegation, RoleHolding, Staff
from panah.organisation.queries import in_force
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import Holding, Scope, ancestor_ids
from panah.organisation.supervision import HEADS, power_over, same_side

APPOINTER = "administrator"
LONGEST_GROUND = 200


def delegate(
    *,
    holding: RoleHolding,
    stand_in: Staff,
    valid_from: date,
    valid_until: date,
    ground: str,
    now: datetime,
    by: Scope,
) -> Delegation:
    """Let a colleague act in a holder's role from a local day up to (not including) another.

    The holder asks for it, the head of the office, or an administrator; nobody lends to themselves, and whoever
    stands in lends nothing of whom they stand in for. Two people never stand in for one holding at a time.

    Raises NotAllowed("may-not-delegate"), InvalidInput("delegation-to-oneself", "ground-needed",
    "dates-need-days", "dates-past", "delegation-outside-the-holding", "delegation-outside-the-office",
    "delegation-outside-the-house"), Conflict("delegation-overlaps").
    """
    power = _power(by, holding)
    if stand_in.pk == holding.staff_id or stand_in.account_id == by.account_id:
        raise InvalidInput("delegation-to-oneself")
    _refuse_days(valid_from, valid_until, now)
    _refuse_stand_in(holding, stand_in, valid_from)
    with transaction.atomic():
        RoleHolding.objects.select_for_update(of=("self",)).get(pk=holding.pk)
        rivals = Delegation.objects.filter(holding=holding, taken_back_at=None, valid_from__lt=valid_until)
        if rivals.filter(valid_until__gt=valid_from).exists():
            raise Conflict("delegation-overlaps", holding=holding.pk)
        delegation = Delegation.objects.create(
            holding=holding,
            stand_in=stand_in,
            valid_from=valid_from,
            valid_until=valid_until,
            ground=_written(ground),
            granted_by_id=by.account_id,
            recorded_at=now,
        )
        _log_lending("delegated", delegation, by, power, now)
    return delegation


def take_back(*, delegation: Delegation, now: datetime, by: Scope) -> None:
    """End a delegation at this moment; asked for by whoever may lend that role, or by the stand-in.

    Raises NotAllowed("may-not-delegate"), Conflict("delegation-over").
    """
    holding = delegation.holding
    is_stand_in = delegation.stand_in.account_id == by.account_id
    power = None if is_stand_in else _power(by, holding)
    standing = Delegation.objects.filter(
        pk=delegation.pk, taken_back_at=None, valid_until__gt=local_date(now)
    )
    with transaction.atomic():
        if not standing.update(taken_back_at=now):
            raise Conflict("delegation-over", delegation=delegation.pk)
        delegation.taken_back_at = now
        _log_lending("delegation-taken-back", delegation, by, power, now)


def declare_absence(
    *, staff: Staff, valid_from: date, valid_until: date, ground: str, now: datetime, by: Scope
) -> Absence:
    """Say that somebody is away from a local day up to (not including) another; by themselves or who answers for them.

    Nothing is reassigned: what lies with them is shown to others while it lasts. Raises
    NotAllowed("may-not-declare-absence"), InvalidInput("ground-needed", "dates-need-days", "dates-past"),
    Conflict("absence-overlaps").
    """
    power = _answers_for(by, staff, now)
    _refuse_days(valid_from, valid_until, now)
    with transaction.atomic():
        Staff.objects.select_for_update().get(pk=staff.pk)
        rivals = Absence.objects.filter(staff=staff, ended_at=None, valid_from__lt=valid_until)
        if rivals.filter(valid_until__gt=valid_from).exists():
            raise Conflict("absence-overlaps", staff=staff.pk)
        absence = Absence.objects.create(
            staff=staff,
            valid_from=valid_from,
            valid_until=valid_until,
            ground=_written(ground),
            declared_by_id=by.account_id,
            recorded_at=now,
        )
        _log("absence-declared", (staff,), by, power, now)
    return absence


def end_absence(*, absence: Absence, now: datetime, by: Scope) -> None:
    """Say that somebody is back, or never was away; by themselves or who answers for them.

    Raises NotAllowed("may-not-declare-absence"), Conflict("absence-over").
    """
    power = _answers_for(by, absence.staff, now)
    with transaction.atomic():
        standing = Absence.objects.filter(pk=absence.pk, ended_at=None, valid_until__gt=local_date(now))
        if not standing.update(ended_at=now):
            raise Conflict("absence-over", absence=absence.pk)
        absence.ended_at = now
        _log("absence-ended", (absence.staff,), by, power, now)


def _power(by: Scope, holding: RoleHolding) -> Holding:
    """Give the holding by which somebody may lend this one: itself, that of the head, or that of an administrator."""
    office, owner = holding.office, holding.staff.account_id
    if by.account_id == owner:
        return Holding(holding.role, office.pk, office.path, owner)
    head = power_over(by, by=HEADS, role=holding.role, kind=holding.office_kind, path=office.path)
    found = head or next(
        (h for h in by.holdings if h.role == APPOINTER and office.path.startswith(h.office_path)), None
    )
    if found is None or found.for_account == owner:
        raise NotAllowed("may-not-delegate", holding=holding.pk)
    return found


def _answers_for(by: Scope, staff: Staff, now: datetime) -> Holding | None:
    """Give the holding by which somebody may say that another is away; None says it of themselves."""
    if by.account_id == staff.account_id:
        return None
    held = RoleHolding.objects.filter(in_force(local_date(now)), staff=staff).select_related(
        "office", "staff"
    )
    for holding in held:
        try:
            return _power(by, holding)
        except NotAllowed:
            continue
    raise NotAllowed("may-not-declare-absence", staff=staff.pk)


def _refuse_days(valid_from: date, valid_until: date, now: datetime) -> None:
    if valid_until <= valid_from:
        raise InvalidInput("dates-need-days")
    if valid_from < local_date(now):
        raise InvalidInput("dates-past", valid_from=valid_from)


def _written(ground: str) -> str:
    said = " ".join(ground.split())
    if not any(map(str.isalnum, said)) or len(said) > LONGEST_GROUND:
        raise InvalidInput("ground-needed", most=LONGEST_GROUND)
    return said


def _refuse_stand_in(holding: RoleHolding, stand_in: Staff, on: date) -> None:
    """Refuse who has no appointment of their own over the office, or sits on another side (S17, S19)."""
    if not RoleHolding.objects.filter(in_force(on), pk=holding.pk).exists():
        raise InvalidInput("delegation-outside-the-holding", holding=holding.pk)
    own = list(
        RoleHolding.objects.filter(in_force(on), staff=stand_in).values_list(
            "role", "office_id", "office_kind"
        )
    )
    contractor = OfficeKind.SERVICE_OFFICE.value
    is_clerk = any(kind == contractor for _, _, kind in own)
    if is_clerk != (holding.office_kind == contractor) or not same_side(
        holding.role, frozenset(role for role, _, _ in own)
    ):
        raise InvalidInput("delegation-outside-the-house", office=holding.office.code)
    above = {holding.office_id} if is_clerk else set(ancestor_ids(holding.office.path))
    if not stand_in.account.is_active or not any(office in above for _, office, _ in own):
        raise InvalidInput("delegation-outside-the-office", office=holding.office.code)


def _log_lending(kind: str, delegation: Delegation, by: Scope, power: Holding | None, now: datetime) -> None:
    """Tell it on the streams of both: whose role it is, and who stands in."""
    holding = delegation.holding
    _log(
        kind,
        (delegation.stand_in, holding.staff),
        by,
        power,
        now,
        word=holding.role,
        office=holding.office.path,
    )


def _log(
    kind: str,
    staff: Sequence[Staff],
    by: Scope,
    power: Holding | None,
    now: datetime,
    *,
    word: str = "",
    office: str = "",
) -> None:
    borrowed = power is not None and power.for_account != by.account_id
    acts = [
        Act(
            stream=f"staff:{one.pk}",
            kind=kind,
            actor_id=by.account_id,
            on_behalf_of=power.for_account if power and borrowed else None,
            role=power.role if power else "",
            office=office or (power.office_path if power else ""),
            word=word,
        )
        for one in staff
    ]
    record(acts=acts, at=now)
