"""The jobs `record-in-najva` and `correct-in-najva`: an entry for each person; the case waits until all stand there."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from panah.casework.models import Case, OutboxMessage, Subject
from panah.casework.registrations import Held
from panah.catalogue.queries import definition_of
from panah.documents.gateways.najva import najva
from panah.documents.models import NajvaEntry
from panah.documents.operations.najva.telling import told_about
from panah.documents.rules.najva import CORRECT, RECORD, EntryState
from panah.documents.sealing import seal_entry
from panah.foundation.errors import InvalidInput
from panah.registry.models import Person


def record(message: OutboxMessage, now: datetime) -> Held | None:
    """Enter what a step did for recording, one entry per person; delivered twice it enters once.

    Raises InvalidInput("message-without-case").
    """
    return _enter(message, RECORD, now)


def correct(message: OutboxMessage, now: datetime) -> Held | None:
    """Enter the correction of what this case, or one it follows, had recorded of a person; where nothing was, nothing.

    Raises InvalidInput("message-without-case").
    """
    return _enter(message, CORRECT, now)


def _enter(message: OutboxMessage, what: str, now: datetime) -> Held | None:
    if message.case_id is None:
        raise InvalidInput("message-without-case", key=message.key)
    locked = Case.objects.select_for_update(of=("self",)).select_related("office", "household")
    case = locked.get(pk=message.case_id)
    before = NajvaEntry.objects.filter(message=message)
    if not before.exists():
        subjects = _people(message, case)
        corrected = _recorded_before(case, subjects) if what == CORRECT else {}
        meant = [one for one in subjects if what == RECORD or one.party_id in corrected]
        entries = list(_entries(message, case, meant, now))
        for entry in entries:
            entry.what, entry.corrects = what, corrected.get(entry.person_id)
        NajvaEntry.objects.bulk_create(entries)
    return Held.HELD if before.exclude(state=EntryState.RECORDED).exists() else None


def _people(message: OutboxMessage, case: Case) -> list[Subject]:
    """The persons a message is about: its own, or all who are still in its case."""
    open_ones = case.subjects.filter(state="open")
    subjects = case.subjects.filter(pk=message.subject_id) if message.subject_id else open_ones
    people = Person.objects.filter(pk__in=subjects.values("party"))
    return list(subjects.filter(party__in=people.values("pk")).order_by("pk"))


def _recorded_before(case: Case, subjects: Sequence[Subject]) -> dict[int, NajvaEntry]:
    """The last entry of each person in this case or one it follows; a correction is about all that was before it."""
    line, earlier = [case.pk], case.linked_to
    while earlier is not None:
        line.append(earlier.pk)
        earlier = earlier.linked_to
    found: dict[int, NajvaEntry] = {}
    entries = NajvaEntry.objects.filter(case__in=line, person__in=[one.party_id for one in subjects])
    for entry in entries.order_by("pk"):
        if entry.what == RECORD:
            found[entry.person_id] = entry
        else:
            found.pop(entry.person_id, None)
    return found


def _entries(
    message: OutboxMessage, case: Case, subjects: Sequence[Subject], now: datetime
) -> Iterator[NajvaEntry]:
    """One entry for each person, sealed with what is told of it; not yet written."""
    told = told_about(case, [one.party_id for one in subjects], now=now)
    state = EntryState.TO_TYPE if najva().by_hand else EntryState.QUEUED
    acts = _acts(message, case)
    for one in subjects:
        key = f"{message.key}:{one.party_id}"
        yield NajvaEntry(
            key=key,
            message=message,
            acts=acts,
            case=case,
            subject=one,
            person_id=one.party_id,
            office_id=case.office_id,
            sealed=seal_entry(key, told[one.party_id]),
            state=state,
            next_at=now,
            created_at=now,
        )


def _acts(message: OutboxMessage, case: Case) -> str:
    """What else the step did, by the names of its effects: this is what Najva is told."""
    if message.item is None:
        return ""
    step = definition_of(case.version_id).step(message.item.step)
    return " ".join(one.name for one in step.effects if one.entry.name not in {RECORD, CORRECT})[:300]
