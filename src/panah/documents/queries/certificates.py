"""Who may ask for the proof that their request is open, and who has asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from panah.casework.models import OutboxMessage, Subject
from panah.documents.kinds import IN_PROGRESS
from panah.documents.models import Document
from panah.documents.rules.faces.in_progress import ANEW
from panah.documents.rules.standing import State
from panah.registry.models import Person


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A person (party) whose request is open and who has no lasting proof of it; `is_asked`: it is being made."""

    party: int
    name: str
    is_asked: bool


def certificates_to_ask(
    case_id: int, *, on: date, bearers: Collection[int] | None = None
) -> list[CertificateLine]:
    """List the people of an open case who may ask for their proof on a local day; four queries.

    With `bearers` (parties), only those.
    """
    rows = Subject.objects.filter(case=case_id, case__state="open", state="open").order_by("pk")
    subjects = {
        party: pk for pk, party in rows.values_list("pk", "party") if bearers is None or party in bearers
    }
    lasting = Document.objects.filter(
        case=case_id, name=IN_PROGRESS, state=State.VALID, valid_until__gte=on + ANEW
    )
    open_to = subjects.keys() - set(lasting.values_list("bearer_id", flat=True))
    waiting = OutboxMessage.objects.filter(case=case_id, body=IN_PROGRESS).exclude(state="done")
    asked = set(waiting.values_list("subject_id", flat=True))
    people = {one.pk: one.name for one in Person.objects.filter(pk__in=open_to)}
    return [
        CertificateLine(party, people[party], subject in asked)
        for party, subject in subjects.items()
        if party in people
    ]
