"""The life of a decision: which state follows which, and until which day it can be objected to (S6, S28)."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from panah.catalogue.rules.directive import DirectiveTable, length, limit
from panah.foundation.clock import local_date
from panah.foundation.durations import Duration
from panah.foundation.errors import Conflict, NotFound
from panah.foundation.working_time import WorkingCalendar

OBJECTION = "objection"
"""The slug of the procedure, the link to the first case, and the directive's limit of the time to object."""

COURT = "دیوان عدالت اداری"
"""The court one may turn to after the bureau (verify with the law before use)."""


class State(StrEnum):
    """Where a decision stands."""

    IN_FORCE = "in-force"
    OBJECTED = "objected"
    SET_ASIDE = "set-aside"
    UPHELD = "upheld"
    FINAL = "final"
    """The answer to an objection: within the bureau nothing stands above it, the court does."""


class Serving(StrEnum):
    """How a notice reached the person."""

    PORTAL = "portal"
    HANDED = "handed"


NEXT: Mapping[State, frozenset[State]] = {
    State.IN_FORCE: frozenset({State.OBJECTED}),
    State.OBJECTED: frozenset({State.IN_FORCE, State.SET_ASIDE, State.UPHELD}),
    State.SET_ASIDE: frozenset(),
    State.UPHELD: frozenset(),
    State.FINAL: frozenset(),
}
"""Which states may follow; an objection that is taken back leaves the decision as it was."""

ANSWERS: Mapping[str, State] = {
    "set-aside": State.SET_ASIDE,
    "remitted": State.SET_ASIDE,
    "upheld": State.UPHELD,
    "withdrawn": State.IN_FORCE,
}
"""What an end of the objection means for the decision; remitted decisions fall and are taken anew."""


def time_to_object(own: Duration | None, table: DirectiveTable, *, service: str, on: date) -> Duration | None:
    """Give how long one may object: the end's own time, else the directive's; None while nobody has set one."""
    return own or _limit(table, OBJECTION, service=service, on=on)


def court_times(table: DirectiveTable, *, on: date) -> tuple[Duration | None, Duration | None]:
    """Give how long one may turn to the court, from inside the country and from abroad."""
    return _limit(table, "court-in-country", on=on), _limit(table, "court-abroad", on=on)


def last_day(served_at: datetime, time: Duration, calendar: WorkingCalendar) -> date:
    """Give the last local day of a time that began with serving.

    The day of serving is not counted, and a closed last day moves to the next open one (Civil Procedure Code,
    articles 444 and 445).
    """
    return local_date(calendar.add(served_at, time))


def refuse_closed(state: State, until: date | None, today: date) -> None:
    """Refuse an objection where none is possible; raises Conflict("objection-not-open", "objection-too-late").

    A decision that was never served has no last day.
    """
    if State.OBJECTED not in NEXT[state]:
        raise Conflict("objection-not-open", state=str(state))
    if until is not None and today > until:
        raise Conflict("objection-too-late", until=until)


def _limit(table: DirectiveTable, name: str, *, on: date, service: str | None = None) -> Duration | None:
    try:
        return length(limit(table, name=name, on=on, service=service))
    except NotFound:
        return None
