"""The jobs `record-in-najva` and `correct-in-najva`: an entry for each person."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from panah.casework.models import Case, OutboxMessage, Subject
from panah.casework.registrations import Held
from panah.catalogue.queries import definition_of
from panah.documents.models import OutsideEntry
from panah.documents.operations.outside.entering import Telling, enter, line_of, people_of
from panah.documents.operations.outside.najva_telling import told_about
from panah.documents.rules.outside import CORRECT, RECORD, TOPICS, System


def record(message: OutboxMessage, now: datetime) -> Held | None:
    """Enter what a step did for recording, one entry per person. Raises InvalidInput("message-without-case")."""
    return enter(message, _plan, now)


def correct(message: OutboxMessage, now: datetime) -> Held | None:
    """Enter the correction of what this case, or one it follows, had recorded of a person; where nothing was, nothing.

    Raises InvalidInput("message-without-case").
    """
    return enter(message, _plan, now)


def _plan(message: OutboxMessage, case: Case, now: datetime) -> Iterator[Telling]:
    """One entry for each person."""
    subjects = people_of(message, case)
    corrected = _recorded_before(case, subjects) if message.topic == CORRECT else {}
    meant = [one for one in subjects if message.topic == RECORD or one.party_id in corrected]
    told, acts = told_about(case, [one.party_id for one in meant], now=now), _acts(message, case)
    for one in meant:
        yield Telling(
            key=f"{message.key}:{one.party_id}",
            subject=one,
            acts=acts,
            told=told[one.party_id],
            corrects=corrected.get(one.party_id),
        )


def _recorded_before(case: Case, subjects: Sequence[Subject]) -> dict[int, OutsideEntry]:
    """The last entry of each person in this case or one it follows; a correction is about all that was before it."""
    found: dict[int, OutsideEntry] = {}
    entries = OutsideEntry.objects.filter(
        case__in=line_of(case),
        person__in=[one.party_id for one in subjects],
        what__in=TOPICS[System.NAJVA],
    )
    for entry in entries.order_by("pk"):
        if entry.what == RECORD:
            found[entry.person_id] = entry
        else:
            found.pop(entry.person_id, None)
    return found


def _acts(message: OutboxMessage, case: Case) -> tuple[str, ...]:
    """What else the step did, by the names of its effects: this is what Najva is told."""
    if message.item is None:
        return ()
    step = definition_of(case.version_id).step(message.item.step)
    told_elsewhere = frozenset().union(*TOPICS.values())
    return tuple(one.name for one in step.effects if one.entry.name not in told_elsewhere)
