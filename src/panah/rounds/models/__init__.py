"""The tables of rounds."""

from panah.rounds.models.called import CalledHousehold
from panah.rounds.models.rounds import Communication, RegistrationRound

__all__ = ["CalledHousehold", "Communication", "RegistrationRound"]
