"""People, households and offices for tests: few words, sensible defaults."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from factories.remembered import remembered
from panah.foundation.jalali import PartialDate
from panah.organisation.models import Account, Contractor, County, Office, Province, Staff
from panah.organisation.operations import (
    appoint,
    enrol_staff,
    import_shipped_places,
    open_office,
    open_public_account,
    sign_contract,
)
from panah.organisation.queries import scope_of
from panah.organisation.roles import OfficeKind
from panah.organisation.rules import Scope
from panah.registry.models import Household, Person
from panah.registry.operations import register_household
from panah.registry.rules import Reading
from panah.registry.values import Entry, NameInput, NewHousehold, PersonInput
from panah.registry.words import Sex, StatusKind

NOW = datetime(2026, 11, 22, 5, 42, tzinfo=UTC)
TODAY = date(2026, 11, 22)
LONG_AGO = date(2016, 3, 20)
numbers = count(1)


@dataclass(frozen=True, slots=True)
class House:
    """The ministry, the bureau of Bushehr, and its two service offices."""

    ministry: Office
    bureau: Office
    bushehr: Office
    borazjan: Office


def house() -> House:
    if not Province.objects.exists():
        remembered("places", import_shipped_places, into=("audit", "organisation"))
    places = {county.slug: county for county in County.objects.select_related("province")}
    ministry = open_office(
        parent=None, kind=OfficeKind.MINISTRY, code="ministry", name="وزارت کشور", opened_on=LONG_AGO, now=NOW
    )
    bureau = open_office(
        parent=ministry,
        kind=OfficeKind.DIRECTORATE,
        code="bushehr",
        name="اداره کل امور اتباع و مهاجرین خارجی استان بوشهر",
        province_code="18",
        opened_on=LONG_AGO,
        now=NOW,
    )
    contractor = Contractor.objects.create(name="پیمانکار نمونه", registration_number="1")
    offices = []
    for code, county in (("301", "bushehr"), ("302", "dashtestan")):
        office = open_office(
            parent=bureau,
            kind=OfficeKind.SERVICE_OFFICE,
            code=code,
            name=f"دفتر خدمات {code}",
            county=places[county],
            opened_on=LONG_AGO,
            now=NOW,
        )
        sign_contract(office=office, contractor=contractor, number=code, valid_from=LONG_AGO, now=NOW)
        offices.append(office)
    return House(ministry, bureau, *offices)


def staff(label: str = "کارشناس") -> Staff:
    number = next(numbers)
    return enrol_staff(username=f"staff-{number}", label=label, personnel_number=str(number), now=NOW)


def officer(role: str, office: Office) -> Scope:
    """The scope of a new member of staff with one role."""
    somebody = staff()
    appoint(staff=somebody, role=role, office=office, valid_from=LONG_AGO, now=NOW, by=None)
    return scope_of(somebody.account_id, at=NOW)


def account() -> Account:
    return open_public_account(username=f"public-{next(numbers)}", now=NOW)


def entry(on: date = TODAY, *, now: datetime = NOW, reason: str = "") -> Entry:
    return Entry(on=on, now=now, actor_id=None, reason=reason)


def day(text: str) -> PartialDate:
    exact = date.fromisoformat(text)
    return PartialDate(exact, exact, "day")


def person(
    given: str = "گل‌احمد",
    family: str = "رحیمی",
    *,
    born: str = "1980-05-01",
    sex: Sex = Sex.MALE,
    father: str = "",
    latin: tuple[str, str] = ("", ""),
    nationality: str = "AFG",
    status: StatusKind | None = StatusKind.AMAYESH,
) -> PersonInput:
    name = NameInput(given=given, family=family, father=father, latin_given=latin[0], latin_family=latin[1])
    return PersonInput(name=name, sex=sex, born=day(born), nationality=nationality, status=status)


def family(
    office: Office, *members: PersonInput, on: date = LONG_AGO, code: str | None = None
) -> tuple[Household, list[Person]]:
    """A household of these members, the first its head; by default a couple with a son and a daughter."""
    given = members or (
        person(),
        person("ماه‌گل", "نوری", born="1984-02-03", sex=Sex.FEMALE),
        person("یوسف", born="2008-09-09"),
        person("زهرا", born="2012-01-20", sex=Sex.FEMALE),
    )
    household_code = code or str(8_000_000 + next(numbers))
    return register_household(
        entry=entry(on, now=datetime(on.year, on.month, on.day, 8, tzinfo=UTC)),
        household=NewHousehold(household_code=household_code, office=office),
        members=given,
    )


def reading(scope: Scope, purpose: str = "service") -> Reading:
    return Reading(actor_id=scope.account_id, role="bureau-expert", purpose=purpose, at=NOW)
