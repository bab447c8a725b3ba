"""Registering a letter that came in: our number, the sender's own beside it, its scans made safe and sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from django.db import transaction

from panah.audit.sealed_files import put_away
from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.casework.operations import locked_case
from panah.correspondence.models import Arrival, Letter, Scan
from panah.correspondence.operations.arriving import brought_file, locked_arrival
from panah.correspondence.operations.noting import note
from panah.correspondence.operations.numbering import take_place
from panah.correspondence.roles import SECRETARIES
from panah.correspondence.rules.searching import search_text
from panah.correspondence.rules.words import Classification, Urgency
from panah.documents.rules.codes import read_number
from panah.evidence.rules import SafeFile, make_safe
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed
from panah.foundation.persian import clean, to_latin_digits
from panah.organisation.models import Office
from panah.organisation.rules import Holding

LONGEST: Final = {"sender": 200, "subject": 200, "number": 60, "annex": 100}
MOST_SCANS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A letter as a clerk reads it off the paper: whose, under which number of theirs and of which local day.

    `answers` is the number of our letter it answers, `case` the number of the case it is about, both as typed.
    `is_known` says that the clerk saw that one like it came before.
    """

    sender: str
    number: str
    dated: date | None
    subject: str
    annex_count: int = 0
    annex_text: str = ""
    urgency: Urgency = Urgency.NORMAL
    classification: Classification = Classification.NORMAL
    answers: str = ""
    case: str = ""
    is_known: bool = False


def register_letter(
    *,
    received: Received,
    files: Sequence[bytes],
    key: str,
    actor: Actor,
    now: datetime,
    arrival_id: int | None = None,
) -> Letter:
    """Give a letter that came in the next number of one's register; the same `key` of the same clerk is one letter.

    What came by exchange brings its own file. Raises NotAllowed("not-yours-to-register"), InvalidInput
    (`sender-missing`, `subject-missing`, `…-too-long`, `date-in-future`, `letter-unknown`, `case-unknown`,
    `scans-too-many`, and as `evidence.rules.make_safe`), Conflict (`came-before` with its number, `arrival-over`),
    NotFound("arrival-unknown").
    """
    held = _desk(actor)
    _refuse_words(received, now)
    if len(files) > MOST_SCANS:
        raise InvalidInput("scans-too-many", most=MOST_SCANS)
    named = f"in:{actor.account_id}:{key}"
    before = Letter.objects.filter(key=named).first()
    if before is not None:
        return before
    safe = [make_safe(body) for body in files]
    with transaction.atomic():
        arrival = locked_arrival(arrival_id, actor) if arrival_id is not None else None
        if arrival is not None:
            safe += [brought_file(arrival)] if not arrival.trouble or not files else []
        letter = _write(received, held, named, actor, now)
        keep_scans(letter, safe, office_id=held.office_id, actor=actor, now=now)
        if arrival is not None:
            Arrival.objects.filter(pk=arrival.pk).update(
                state="registered", letter=letter, ended_by=actor.account_id, ended_at=now
            )
        note(letter, "came", now=now, actor_id=actor.account_id, role=held.role, word=received.sender)
    return letter


def keep_scans(
    letter: Letter, files: Sequence[SafeFile], *, office_id: int, actor: Actor, now: datetime
) -> None:
    """Seal files and put them away beside their letter."""
    Scan.objects.bulk_create(
        Scan(
            letter=letter,
            office_id=office_id,
            place=put_away(file.body, room="letters", now=now),
            kind=file.kind,
            pages=file.pages,
            sha256=sha256(file.body).hexdigest(),
            added_by_id=actor.account_id,
            added_at=now,
        )
        for file in files
    )


def _desk(actor: Actor) -> Holding:
    held = (
        next((one for one in actor.scope.holdings if one.role in SECRETARIES), None) if actor.scope else None
    )
    if held is None:
        raise NotAllowed("not-yours-to-register")
    return held


def _refuse_words(received: Received, now: datetime) -> None:
    if not received.sender.strip():
        raise InvalidInput("sender-missing")
    if not received.subject.strip():
        raise InvalidInput("subject-missing")
    texts = {
        "sender": received.sender,
        "subject": received.subject,
        "number": received.number,
        "annex": received.annex_text,
    }
    for name, text in texts.items():
        if len(text) > LONGEST[name]:
            raise InvalidInput(f"{name}-too-long", most=LONGEST[name])
    if received.dated is not None and received.dated > local_date(now):
        raise InvalidInput("date-in-future")


def _write(received: Received, held: Holding, key: str, actor: Actor, now: datetime) -> Letter:
    office = Office.objects.get(pk=held.office_id)
    answers = _answered(received.answers)
    case = _case(received.case, answers)
    number = to_latin_digits(clean(received.number))
    place = take_place(office=office, now=now, annex=received.annex_text)
    if not received.is_known:
        _refuse_twice(place.register.secretariat_id, received, number)
    return Letter.objects.create(
        register=place.register,
        n=place.n,
        number=place.numbered.number,
        dated=place.numbered.on,
        annex_count=received.annex_count,
        annex_text=received.annex_text,
        direction="incoming",
        kind="incoming",
        subject=received.subject,
        search=search_text(received.subject, received.sender, number),
        case=case,
        in_reply_to=answers,
        office=office,
        urgency=received.urgency,
        classification=received.classification,
        sender=received.sender,
        sender_number=number,
        sender_dated=received.dated,
        written_by_id=actor.account_id,
        signed_by_role=held.role,
        signed_at=now,
        key=key,
    )


def _answered(typed: str) -> Letter | None:
    if not typed.strip():
        return None
    found = Letter.objects.filter(number=read_number(typed) or "").select_related("case__office").first()
    if found is None:
        raise InvalidInput("letter-unknown", number=typed)
    return found


def _case(typed: str, answers: Letter | None) -> Case | None:
    """The case it is about, by its number, or that of the letter it answers; locked before the register is."""
    case_id = answers.case_id if answers else None
    if typed.strip():
        case_id = (
            Case.objects.filter(number=to_latin_digits(clean(typed))).values_list("pk", flat=True).first()
        )
        if case_id is None:
            raise InvalidInput("case-unknown", number=typed)
    return locked_case(case_id) if case_id is not None else None


def _refuse_twice(secretariat_id: int, received: Received, number: str) -> None:
    if not number:
        return
    same = Letter.objects.filter(
        register__secretariat=secretariat_id,
        sender_number=number,
        sender_dated=received.dated,
        direction="incoming",
    )
    before = next((one for one in same if one.sender == received.sender), None)
    if before is not None:
        raise Conflict("came-before", number=before.number)
