"""What a process does to the papers people hold themselves (`suspend:card`), for all travellers at once.

The registry keeps what a held paper is worth; where it lies while an office keeps it stands here. A constant number of
statements for any number of travellers.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from panah.casework.matters import matters_of, subjects_of
from panah.casework.models import Subject
from panah.casework.registrations import Call
from panah.documents.kinds import is_held, kinds_held
from panah.documents.models import Document, Keeping
from panah.documents.rules.codes import new_code
from panah.documents.rules.standing import State
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput
from panah.registry.operations import Matter, invalidate_papers, reinstate_papers, suspend_papers
from panah.registry.queries import HeldPaper, held_papers
from panah.workflow.definition import Effect


def suspend(call: Call, effect: Effect) -> None:
    """Take the force of the papers the travellers hold, until it is given back.

    Raises InvalidInput("paper-not-suspended") for a paper of the service itself: those end, they do not pause.
    """
    name = effect.object or ""
    if not is_held(call.definition, name):
        raise InvalidInput("paper-not-suspended", paper=name)
    suspend_papers(matters=matters_of(call), kinds=kinds_held(name), now=call.now)


def invalidate(call: Call, effect: Effect) -> None:
    """Take the force of the papers the travellers hold for good, with what the same case suspended."""
    invalidate_papers(matters=matters_of(call), kinds=kinds_held(effect.object or ""), now=call.now)


def reinstate(call: Call, effect: Effect) -> None:
    """Give the papers the travellers hold back the force that this case, or one it follows, took."""
    reinstate_papers(matters=matters_of(call), kinds=kinds_held(effect.object or ""), now=call.now)


def hold(call: Call, effect: Effect) -> None:
    """Take the papers the travellers hold into the office's keeping, each against a receipt and what was given for it.

    Raises Conflict("nothing-given-for-it") for somebody who has no standing paper of this case: nobody leaves with
    empty hands (S25). What lies in keeping already stays where it lies.
    """
    matters = {matter.person_id: matter for matter in matters_of(call)}
    subjects = {one.party_id: one for one in subjects_of(call) if one.party_id in matters}
    kinds, today = kinds_held(effect.object or ""), local_date(call.now)
    kept = set(
        Keeping.objects.filter(party__in=matters, returned_at=None).values_list("party", "kind", "number")
    )
    taken = [
        paper
        for paper in held_papers(list(matters), on=today, kinds=kinds)
        if (paper.person_id, paper.kind, paper.number) not in kept
    ]
    given = _given(subjects.values())
    for paper in taken:
        if paper.person_id not in given:
            raise Conflict("nothing-given-for-it", case=matters[paper.person_id].case_number)
    Keeping.objects.bulk_create(
        _keeping(paper, subjects[paper.person_id], matters[paper.person_id], given, call.now)
        for paper in taken
    )


def release(call: Call, effect: Effect) -> None:
    """Give back what this case, or one it follows, took into keeping, each against a receipt; else nothing."""
    matters = {matter.person_id: matter for matter in matters_of(call)}
    kinds = kinds_held(effect.object or "")
    kept = Keeping.objects.filter(party__in=matters, kind__in=kinds, returned_at=None).annotate(
        case_number=F("case__number")
    )
    ours = [one for one in kept.order_by("pk") if one.case_number in matters[one.party_id].cases]
    for one in ours:
        one.returned_at, one.return_receipt = call.now, new_code()
        one.returned_by_id = matters[one.party_id].decided_by
    Keeping.objects.bulk_update(ours, ["returned_at", "return_receipt", "returned_by"])


def _given(subjects: Iterable[Subject]) -> dict[int, int]:
    """The standing paper of its case that each of these people got: by person, the newest."""
    people = {(one.case_id, one.party_id) for one in subjects}
    papers = Document.objects.filter(
        case__in={case for case, _ in people}, bearer__in={party for _, party in people}, state=State.VALID
    )
    rows = papers.order_by("pk").values_list("case_id", "bearer_id", "pk")
    return {party: paper for case, party, paper in rows if party and (case, party) in people}


def _keeping(
    paper: HeldPaper, subject: Subject, matter: Matter, given: dict[int, int], now: datetime
) -> Keeping:
    return Keeping(
        party_id=paper.person_id,
        kind=paper.kind,
        number=paper.number,
        case_id=subject.case_id,
        office_id=subject.case.office_id,
        against_id=given[paper.person_id],
        receipt=new_code(),
        taken_by_id=matter.decided_by,
        taken_at=now,
    )
