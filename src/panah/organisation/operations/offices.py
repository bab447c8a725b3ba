"""Open and close offices, and hand service offices to contractors."""

from datetime import date, datetime

from django.db import transaction

from panah.audit.operations import Act, record
from panah.foundation.errors import Conflict, InvalidInput
from panah.organisation.models import Contract, Contractor, County, Office, RoleHolding
from panah.organisation.queries import in_force
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import POSSIBLE_PARENTS, child_path


def open_office(
    *,
    parent: Office | None,
    kind: OfficeKind,
    code: str,
    name: str,
    opened_on: date,
    now: datetime,
    county: County | None = None,
    province_code: str | None = None,
    address: str = "",
    phone: str = "",
    actor_id: int | None = None,
) -> Office:
    """Open an office below another.

    An office below a province's bureau is in that province unless told otherwise.

    Raises InvalidInput("office-parent-impossible", "office-county-missing").
    """
    allowed = POSSIBLE_PARENTS[kind]
    if (parent is None) != (not allowed) or (parent is not None and OfficeKind(parent.kind) not in allowed):
        raise InvalidInput("office-parent-impossible", kind=kind, parent=parent.kind if parent else None)
    if kind is OfficeKind.SERVICE_OFFICE and county is None:
        raise InvalidInput("office-county-missing", office=code)
    inherited = county.province_id if county else parent.province_id if parent else None
    with transaction.atomic():
        office = Office.objects.create(
            parent=parent,
            kind=kind,
            code=code,
            name=name,
            path=f"to-come:{code}",
            province_id=province_code or inherited,
            county=county,
            address=address,
            phone=phone,
            opened_on=opened_on,
        )
        office.path = child_path(parent.path if parent else "", office.pk)
        office.save(update_fields=["path"])
        record(
            acts=[Act(stream=f"office:{office.pk}", kind="office-opened", actor_id=actor_id, word=kind)],
            at=now,
        )
    return office


def close_office(*, office: Office, closed_on: date, now: datetime, actor_id: int | None = None) -> None:
    """Close an office for good from a day on.

    Raises Conflict("office-has-open-offices") while one below it is open, Conflict("office-has-staff") while
    anybody holds a role there on that day, InvalidInput("office-closes-before-opening").
    """
    if closed_on <= office.opened_on:
        raise InvalidInput("office-closes-before-opening", opened_on=office.opened_on, closed_on=closed_on)
    if office.children.filter(closed_on=None).exists():
        raise Conflict("office-has-open-offices", office=office.code)
    if RoleHolding.objects.filter(in_force(closed_on), office=office).exists():
        raise Conflict("office-has-staff", office=office.code)
    with transaction.atomic():
        office.closed_on = closed_on
        office.save(update_fields=["closed_on"])
        record(acts=[Act(stream=f"office:{office.pk}", kind="office-closed", actor_id=actor_id)], at=now)


def sign_contract(
    *,
    office: Office,
    contractor: Contractor,
    number: str,
    valid_from: date,
    now: datetime,
    valid_until: date | None = None,
    actor_id: int | None = None,
) -> Contract:
    """Give a service office to a contractor for a time; its staff can work only while this holds (S19).

    Raises InvalidInput("contract-not-for-this-office"), Conflict("office-already-contracted").
    """
    if office.kind != OfficeKind.SERVICE_OFFICE:
        raise InvalidInput("contract-not-for-this-office", office=office.code)
    rivals = Contract.objects.filter(office=office).exclude(valid_until__lte=valid_from)
    if valid_until is not None:
        rivals = rivals.filter(valid_from__lt=valid_until)
    if rivals.exists():
        raise Conflict("office-already-contracted", office=office.code)
    with transaction.atomic():
        contract = Contract.objects.create(
            office=office,
            contractor=contractor,
            number=number,
            valid_from=valid_from,
            valid_until=valid_until,
        )
        record(
            acts=[Act(stream=f"office:{office.pk}", kind="contract-signed", actor_id=actor_id, about=number)],
            at=now,
        )
    return contract
