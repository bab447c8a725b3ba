"""A small bureau: a ministry, one province with its directorate and two service offices, and staff by role."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from factories.remembered import remembered
from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.organisation.models import Account, Contractor, County, Office, Province
from panah.organisation.operations import (
    appoint,
    enrol_staff,
    import_shipped_places,
    open_office,
    open_public_account,
    set_hours,
    sign_contract,
)
from panah.organisation.queries import scope_of
from panah.organisation.roles import OfficeKind
from panah.registry.models import Party, Person

LONG_AGO = date(2020, 3, 20)
BEFORE = datetime(2020, 3, 20, tzinfo=UTC)
WEEK = dict.fromkeys((5, 6, 0, 1, 2), (450, 840))


@dataclass(slots=True)
class Bureau:
    """The offices, and staff hired on demand."""

    ministry: Office
    directorate: Office
    counter: Office
    other_counter: Office
    elsewhere: Office
    hired: dict[tuple[str, ...], Account] = field(default_factory=dict)

    def hire(self, *roles: str, office: Office | None = None, name: str = "") -> Account:
        """One account per name that holds these roles at an office (default: where such roles sit)."""
        at = office or (self.counter if roles == ("service-clerk",) else self.directorate)
        key = (name, at.code, *roles)
        if key not in self.hired:
            label = "-".join(part for part in key if part)
            staff = enrol_staff(
                username=label, label=label, personnel_number=str(len(self.hired)), now=BEFORE
            )
            for role in roles:
                appoint(staff=staff, role=role, office=at, valid_from=LONG_AGO, now=BEFORE, by=None)
            self.hired[key] = staff.account
        return self.hired[key]

    def actor(self, *roles: str, now: datetime, office: Office | None = None, name: str = "") -> Actor:
        """An actor for `act`."""
        return actor_of(self.hire(*roles, office=office, name=name), now=now)


def actor_of(account: Account, *, now: datetime, persons: tuple[int, ...] = ()) -> Actor:
    """What an account may do at a moment."""
    return Actor(
        sender=f"account:{account.pk}",
        account_id=account.pk,
        scope=scope_of(account.pk, at=now),
        persons=persons,
    )


def open_bureau() -> Bureau:
    """Open the offices with hours Saturday to Wednesday, 7:30 to 14:00."""
    if not Province.objects.exists():
        remembered("places", import_shipped_places, into=("audit", "organisation"))
    bushehr = Province.objects.get(slug="bushehr")
    fars = Province.objects.get(slug="fars")
    ministry = open_office(
        parent=None, kind=OfficeKind.MINISTRY, code="moi", name="وزارت کشور", opened_on=LONG_AGO, now=BEFORE
    )
    set_hours(office=ministry, week=WEEK, valid_from=LONG_AGO, now=BEFORE)
    directorate, elsewhere = (
        open_office(
            parent=ministry,
            kind=OfficeKind.DIRECTORATE,
            code=f"dir-{province.slug}",
            name=f"اداره کل اتباع {province.name}",
            province_code=province.pk,
            opened_on=LONG_AGO,
            now=BEFORE,
        )
        for province in (bushehr, fars)
    )
    contractor = Contractor.objects.create(name="پیمانکار", registration_number="1")
    counties = list(County.objects.filter(province=bushehr).order_by("pk")[:2])
    counters = []
    for code, county in zip(("301", "302"), counties, strict=True):
        office = open_office(
            parent=directorate,
            kind=OfficeKind.SERVICE_OFFICE,
            code=code,
            name=f"دفتر {code}",
            county=county,
            opened_on=LONG_AGO,
            now=BEFORE,
        )
        sign_contract(
            contractor=contractor,
            office=office,
            number=code,
            valid_from=LONG_AGO,
            valid_until=None,
            now=BEFORE,
        )
        counters.append(office)
    return Bureau(ministry, directorate, counters[0], counters[1], elsewhere)


def applicant_of(case: Case, now: datetime) -> Actor:
    """Whoever asked for a case."""
    assert case.applicant is not None
    return actor_of(case.applicant, now=now)


def people(count: int) -> list[int]:
    """So many plain persons; returns their party numbers."""
    parties = Party.objects.bulk_create(Party(kind="person") for _ in range(count))
    Person.objects.bulk_create(
        Person(
            party=party,
            name=f"شخص {place}",
            sort_key=f"{place:06d}",
            sex="female" if place % 2 else "male",
            birth_first=date(1990, 1, 1),
            birth_last=date(1990, 1, 1),
            birth_precision="day",
            nationality="AFG",
        )
        for place, party in enumerate(parties)
    )
    return [party.pk for party in parties]


def public_account(name: str) -> Account:
    """An applicant's account."""
    return open_public_account(username=name, now=BEFORE)
