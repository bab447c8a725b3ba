"""Writing rounds: announcing, acknowledging, opening, letting in, closing."""

from panah.rounds.operations.admitting import Latecomer, admit_latecomer
from panah.rounds.operations.announcing import acknowledge_round, announce_round
from panah.rounds.operations.closing import close_round
from panah.rounds.operations.opening import open_round

__all__ = [
    "Latecomer",
    "acknowledge_round",
    "admit_latecomer",
    "announce_round",
    "close_round",
    "open_round",
]
