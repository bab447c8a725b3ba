"""«گواهی در دست اقدام»: asked for while a request is open, issued by the worker, and over when the request is."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F

from panah.casework import operations as casework
from panah.casework.engine import sql
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, OutboxMessage, Subject
from panah.casework.operations import locked_case
from panah.casework.registrations import Call
from panah.documents.kinds import IN_PROGRESS
from panah.documents.models import Document
from panah.documents.operations.effects import journal_papers
from panah.documents.operations.replacing import new_line
from panah.documents.rules.faces.in_progress import ANEW
from panah.documents.rules.standing import State
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict
from panah.registry.models import Person
from panah.workflow.definition import Effect, End

ISSUE: Final = "issue"
"""The outbox topic of the secretariat, which numbers the paper."""


def ask_for_certificate(*, case_id: int, party_id: int, actor: Actor, now: datetime) -> None:
    """Have the proof made that a person's request is open; asked twice it is one.

    That the person may ask, or the clerk before whom they stand, is the caller's to know. Raises Conflict
    (`certificate-not-open` for whoever has no open request in this case, `certificate-stands`).
    """
    with transaction.atomic():
        case = locked_case(case_id)
        subject = case.subjects.filter(party=party_id, state="open").order_by("pk").first()
        if subject is None or not Person.objects.filter(pk=party_id).exists():
            raise Conflict("certificate-not-open")
        earlier = Document.objects.filter(line=new_line(case, IN_PROGRESS, party_id))
        if earlier.filter(state=State.VALID, valid_until__gte=local_date(now) + ANEW).exists():
            raise Conflict("certificate-stands")
        if _ask(case, subject, earlier.count(), now):
            casework.note(case=case, kind="certificate-asked", now=now, actor_id=actor.account_id)


FILED = """
    INSERT INTO casework_outboxmessage (topic, key, case_id, subject_id, body, state, attempts, created_at, next_at)
    SELECT %s, %s || CAST(s.id AS varchar(20)) || ':0', s.case_id, s.id, %s, 'pending', 0, %s, %s
    FROM casework_subject s
    WHERE s.state = 'open'
      AND EXISTS (SELECT 1 FROM casework_batchitem b
                  WHERE b.batch_id = %s AND b.version_id = %s AND b.position = %s AND NOT b.settled
                    AND b.case_id = s.case_id AND (b.subject_id IS NULL OR b.subject_id = s.id))
    ON CONFLICT (key) DO NOTHING
"""


def certify_filing(call: Call, _: Effect) -> None:
    """Have the proof made for everybody who travels here: they came in time, and show it from today (S25)."""
    version = call.travellers.order_by().values_list("version_id", flat=True).first()
    sql.run(
        FILED,
        [ISSUE, f"{IN_PROGRESS}:", IN_PROGRESS, call.now, call.now, call.batch, version, call.step.path],
    )


def _ask(case: Case, subject: Subject, n: int, now: datetime) -> bool:
    _, is_new = OutboxMessage.objects.get_or_create(
        key=f"{IN_PROGRESS}:{subject.pk}:{n}",
        defaults={
            "topic": ISSUE,
            "case": case,
            "subject": subject,
            "body": IN_PROGRESS,
            "created_at": now,
            "next_at": now,
        },
    )
    return is_new


def end_certificates(call: Call, end: End) -> None:
    """End the proofs of those whose request ends, in the same transaction; a whole case's end is everybody's."""
    cases = call.travellers.filter(subject_id=None).values("case_id")
    parties = call.travellers.exclude(subject_id=None)
    standing = Document.objects.filter(name=IN_PROGRESS, state=State.VALID)
    own = standing.filter(
        case__subjects__in=parties.values("subject_id"), case__subjects__party=F("bearer")
    ).values("pk")
    found = [*standing.filter(case__in=cases).values_list("pk", flat=True), *own.values_list("pk", flat=True)]
    if not found:
        return
    papers = Document.objects.filter(pk__in=found).order_by()
    journal_papers(papers, "voided", end.name, call)
    papers.update(state=State.VOID, void_reason=end.name, voided_at=call.now)


def is_wanted(message: OutboxMessage) -> bool:
    """Whether what a message asks for is still to be made: not the proof of a request that has ended meanwhile."""
    if message.body != IN_PROGRESS:
        return True
    return message.subject is not None and message.subject.state == "open"
