"""A round that is open, its times, and more households with their files."""

from dataclasses import dataclass
from datetime import date, timedelta

from factories.people import entry, family
from factories.rounds import Round
from panah.appointments.models import Appointment
from panah.appointments.operations import fresh_seed
from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.foundation.clock import local_date
from panah.organisation.models import Office
from panah.registry.models import Household
from panah.registry.operations import record_paper
from panah.registry.values import PaperInput
from panah.registry.words import PaperKind
from panah.rounds.operations import CalledUp, call_up, open_times, promise_draw

SEED = bytes(range(32))


@dataclass(slots=True)
class Calling:
    """An announced round, and who arranges its call-up."""

    round: Round

    @property
    def arranger(self) -> Actor:
        """Who opens times and holds the draw."""
        return self.round.bureau.actor("bureau-officer", now=self.round.now)

    @property
    def clerk(self) -> Actor:
        """Who stands at the counter."""
        return self.round.bureau.actor("service-clerk", now=self.round.now)

    @property
    def first(self) -> date:
        """The day after the round opened."""
        return local_date(self.round.now) + timedelta(days=1)

    def household(self, *, office: Office | None = None) -> Household:
        """One more household with cards; before the round opens it is covered by it."""
        household, members = family(office or self.round.bureau.counter)
        for place, member in enumerate(members):
            paper = PaperInput(
                PaperKind.AMAYESH_CARD, f"20-{household.pk:05d}-{place}", date(2020, 3, 21), date(2027, 6, 21)
            )
            record_paper(entry=entry(date(2020, 3, 21), now=self.round.now), person=member, paper=paper)
        return household

    def open(self, *, days: int = 10) -> int:
        """Open times for some days."""
        last = self.first + timedelta(days=days - 1)
        return open_times(
            round_id=self.round.one.pk, first=self.first, last=last, actor=self.arranger, now=self.round.now
        )

    def promise(self) -> None:
        """Publish the hash of the seed."""
        from panah.appointments.rules.draw import commitment  # noqa: PLC0415  # only where it is promised

        promise_draw(
            round_id=self.round.one.pk, commitment=commitment(SEED), actor=self.arranger, now=self.round.now
        )

    def call(self, seed: bytes = SEED, *, witness: str = "۱۴۰۵") -> CalledUp:
        """Hold the draw."""
        return call_up(
            round_id=self.round.one.pk, seed=seed, witness=witness, actor=self.arranger, now=self.round.now
        )

    def time_of(self, household: Household) -> Appointment:
        """The newest appointment of a household."""
        return Appointment.objects.select_related("slot__office").filter(household=household).latest("pk")

    def case_of(self, household: Household) -> Case:
        """The file of a household in the round."""
        return Case.objects.get(household=household, start="round")


__all__ = ["SEED", "Calling", "fresh_seed"]
