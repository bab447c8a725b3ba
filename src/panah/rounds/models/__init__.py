"""The tables of rounds."""

from panah.rounds.models.attending import Attendance
from panah.rounds.models.called import CalledHousehold, PersonInRound
from panah.rounds.models.rounds import Communication, RegistrationRound

__all__ = ["Attendance", "CalledHousehold", "Communication", "PersonInRound", "RegistrationRound"]
