"""Enrol staff, appoint them to roles, and end appointments by a date."""

from datetime import date, datetime

from django.db import transaction

from panah.audit.operations import Act, record
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.organisation.models import Account, Office, RoleHolding, Staff
from panah.organisation.models.accounts import AccountKind
from panah.organisation.roles import OfficeKind, may_be_held_at
from panah.organisation.rules import Scope

APPOINTER = "administrator"


def enrol_staff(
    *,
    username: str,
    label: str,
    personnel_number: str,
    now: datetime,
    password: str | None = None,
    sex: str = "",
    by: Scope | None = None,
) -> Staff:
    """Open the account of a member of staff; it holds no role yet. Raises Conflict("account-exists")."""
    if Account.objects.filter(username=username).exists():
        raise Conflict("account-exists", username=username)
    with transaction.atomic():
        account = Account.objects.create_user(username, password, kind=AccountKind.STAFF)
        staff = Staff.objects.create(account=account, label=label, personnel_number=personnel_number, sex=sex)
        _log("staff-enrolled", staff, by, now)
    return staff


def open_public_account(*, username: str, now: datetime, password: str | None = None) -> Account:
    """Open an account for a household or a person; what it may see comes from its binding in the registry.

    Raises Conflict("account-exists").
    """
    if Account.objects.filter(username=username).exists():
        raise Conflict("account-exists", username=username)
    with transaction.atomic():
        account = Account.objects.create_user(username, password, kind=AccountKind.PUBLIC)
        record(acts=[Act(stream=f"account:{account.pk}", kind="account-opened", actor_id=account.pk)], at=now)
    return account


def appoint(
    *,
    staff: Staff,
    role: str,
    office: Office,
    valid_from: date,
    now: datetime,
    valid_until: date | None = None,
    by: Scope | None,
) -> RoleHolding:
    """Give a role at an office, from a day up to (not including) another.

    ``by`` is the appointing administrator's scope; None is the installation itself, when it is set up.

    Raises NotAllowed("may-not-appoint-here", "may-not-appoint-oneself"), InvalidInput("role-not-held-here"),
    Conflict("role-already-held").
    """
    _must_appoint(by, office, staff)
    if not may_be_held_at(role, OfficeKind(office.kind)):
        raise InvalidInput("role-not-held-here", role=role, kind=office.kind)
    rivals = RoleHolding.objects.filter(staff=staff, role=role, office=office).exclude(
        valid_until__lte=valid_from
    )
    if valid_until is not None:
        rivals = rivals.filter(valid_from__lt=valid_until)
    if rivals.exists():
        raise Conflict("role-already-held", role=role, office=office.code)
    with transaction.atomic():
        holding = RoleHolding.objects.create(
            staff=staff,
            role=role,
            office=office,
            office_kind=office.kind,
            valid_from=valid_from,
            valid_until=valid_until,
            granted_by_id=by.account_id if by else None,
            recorded_at=now,
        )
        _log("appointed", staff, by, now, word=role, office=office.path)
    return holding


def end_holding(*, holding: RoleHolding, valid_until: date, now: datetime, by: Scope | None) -> None:
    """End an appointment on a day; delegations of it end with it.

    Raises NotAllowed("may-not-appoint-here"), InvalidInput("holding-ends-before-it-begins").
    """
    _must_appoint(by, holding.office, None)
    if valid_until <= holding.valid_from:
        raise InvalidInput("holding-ends-before-it-begins", valid_from=holding.valid_from)
    with transaction.atomic():
        holding.valid_until = valid_until
        holding.save(update_fields=["valid_until"])
        _log("holding-ended", holding.staff, by, now, word=holding.role, office=holding.office.path)


def _must_appoint(by: Scope | None, office: Office, staff: Staff | None) -> None:
    if by is None:
        return
    if not by.allows(APPOINTER, office.path):
        raise NotAllowed("may-not-appoint-here", office=office.code)
    if staff is not None and staff.account_id == by.account_id:
        raise NotAllowed("may-not-appoint-oneself")


def _log(
    kind: str, staff: Staff, by: Scope | None, now: datetime, *, word: str = "", office: str = ""
) -> None:
    act = Act(
        stream=f"staff:{staff.pk}",
        kind=kind,
        actor_id=by.account_id if by else None,
        role=APPOINTER if by else "",
        office=office,
        word=word,
    )
    record(acts=[act], at=now)
