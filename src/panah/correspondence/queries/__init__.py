"""Reading the secretariat: registers, letters and their lists, drafts, rights, what waits, what came."""

from panah.correspondence.queries.arrivals import ArrivalFile, arrival_file
from panah.correspondence.queries.lists import (
    LetterLine,
    LettersPage,
    Wanted,
    current_year,
    letters_of,
    letters_page,
)
from panah.correspondence.queries.receivers import Address, Receiver, addresses, receivers_for
from panah.correspondence.queries.registers import (
    office_with_a_secretariat,
    registers_with_gaps,
    secretariat_above,
)
from panah.correspondence.queries.rights import Holder, RightLine, holders_below, rights_given
from panah.correspondence.queries.scans import MatchLine, ScanLine, matches_to_look_at, scans_to_match
from panah.correspondence.queries.told import LetterTold, letter_told
from panah.correspondence.queries.writing import (
    Prefilled,
    desks_of,
    offices_inside,
    prefilled,
    template_title,
)

__all__ = [
    "Address",
    "ArrivalFile",
    "Holder",
    "LetterLine",
    "LetterTold",
    "LettersPage",
    "MatchLine",
    "Prefilled",
    "Receiver",
    "RightLine",
    "ScanLine",
    "Wanted",
    "addresses",
    "arrival_file",
    "current_year",
    "desks_of",
    "holders_below",
    "letter_told",
    "letters_of",
    "letters_page",
    "matches_to_look_at",
    "office_with_a_secretariat",
    "offices_inside",
    "prefilled",
    "receivers_for",
    "registers_with_gaps",
    "rights_given",
    "scans_to_match",
    "secretariat_above",
    "template_title",
]
