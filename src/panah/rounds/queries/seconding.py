"""What waits for a second person of the bureau: who, what could not be captured, and why."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from panah.biometrics.queries import ExcuseView, Purpose, excuses_to_confirm
from panah.casework.models import Subject
from panah.organisation.queries import short_name
from panah.organisation.rules import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One person of whom something could not be captured; `since` (UTC) is the oldest note."""

    subject_id: int
    case_id: int
    number: str
    name: str
    office: str
    since: datetime
    excuses: tuple[ExcuseView, ...]


def waiting_for_second(*, scope: Scope) -> list[Waiting]:
    """List whom a bureau officer may say the second word about, the oldest first; nothing they noted themselves."""
    noted: dict[int, list[ExcuseView]] = defaultdict(list)
    for one in excuses_to_confirm(scope=scope, purpose=Purpose.SECOND_PERSON):
        noted[one.subject_id].append(one)
    subjects = Subject.objects.select_related("case", "party__person").in_bulk(noted)
    return [
        Waiting(
            subject_id=subject_id,
            case_id=subjects[subject_id].case_id,
            number=subjects[subject_id].case.number,
            name=subjects[subject_id].party.person.name,
            office=short_name(subjects[subject_id].case.office_id),
            since=excuses[0].noted_at,
            excuses=tuple(excuses),
        )
        for subject_id, excuses in noted.items()
    ]
