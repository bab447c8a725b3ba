"""Who saw one's record: in which role, at which office, on which day and why; never which officer (S20).

What others of a household are shown must betray nobody (S29): neither that somebody sought protection, nor that
somebody has an account of their own and used it. A look for protection is told to the person whose own record was
opened, and to nobody where the whole household's was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.audit.queries import LookEntry, looks_at
from panah.casework.models import Case
from panah.casework.queries.own_cases import visible_cases
from panah.casework.queries.reading import OWN_RECORD
from panah.foundation.clock import local_date
from panah.organisation.models import Office
from panah.organisation.roles import ROLES

SHOWN: Final = 200
NEWEST_CASES: Final = 100
PROTECTION: Final = "protection"
PROTECTORS: Final = frozenset({"protection-counsellor", "protection-officer", "child-officer"})
"""A look of theirs at shared work says that somebody of the household may have come to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Looks of one day in one role: `what` is person, household or case; `who` is self, household or office.

    `office` is a number, None where none was written down; the day is local.
    """

    day: date
    who: str
    role: str
    office: int | None
    purpose: str
    what: str
    case_number: str


def who_looked(
    *, account_id: int, persons: Sequence[int], household_id: int | None, most: int = SHOWN
) -> tuple[Look, ...]:
    """List the looks at what lies behind one door, newest first, those of one kind on one day once; four queries.

    For a bound person: their own record, the household's and their cases. For a household's phone: shared work alone.
    """
    cases = _cases(account_id, persons, household_id)
    own = {f"person:{one}" for one in persons} | {stream for stream, case in cases.items() if case.alone}
    shared = cases.keys() - own
    shared |= {f"household:{household_id}"} if household_id is not None else set()
    found = looks_at(streams=[*own, *shared], most=4 * most)
    whole = {(one.actor_id, one.at) for one in found if one.stream.startswith("household:")}
    kept = (
        one
        for one in found
        if (one.stream in own and (one.actor_id, one.at) not in whole) or _betrays_nobody(one, account_id)
    )
    return tuple(dict.fromkeys(_look(one, account_id, cases) for one in kept))[:most]


def office_names(looks: Iterable[Look]) -> Mapping[int, str]:
    """Name the offices of looks; one query."""
    offices = Office.objects.in_bulk({one.office for one in looks if one.office is not None})
    return {pk: office.name for pk, office in offices.items()}


def _cases(account_id: int, persons: Sequence[int], household_id: int | None) -> dict[str, Case]:
    rows = visible_cases(account_id, persons=persons, household_id=household_id)
    return {case.stream: case for case in rows.order_by("-opened_at", "-pk")[:NEWEST_CASES]}


def _betrays_nobody(look: LookEntry, account_id: int) -> bool:
    if look.word == PROTECTION or look.role in PROTECTORS:
        return False
    return look.word != OWN_RECORD or look.role != "person" or look.actor_id == account_id


def _look(look: LookEntry, account_id: int, cases: Mapping[str, Case]) -> Look:
    kind, _, _ = look.stream.partition(":")
    role, place = ROLES.get(look.role), look.office.strip("/").rpartition("/")[2]
    is_own = look.word == OWN_RECORD
    return Look(
        day=local_date(look.at),
        who="self" if look.actor_id == account_id else "household" if is_own else "office",
        role="" if is_own or role is None else role.title,
        office=int(place) if place.isdecimal() and not is_own else None,
        purpose=look.word,
        what=kind,
        case_number=cases[look.stream].number if look.stream in cases else "",
    )
