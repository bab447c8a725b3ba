"""An office with free times, and households to call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from factories.bureau import Bureau, actor_of, open_bureau
from factories.people import family
from panah.appointments.models import Appointment, Slot
from panah.appointments.operations import Row, book, open_slots
from panah.appointments.queries import free_times
from panah.appointments.rules.needs import Need
from panah.casework.engine.authority import Actor
from panah.foundation.clock import local_date
from panah.organisation.models import Office
from panah.registry.models import Household

PURPOSE = "round-17"
EVERYTHING = int(Need.QUIET | Need.HOME_VISIT | Need.WOMAN_OPERATOR | Need.CURTAIN)


@dataclass(slots=True)
class Times:
    """Two counters of one directorate, and who works there."""

    bureau: Bureau
    now: datetime

    @property
    def office(self) -> Office:
        """The counter most tests stand at."""
        return self.bureau.counter

    @property
    def tomorrow(self) -> date:
        """The next local day: Monday, an open one."""
        return local_date(self.now) + timedelta(days=1)

    @property
    def clerk(self) -> Actor:
        """Who stands at the counter."""
        return self.bureau.actor("service-clerk", now=self.now)

    @property
    def arranger(self) -> Actor:
        """Who arranges the call-up at the bureau."""
        return self.bureau.actor("bureau-officer", now=self.now)

    def open(
        self,
        *,
        days: int = 1,
        places: int = 1,
        minutes: int = 30,
        offers: int = 0,
        office: Office | None = None,
        since: int = 450,
        until: int = 510,
    ) -> list[Slot]:
        """Times from tomorrow on; by default two of half an hour, from 07:30 to 08:30."""
        at = office or self.office
        row = Row(minutes=minutes, places=places, offers=offers, since=since, until=until)
        last = self.tomorrow + timedelta(days=days - 1)
        known = set(Slot.objects.values_list("pk", flat=True))
        open_slots(office=at, first=self.tomorrow, last=last, row=row, actor=self.arranger, now=self.now)
        return list(Slot.objects.exclude(pk__in=known).order_by("starts_at", "pk"))

    def book(
        self, slot: Slot, household: Household | None = None, *, needs: int = 0, minutes: int = 20
    ) -> Appointment:
        """A booking at the counter, for a new household where none is named."""
        return book(
            slot_id=slot.pk,
            household=household or self.household(),
            purpose=PURPOSE,
            minutes=minutes,
            needs=needs,
            actor=self.clerk,
            now=self.now,
        )

    def household(self) -> Household:
        """A family registered at the directorate."""
        return family(self.bureau.directorate)[0]

    def free(self, *, minutes: int = 20, needs: int = 0, offices: Iterable[Office] = ()) -> list[int]:
        """The numbers of the times that a household is shown."""
        shown = free_times(
            offices=[office.pk for office in offices or (self.office,)],
            minutes=minutes,
            needs=needs,
            now=self.now,
        )
        return [time.slot_id for time in shown]

    def actor_of_family(self, household: Household) -> Actor:
        """A member of a household, bound at a counter."""
        person = household.head.person_id
        account = self.bureau.hire("enquiry-desk", office=self.bureau.elsewhere, name=f"member{person}")
        return actor_of(account, now=self.now, persons=(person,))


def open_times(now: datetime) -> Times:
    """A bureau that has opened no times yet."""
    return Times(bureau=open_bureau(), now=now)
