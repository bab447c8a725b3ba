"""The tables of the organisation."""

from panah.organisation.models.accounts import Account, AccountManager
from panah.organisation.models.agency_keys import AgencyKey
from panah.organisation.models.calendar import Closure, Holiday, OfficeHours
from panah.organisation.models.offices import Contract, Contractor, Office
from panah.organisation.models.places import County, Province
from panah.organisation.models.staff import Absence, Delegation, RoleHolding, Staff

__all__ = [
    "Absence",
    "Account",
    "AccountManager",
    "AgencyKey",
    "Closure",
    "Contract",
    "Contractor",
    "County",
    "Delegation",
    "Holiday",
    "Office",
    "OfficeHours",
    "Province",
    "RoleHolding",
    "Staff",
]
