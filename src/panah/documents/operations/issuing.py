"""Issuing a paper: one message, one number, one paper; a replacement takes the old one's place in the same act."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from panah.casework.models import Case, Subject
from panah.catalogue.queries import definition_of, directive_of
from panah.catalogue.rules.directive import length, limit
from panah.documents.kinds import CARDS, IN_PROGRESS, PaperFace, type_of
from panah.documents.models import Document, DocumentSubject
from panah.documents.operations.cards import CAUSE, card_before, card_face, is_out_of_hand
from panah.documents.operations.files.asking import ask_for_file
from panah.documents.operations.noting import note
from panah.documents.operations.placing import draw_place, give_place
from panah.documents.operations.print_room.queueing import queue
from panah.documents.operations.proving import Proving, square_of, token_of, token_of_card
from panah.documents.operations.replacing import make_way, new_line, standing_before
from panah.documents.operations.requests import Request, request_behind
from panah.documents.operations.sheets import sheet_of
from panah.documents.operations.slip_data import Wording
from panah.documents.rules.codes import new_code
from panah.documents.rules.data import TOKEN
from panah.documents.rules.faces.in_progress import HOLDS, TITLE
from panah.documents.rules.slip import Heading
from panah.documents.rules.standing import State
from panah.documents.rules.validity import day_of
from panah.documents.sealing import seal_sheet
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput, NotFound
from panah.registry.models import Person
from panah.workflow.times import OPENING, After, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """What is to be issued: the paper `name` of a case, for all of it or one subject, by the message `key`.

    `replaces` says that the process ends the paper before it in the same step; one that is used once always does.
    """

    case: Case
    name: str
    key: str
    subject: Subject | None = None
    replaces: bool = False

    @property
    def bearer(self) -> int | None:
        """Whose paper it is, where each person has their own."""
        return self.subject.party_id if self.subject else None


def issue(*, issuing: Issuing, heading: Heading, now: datetime) -> Document:
    """Issue a paper under its letter's number; the same key gives the same paper again.

    The case is locked by the caller. An old paper stands until its replacement does, and both change in one
    transaction, so that nobody is ever without one (S25). Raises NotFound("paper-without-face"), InvalidInput
    (`paper-unknown`, `paper-data-missing`, `nobody-to-name`, `validity-…`).
    """
    with transaction.atomic():
        if before := Document.objects.filter(key=issuing.key).first():
            return before
        people = _people(issuing)
        face = card_face(issuing.case.slug, issuing.name, people, on=local_date(now))
        document = _write(issuing, heading, people, face, now)
        DocumentSubject.objects.bulk_create(
            DocumentSubject(document=document, party_id=person.pk) for person in people
        )
        note(document, "issued", now=now)
        ask_for_file(paper=document.stream, now=now)
        if face.kind in CARDS:
            queue(document, now=now)
    return document


def title_of(case: Case, name: str) -> str:
    """What a paper of a case is called. Raises InvalidInput("paper-unknown") for one its service does not declare."""
    declared = definition_of(case.version_id).documents.get(name)
    if declared is None and name != IN_PROGRESS:
        raise InvalidInput("paper-unknown", paper=name)
    return declared.title if declared else TITLE


def _people(issuing: Issuing) -> list[Person]:
    subjects = issuing.case.subjects.filter(state="open").order_by("pk")
    if issuing.subject:
        subjects = subjects.filter(pk=issuing.subject.pk)
    order = {party: place for place, party in enumerate(subjects.values_list("party", flat=True))}
    if not order:
        raise InvalidInput("nobody-to-name", case=issuing.case.pk)
    return sorted(Person.objects.filter(pk__in=order), key=lambda person: order[person.pk])


def _write(
    issuing: Issuing, heading: Heading, people: list[Person], face: PaperFace, now: datetime
) -> Document:
    case = issuing.case
    request, code = request_behind(case), new_code()
    is_card = face.kind in CARDS
    before = _before(issuing, face)
    title, since, until = _span(issuing, heading, request)
    proving = Proving(
        face=face,
        heading=heading,
        people=people,
        since=since,
        until=until,
        request=request,
        place=draw_place(),
    )
    token = (token_of_card if is_card else token_of)(proving, now=now)
    wording = Wording(
        title=title,
        heading=heading,
        since=since,
        until=until,
        replaces=before.number if before else "",
        code=code,
        square=square_of(token),
    )
    sheet = {**sheet_of(face.face, request, people, wording), TOKEN: token}
    if before and before.state == State.VALID and (not is_card or is_out_of_hand(request)):
        reason = request.text(CAUSE) if is_card else ""
        make_way(before, for_case=case, number=heading.number, now=now, reason=reason)
    document = Document.objects.create(
        number=heading.number,
        kind=face.kind,
        name=issuing.name,
        case=case,
        office_id=case.office_id,
        bearer_id=issuing.bearer,
        line=before.line if before and not is_card else new_line(case, issuing.name, issuing.bearer),
        key=issuing.key,
        title=title,
        issued_at=now,
        valid_from=since,
        valid_until=until,
        verify_code=code,
        sealed=seal_sheet(heading.number, sheet),
        replaces=before,
    )
    _stand_in_lists(document, proving.place)
    return document


def _stand_in_lists(document: Document, place: int) -> None:
    give_place(
        paper=document.stream,
        code=document.verify_code,
        kind=type_of(document.kind),
        until=document.valid_until,
        place=place,
    )


def _before(issuing: Issuing, face: PaperFace) -> Document | None:
    """The paper before this one: of cards the last its bearer had, of others the standing one that makes way now.

    A proof that a request is open makes way for the next of the same request only.
    """
    if issuing.name == IN_PROGRESS:
        line = new_line(issuing.case, issuing.name, issuing.bearer)
        return Document.objects.select_for_update().filter(line=line, state=State.VALID).first()
    if face.kind in CARDS:
        return card_before(issuing.bearer)
    if issuing.replaces or face.is_single:
        return standing_before(issuing.case, issuing.name, issuing.bearer)
    return None


def _span(issuing: Issuing, heading: Heading, request: Request) -> tuple[str, date, date | None]:
    """What the paper is called, and from which day (local) to which."""
    title = title_of(issuing.case, issuing.name)
    if issuing.name == IN_PROGRESS:
        return title, heading.on, heading.on + HOLDS
    declared = definition_of(issuing.case.version_id).documents[issuing.name]
    since = day_of(declared.valid_from, issued_on=heading.on, dates=request.days)
    until = day_of(_length(issuing, heading) or declared.valid, issued_on=heading.on, dates=request.days)
    return title, since or request.day("trip-starts") or heading.on, until


def _length(issuing: Issuing, heading: Heading) -> Time | None:
    """How long the directive says that the paper is good (`exit-paper-valid`); None where it says nothing."""
    case, name = issuing.case, f"{issuing.name}-valid"
    try:
        row = limit(directive_of(case.directive_id), name=name, on=heading.on, service=case.slug)
    except NotFound:
        return None
    return After(length(row), OPENING)
