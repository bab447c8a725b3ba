"""The job `tell-border`: the border police hear of every exit paper that is good, and that it is good no more."""

from collections.abc import Iterator
from datetime import datetime

from panah.casework.models import Case, OutboxMessage
from panah.casework.registrations import Held
from panah.documents.models import Document, OutsideEntry
from panah.documents.operations.outside.entering import Telling, enter, line_of, people_of
from panah.documents.operations.requests import request_behind
from panah.documents.rules.outside import ISSUED, VOID
from panah.documents.rules.standing import State
from panah.foundation.canonical import Canonical
from panah.foundation.errors import Conflict
from panah.registry.models import Person
from panah.registry.words import PaperKind


def tell(message: OutboxMessage, now: datetime) -> Held | None:
    """Enter what the border does not know yet of the exit papers of the people meant; each thing is told once.

    That a paper is void is told after that it was issued, and only where that was told: one never overtakes the other.
    Raises InvalidInput("message-without-case"), and Conflict("paper-not-issued-yet") while the same step still issues
    one, so that the outbox comes again.
    """
    return enter(message, _plan, now)


def _plan(message: OutboxMessage, case: Case, now: datetime) -> Iterator[Telling]:
    del now
    issuing = OutboxMessage.objects.filter(item=message.item_id, topic="issue").exclude(state="done")
    if message.item_id and issuing.exists():
        raise Conflict("paper-not-issued-yet", case=case.number)
    subjects = {one.party_id: one for one in people_of(message, case)}
    papers = Document.objects.filter(
        case__in=line_of(case), bearer__in=subjects, kind=PaperKind.EXIT_PASS
    ).order_by("pk")
    keys = [_key(paper, act) for paper in papers for act in (ISSUED, VOID)]
    known = {entry.key: entry for entry in OutsideEntry.objects.filter(key__in=keys)}
    people = {person.pk: person for person in Person.objects.filter(pk__in=subjects)}
    for paper in papers:
        issued, bearer = known.get(_key(paper, ISSUED)), paper.bearer_id or 0
        act = ISSUED if paper.state == State.VALID else VOID
        if _key(paper, act) in known or (act == VOID and issued is None):
            continue
        yield Telling(
            key=_key(paper, act),
            subject=subjects[bearer],
            acts=(act,),
            told=_told(paper, people[bearer], case),
            corrects=issued if act == VOID else None,
        )


def _key(paper: Document, act: str) -> str:
    return f"border:{paper.pk}:{act.partition(':')[0]}"


def _told(paper: Document, person: Person, case: Case) -> dict[str, Canonical]:
    """What a border post needs to know a paper and its bearer by; days are ISO text."""
    request = request_behind(paper.case)
    return {
        "number": paper.number,
        "border": request.text("border"),
        "border_name": request.label("border"),
        "valid_from": paper.valid_from.isoformat(),
        "valid_until": paper.valid_until.isoformat() if paper.valid_until else "",
        "name": person.name,
        "latin_name": person.latin_name,
        "father_name": person.father_name,
        "born_first": person.birth_first.isoformat(),
        "born_last": person.birth_last.isoformat(),
        "birth_precision": person.birth_precision,
        "nationality": person.nationality,
        "case": case.number,
        "office": case.office.name,
    }
