"""What the hard families are made with: a stage of offices and days, and people in few words."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from panah.foundation.clock import local_date
from panah.foundation.jalali import Jalali, PartialDate, month_length, to_gregorian
from panah.organisation.models import Office
from panah.registry import operations as ops
from panah.registry.models import Household, Person
from panah.registry.values import Entry, NameInput, NewHousehold, PaperInput, PersonInput
from panah.registry.words import PaperKind, Precision, Sex, StatusKind

REGISTERED: Final = date(2014, 5, 22)
FIRST_CODE: Final = 9_900_001


@dataclass(slots=True)
class Family:
    """A hard family: its household, its people by the part they play, other households it touches."""

    key: str
    household: Household
    members: list[Person]
    people: dict[str, Person] = field(default_factory=dict)
    others: dict[str, Household] = field(default_factory=dict)

    def name_people(self, *parts: str) -> None:
        """Name the first members by the part they play."""
        self.people |= dict(zip(parts, self.members, strict=False))


@dataclass(slots=True)
class Stage:
    """Where and when the families are entered: an office of Bushehr, one of Fars, and the present moment."""

    bushehr: Office
    fars: Office
    now: datetime
    entered: int = 0

    def day(self, days: int) -> date:
        """Give the day so many days from today; the past is negative."""
        return local_date(self.now) + timedelta(days=days)

    def entry(self, days: int, evidence: str = "") -> Entry:
        """Give the entry of something recorded on the day it happened."""
        on = self.day(days)
        return Entry(on=on, now=datetime.combine(on, time(7), UTC), actor_id=None, evidence=evidence)

    def household(
        self,
        key: str,
        *members: PersonInput,
        married: tuple[int, int] | None = None,
        office: Office | None = None,
    ) -> Family:
        """Enter a household of these members, registered in 1393; ``married`` are two of them."""
        self.entered += 1
        entry = Entry(on=REGISTERED, now=datetime.combine(REGISTERED, time(7), UTC), actor_id=None)
        household, people = ops.register_household(
            entry=entry,
            household=NewHousehold(
                household_code=str(FIRST_CODE + self.entered), office=office or self.bushehr
            ),
            members=members,
        )
        if married is not None:
            husband, wife = (people[place] for place in married)
            ops.record_marriage(entry=entry, husband=husband, wife=wife, home=None)
        return Family(key, household, people)

    def stand_in(self, family: Family, part: str) -> None:
        """Make one of a family's people the temporary head a month ago."""
        ops.appoint_temporary_head(
            entry=self.entry(-30), household=family.household, person=family.people[part]
        )


def name(given: str, family: str, *, father: str = "", latin: str = "") -> NameInput:
    """Give a name in few words; ``latin`` is given and family name in one."""
    latin_given, _, latin_family = latin.rpartition(" ")
    return NameInput(
        given=given, family=family, father=father, latin_given=latin_given, latin_family=latin_family
    )


def someone(
    given: str,
    family: str,
    year: int,
    *,
    sex: Sex = Sex.MALE,
    father: str = "",
    latin: str = "",
    month: int | None = 3,
    nationality: str = "AFG",
    status: StatusKind | None = StatusKind.AMAYESH,
    also: tuple[NameInput, ...] = (),
    source: str = "",
    card: str = "",
) -> PersonInput:
    """Give a person born in a Jalali year, on the 17th of a month or, without one, at a day nobody knows."""
    papers = (
        (PaperInput(PaperKind.AMAYESH_CARD, card, date(2025, 12, 20), date(2027, 3, 20)),) if card else ()
    )
    return PersonInput(
        name=name(given, family, father=father, latin=latin),
        sex=sex,
        born=_born(year, month),
        nationality=nationality,
        status=status,
        also_written=also,
        source=source,
        papers=papers,
    )


def _born(year: int, month: int | None) -> PartialDate:
    if month is None:
        last = Jalali(year, 12, month_length(year, 12))
        return PartialDate(to_gregorian(Jalali(year, 1, 1)), to_gregorian(last), Precision.YEAR.value)
    day = to_gregorian(Jalali(year, month, 17))
    return PartialDate(day, day, Precision.DAY.value)
