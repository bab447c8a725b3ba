"""Writing rounds: announcing, acknowledging, opening, calling up, letting in, closing."""

from panah.rounds.operations.admitting import Latecomer, admit_latecomer
from panah.rounds.operations.announcing import acknowledge_round, announce_round
from panah.rounds.operations.attending import (
    ask_again,
    ask_next,
    check_in,
    record_presence,
    say_collector,
)
from panah.rounds.operations.calling import CalledUp, call_up, open_times, place_rest, promise_draw
from panah.rounds.operations.closing import close_round
from panah.rounds.operations.opening import open_round
from panah.rounds.operations.seconding import second_excuses
from panah.rounds.operations.sending import Details, Sent, say_changed, send_household
from panah.rounds.operations.visiting import book_visit, miss_visit, say_visit_needs

__all__ = [
    "CalledUp",
    "Details",
    "Latecomer",
    "Sent",
    "acknowledge_round",
    "admit_latecomer",
    "announce_round",
    "ask_again",
    "ask_next",
    "book_visit",
    "call_up",
    "check_in",
    "close_round",
    "miss_visit",
    "open_round",
    "open_times",
    "place_rest",
    "promise_draw",
    "record_presence",
    "say_changed",
    "say_collector",
    "say_visit_needs",
    "second_excuses",
    "send_household",
]
