"""How a job enters what another authority is told: once, sealed, and the case waits until all of it stands there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from panah.casework.models import Case, OutboxMessage, Subject
from panah.casework.operations import locked_case
from panah.casework.registrations import Held
from panah.documents.gateways.outside import reached
from panah.documents.models import OutsideEntry
from panah.documents.rules.outside import EntryState, system_of
from panah.documents.sealing import seal_entry
from panah.foundation.canonical import Canonical
from panah.foundation.errors import InvalidInput
from panah.registry.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One thing to be told: under which key, about whom, what was done, in which words, what it takes back."""

    key: str
    subject: Subject
    acts: tuple[str, ...]
    told: dict[str, Canonical]
    corrects: OutsideEntry | None = None


type Plan = Callable[[OutboxMessage, Case, datetime], Iterable[Telling]]


def enter(message: OutboxMessage, plan: Plan, now: datetime) -> Held | None:
    """Enter what a message's plan says, the case locked; delivered twice it enters once.

    Raises InvalidInput("message-without-case").
    """
    if message.case_id is None:
        raise InvalidInput("message-without-case", key=message.key)
    case = locked_case(message.case_id, "household")
    entries = OutsideEntry.objects.filter(message=message)
    if not entries.exists():
        OutsideEntry.objects.bulk_create(
            _entry(message, case, telling, now) for telling in plan(message, case, now)
        )
    return Held.HELD if entries.exclude(state=EntryState.RECORDED).exists() else None


def people_of(message: OutboxMessage, case: Case) -> list[Subject]:
    """The persons a message is about: its own, or all who are still in its case."""
    open_ones = case.subjects.filter(state="open")
    subjects = case.subjects.filter(pk=message.subject_id) if message.subject_id else open_ones
    people = Person.objects.filter(pk__in=subjects.values("party"))
    return list(subjects.filter(party__in=people.values("pk")).order_by("pk"))


def line_of(case: Case) -> list[int]:
    """A case and all that it follows, however far back, by number."""
    line, earlier = [case.pk], case.linked_to
    while earlier is not None:
        line.append(earlier.pk)
        earlier = earlier.linked_to
    return line


def _entry(message: OutboxMessage, case: Case, telling: Telling, now: datetime) -> OutsideEntry:
    by_hand = reached(system_of(message.topic)).by_hand
    return OutsideEntry(
        key=telling.key,
        message=message,
        what=message.topic,
        acts=" ".join(telling.acts)[:300],
        case=case,
        subject=telling.subject,
        person_id=telling.subject.party_id,
        office_id=case.office_id,
        corrects=telling.corrects,
        sealed=seal_entry(telling.key, telling.told),
        state=EntryState.TO_TYPE if by_hand else EntryState.QUEUED,
        next_at=now,
        created_at=now,
    )
