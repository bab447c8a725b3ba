"""The job `tell-border`: the border police hear of every exit paper that is good, and that it is good no more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from panah.casework.models import Case, OutboxMessage
from panah.casework.registrations import Held
from panah.documents.models import Document, OutsideEntry
from panah.documents.operations.outside.entering import Telling, enter, line_of, people_of
from panah.documents.operations.requests import request_behind
from panah.documents.rules.outside import ISSUED, TELL_BORDER, VOID
from panah.documents.rules.standing import State
from panah.foundation.canonical import Canonical
from panah.foundation.errors import Conflict
from panah.registry.models import Person
from panah.registry.words import PaperKind


def tell(message: OutboxMessage, now: datetime) -> Held | None:
    """Enter what the border does not know yet of the exit papers of the people meant; each change is told once.

    That a paper is void is told after that it was issued, and only where that was told; one that has its force again is
    announced again, like the first time, after its withdrawal: none ever overtakes the one before.
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
    told = _told_before(subjects)
    people = {person.pk: person for person in Person.objects.filter(pk__in=subjects)}
    for paper in papers:
        before, bearer = told.get(str(paper.pk), []), paper.bearer_id or 0
        act = ISSUED if paper.state == State.VALID else VOID
        known = before[-1].acts if before else VOID
        if act == known:
            continue
        yield Telling(
            key=_key(paper, act, sum(one.acts == act for one in before)),
            subject=subjects[bearer],
            acts=(act,),
            told=_told(paper, people[bearer], case),
            corrects=before[-1] if before else None,
        )


def _told_before(people: Iterable[int]) -> Mapping[str, list[OutsideEntry]]:
    """What the border was told of each paper of these people, the oldest first, by the number of the paper's row."""
    found: dict[str, list[OutsideEntry]] = defaultdict(list)
    for entry in OutsideEntry.objects.filter(what=TELL_BORDER, person__in=list(people)).order_by("pk"):
        found[entry.key.split(":")[1]].append(entry)
    return found


def _key(paper: Document, act: str, earlier: int) -> str:
    """The name a thing is told under; what was told before and holds again has a number behind it."""
    return f"border:{paper.pk}:{act.partition(':')[0]}" + (f":{earlier + 1}" if earlier else "")


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
