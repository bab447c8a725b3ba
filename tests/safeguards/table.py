"""Safeguard × path: what happens to whoever tries to go around one, on each way there is into the product.

`refused`: it cannot be done. `detected`: somebody with the keys can do it, and a check tells. `not applicable`: the
way is not there; a test says so, so that the cell is written anew on the day it is opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Path(StrEnum):
    """A way into the product."""

    PAGES = "pages"
    API = "API"
    COMMANDS = "command line"
    ADMIN = "admin"
    OPERATIONS = "operations"
    SQL = "SQL as the run-time role"


class Says(StrEnum):
    """What comes of the attempt."""

    REFUSED = "refused"
    DETECTED = "detected"
    ABSENT = "not applicable"


@dataclass(frozen=True, slots=True)
class Cell:
    """One safeguard on one path, and why it is so."""

    safeguard: str
    path: Path
    says: Says
    why: str


SAFEGUARDS = (
    "S1",
    "S5",
    "S6",
    "S8",
    "S10",
    "S11",
    "S12",
    "S13",
    "S19",
    "S25",
    "S26",
    "S27",
    "S28",
    "S29",
    "S30",
)
NO_API = "no machine decides: the border says that somebody crossed, and a human looks"
NO_ADMIN = "Django's admin is not installed and there is no super-user"
NO_COMMAND = (
    "no command decides: none imports an operation that moves a case, but the worker, who keeps the clock"
)
THROUGH_OPERATIONS = "pages hold no rule and no table: they call operations, which refuse"

TABLE = (
    Cell("S1", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S1", Path.API, Says.ABSENT, NO_API),
    Cell("S1", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S1", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S1", Path.OPERATIONS, Says.REFUSED, "an end against somebody without its reasons undoes the act"),
    Cell("S1", Path.SQL, Says.DETECTED, "a row without reasons is refused; an end without its row is found"),
    Cell("S5", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S5", Path.API, Says.ABSENT, NO_API),
    Cell("S5", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S5", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S5", Path.OPERATIONS, Says.REFUSED, "whoever leaves, stays or is refused moves nobody else"),
    Cell("S5", Path.SQL, Says.DETECTED, "a status ended by hand beside another's case has no words of its own in it"),
    Cell("S6", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S6", Path.API, Says.ABSENT, NO_API),
    Cell("S6", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S6", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S6", Path.OPERATIONS, Says.REFUSED, "whoever acted in the first case moves nothing in its objection"),
    Cell("S6", Path.SQL, Says.DETECTED, "a state cannot leap; one moved by hand has no objection that explains it"),
    Cell("S8", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S8", Path.API, Says.ABSENT, NO_API),
    Cell("S8", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S8", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S8", Path.OPERATIONS, Says.REFUSED, "other eyes are part of the statement, for whom one stands in for too"),
    Cell("S8", Path.SQL, Says.DETECTED, "a decision is compared with the journal, which nobody can rewrite"),
    Cell("S10", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S10", Path.API, Says.ABSENT, NO_API),
    Cell("S10", Path.COMMANDS, Says.REFUSED, "the worker says `late` and `then`; neither leads to harm"),
    Cell("S10", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S10", Path.OPERATIONS, Says.REFUSED, "the system says no human's word, and no condition asks what is open"),
    Cell("S10", Path.SQL, Says.REFUSED, "no decision is stored without the account of a human"),
    Cell("S11", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S11", Path.API, Says.ABSENT, NO_API),
    Cell("S11", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S11", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S11", Path.OPERATIONS, Says.REFUSED, "card and status come back with one word of hers"),
    Cell("S11", Path.SQL, Says.REFUSED, "no force is taken from a paper by hand without its reason and matter"),
    Cell("S12", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S12", Path.API, Says.ABSENT, NO_API),
    Cell("S12", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S12", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S12", Path.OPERATIONS, Says.REFUSED, "no word towards leaving without hearing, own hand, three days"),
    Cell("S12", Path.SQL, Says.DETECTED, "a status ended by hand has no hearing and no signature in the journal"),
    Cell("S13", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S13", Path.API, Says.ABSENT, NO_API),
    Cell("S13", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S13", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S13", Path.OPERATIONS, Says.REFUSED, "no child goes without its interests and guardians in writing"),
    Cell("S13", Path.SQL, Says.DETECTED, "a child's status ended by hand is found like anybody's"),
    Cell("S19", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S19", Path.API, Says.ABSENT, NO_API),
    Cell("S19", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S19", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S19", Path.OPERATIONS, Says.REFUSED, "a contractor's clerk holds no deciding role and can be given none"),
    Cell("S19", Path.SQL, Says.REFUSED, "a constraint keeps deciding roles out of contractors' offices"),
    Cell("S25", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S25", Path.API, Says.ABSENT, NO_API),
    Cell("S25", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S25", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S25", Path.OPERATIONS, Says.REFUSED, "no card is taken where nothing was given for it"),
    Cell("S25", Path.SQL, Says.REFUSED, "no card is kept without the paper that was given for it"),
    Cell("S26", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S26", Path.API, Says.ABSENT, NO_API),
    Cell("S26", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S26", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S26", Path.OPERATIONS, Says.REFUSED, "each goes on alone, whoever else is still asked something"),
    Cell("S26", Path.SQL, Says.DETECTED, "who was moved by hand out of their own place is found"),
    Cell("S27", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S27", Path.API, Says.ABSENT, NO_API),
    Cell("S27", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S27", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S27", Path.OPERATIONS, Says.REFUSED, "a service that ends status without the shared part is not published"),
    Cell("S27", Path.SQL, Says.REFUSED, "a published text is never rewritten"),
    Cell("S28", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S28", Path.API, Says.ABSENT, NO_API),
    Cell("S28", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S28", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S28", Path.OPERATIONS, Says.REFUSED, "every ground has its remedy; nobody is late whom no notice reached"),
    Cell("S28", Path.SQL, Says.REFUSED, "no decision without its court, and no last day is ever moved"),
    Cell("S29", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S29", Path.API, Says.ABSENT, NO_API),
    Cell("S29", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S29", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S29", Path.OPERATIONS, Says.REFUSED, "another's word is neither seen nor told to whoever lives in the house"),
    Cell("S29", Path.SQL, Says.REFUSED, "no text and no number of a message stands in the open"),
    Cell("S30", Path.PAGES, Says.REFUSED, THROUGH_OPERATIONS),
    Cell("S30", Path.API, Says.ABSENT, NO_API),
    Cell("S30", Path.COMMANDS, Says.ABSENT, NO_COMMAND),
    Cell("S30", Path.ADMIN, Says.ABSENT, NO_ADMIN),
    Cell("S30", Path.OPERATIONS, Says.REFUSED, "a head who goes is followed the same day, by the bureau's word alone"),
    Cell("S30", Path.SQL, Says.REFUSED, "no household is ever without a head, nor headed by a stranger"),
)  # fmt: skip

type Test = Callable[..., None]
PROVES = "proves"


def proves(path: Path, *safeguards: str) -> Callable[[Test], Test]:
    """Say which cells a test stands for."""

    def mark(test: Test) -> Test:
        cells: set[tuple[str, Path]] = test.__dict__.setdefault(PROVES, set())
        cells |= {(safeguard, path) for safeguard in safeguards}
        return test

    return mark


def proven(test: object) -> set[tuple[str, Path]]:
    """Give the cells a test stands for."""
    found: set[tuple[str, Path]] = getattr(test, PROVES, set())
    return found
