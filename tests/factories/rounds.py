"""A round of the shipped directive: announced, read by every office, and opened."""

from dataclasses import dataclass
from datetime import date, datetime

from factories.bureau import Bureau
from factories.slips import Slips, open_slips
from panah.casework.models import Case
from panah.rounds.models import RegistrationRound
from panah.rounds.operations import acknowledge_round, announce_round, open_round

SLUG = "amayesh-21"


@dataclass(slots=True)
class Round:
    """A bureau with the shipped services in force, a family with cards, and a round."""

    slips: Slips
    one: RegistrationRound

    @property
    def bureau(self) -> Bureau:
        """Its offices and staff."""
        return self.slips.bureau

    @property
    def now(self) -> datetime:
        """Its clock."""
        return self.slips.now

    def open(self) -> int:
        """Let every office answer, and open it."""
        for told in self.one.communications.select_related("office"):
            acknowledge_round(
                round_id=self.one.pk,
                office_id=told.office_id,
                actor=self.bureau.actor("bureau-officer", now=self.now),
                now=self.now,
                briefed_on=date(2026, 11, 21),
                minutes="دستورالعمل خوانده شد.",
            )
        actor = self.bureau.actor("ministry-officer", now=self.now, office=self.bureau.ministry)
        return open_round(round_id=self.one.pk, actor=actor, key="open-round", now=self.now)

    def case(self) -> Case:
        """The file of the family."""
        return Case.objects.get(household=self.slips.household, start="round")


def announced(now: datetime) -> Round:
    """A round that was announced."""
    slips = open_slips(now)
    actor = slips.bureau.actor("ministry-officer", now=now, office=slips.bureau.ministry)
    return Round(slips, announce_round(slug=SLUG, province="bushehr", actor=actor, now=now))
