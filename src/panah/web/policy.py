"""The words of the policy table, and the guards that hold a request against its row.

Every route has one row: which methods, who, in which relation to the object of the address, in which states, and to
what purpose records are read. A route without a row is refused. Each face writes its rows in its own `policy.py`;
`panah.web.access` puts them together and stands before every view.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.http import HttpRequest

from panah.web.identity import HOUSEHOLD, PERSON, Visitor

READ = frozenset({"GET", "HEAD"})
WRITE = frozenset({"POST"})
BOTH = READ | WRITE

type Names = Mapping[str, object]
"""What an address names: the captured parts of the route."""


class Who(Enum):
    """Who may come to a route at all."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"
    HOUSEHOLD = "level 1"
    PERSON = "level 2"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Relation:
    """How the visitor must stand to the object of the address; `state` tells its state where a row asks for one.

    `holds` must say no alike for an object that is not there and for one that is not the visitor's to see.
    """

    name: str
    holds: Callable[[Visitor, "Row", Names], bool]
    state: Callable[[Names], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: the route by its full name, and what must hold before its view is called.

    `roles` are those of which one must be held (staff only); `states` those the object may be in (empty: any);
    `purpose` is what reading is logged under (S20), empty where no record is opened.
    """

    route: str
    who: Who
    methods: frozenset[str] = READ
    roles: frozenset[str] = frozenset()
    relation: Relation | None = None
    states: frozenset[str] = frozenset()
    purpose: str = ""


class Refusal(Enum):
    """Why a request does not reach its view."""

    UNLISTED = "no row"
    METHOD = "method"
    SIGN_IN = "not signed in"
    LEVEL = "not known well enough"
    ROLE = "another role"
    SECOND_FACTOR = "no second factor"
    ABSENT = "not there, or not theirs"
    STATE = "another state"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the guards see it."""

    visitor: Visitor
    method: str
    row: Row
    names: Names


type Guard = Callable[[Asked], Refusal | None]


def method_is_known(asked: Asked) -> Refusal | None:
    """Only the methods of the row."""
    return None if asked.method in asked.row.methods else Refusal.METHOD


def is_signed_in(asked: Asked) -> Refusal | None:
    """Whoever is not everybody must say who they are."""
    anonymous = asked.visitor.account_id is None
    return Refusal.SIGN_IN if anonymous and asked.row.who is not Who.ANYBODY else None


def is_known_enough(asked: Asked) -> Refusal | None:
    """A household's door needs level 1, a person's level 2; an officer stands behind neither."""
    least = {Who.HOUSEHOLD: HOUSEHOLD, Who.PERSON: PERSON}.get(asked.row.who)
    if least is None:
        return None
    enough = not asked.visitor.is_staff and asked.visitor.level >= least
    return None if enough else Refusal.LEVEL


def holds_a_role(asked: Asked) -> Refusal | None:
    """Office pages are for those who hold one of the row's roles today, anywhere."""
    if asked.row.who is not Who.STAFF:
        return None
    return None if asked.visitor.is_staff and asked.visitor.roles & asked.row.roles else Refusal.ROLE


def has_second_factor(asked: Asked) -> Refusal | None:
    """Where the installation is real, staff work only with a second factor."""
    needed = asked.row.who is Who.STAFF and settings.PANAH_STAFF_SECOND_FACTOR
    return Refusal.SECOND_FACTOR if needed and not asked.visitor.has_second_factor else None


def stands_in_relation(asked: Asked) -> Refusal | None:
    """The object must be the visitor's to see; otherwise it is not there."""
    relation = asked.row.relation
    if relation is None or relation.holds(asked.visitor, asked.row, asked.names):
        return None
    return Refusal.ABSENT


def is_in_state(asked: Asked) -> Refusal | None:
    """The object must be in one of the row's states."""
    relation = asked.row.relation
    if not asked.row.states or relation is None or relation.state is None:
        return None
    return None if relation.state(asked.names) in asked.row.states else Refusal.STATE


GUARDS: tuple[Guard, ...] = (
    method_is_known,
    is_signed_in,
    is_known_enough,
    holds_a_role,
    has_second_factor,
    stands_in_relation,
    is_in_state,
)
"""All of them, in the order they are asked; the first that refuses decides."""


def refusal(asked: Asked) -> Refusal | None:
    """Hold one request against its row; None lets it pass."""
    return next((refused for guard in GUARDS if (refused := guard(asked))), None)


_KEPT = "_panah_row"


def keep_row(request: HttpRequest, row: Row) -> None:
    """Leave with a request the row it was let through by."""
    request.__dict__[_KEPT] = row


def row_of(request: HttpRequest) -> Row:
    """Give the row a request was let through by; a view is never called without one."""
    row = request.__dict__[_KEPT]
    if not isinstance(row, Row):
        raise TypeError("the policy was not asked about this request")
    return row


def rows_by_route(*faces: tuple[Row, ...]) -> dict[str, Row]:
    """Put the rows of all faces together; raises ValueError when a route has two."""
    table: dict[str, Row] = {}
    for row in (row for face in faces for row in face):
        if row.route in table:
            raise ValueError(f"the route {row.route!r} has two rows")
        table[row.route] = row
    return table
