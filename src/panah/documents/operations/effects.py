"""What a process does to its papers inside a transition, for all travellers at once: `invalidate:slip`, `hand:slip`."""

from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import (
    BigIntegerField,
    BinaryField,
    CharField,
    DateTimeField,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat

from panah.audit.models import Event
from panah.audit.operations import record_from
from panah.casework.models import BatchItem, Case, Subject
from panah.casework.registrations import Call
from panah.documents.models import Document, DocumentSubject
from panah.documents.rules.standing import State
from panah.workflow.definition import Effect

HAND_OVER = "document_id, to_party_id, to_account_id, by_account_id, how, witness, at"


def invalidate(call: Call, effect: Effect) -> None:
    """End the standing papers of the travellers; why is the start of the case that asks for it.

    Where the same step also issues the paper anew, the old one stands until the new one is there: the issue ends it
    in its own transaction, so that nobody is without a paper in between (S25).
    """
    if any(other.entry.name == "issue" and other.object == effect.object for other in call.step.effects):
        return
    cases = Case.objects.filter(pk__in=call.travellers.values("case_id")).order_by()
    for start in cases.values_list("start", flat=True).distinct():
        of_start = call.travellers.filter(case_id__in=cases.filter(start=start).values("pk"))
        papers = standing_papers(of_start, effect.object or "")
        _journal(papers, "voided", start, call)
        papers.update(state=State.VOID, void_reason=start, voided_at=call.now)


def hand(call: Call, effect: Effect) -> None:
    """Record that the standing papers of the travellers were handed over, each to its bearer or first named person."""
    first = DocumentSubject.objects.filter(document=OuterRef("pk")).order_by("pk").values("party")[:1]
    papers = standing_papers(call.travellers, effect.object or "")
    rows = papers.values_list(
        "pk",
        Coalesce("bearer_id", Subquery(first), output_field=BigIntegerField()),
        Cast(Value(None), BigIntegerField()),
        Cast(Value(call.actor_id), BigIntegerField()),
        Value("counter", CharField()),
        Value(b"", BinaryField()),
        Value(call.now, DateTimeField()),
    )
    _journal(papers, "handed", "counter", call)
    select, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO documents_handover ({HAND_OVER}) {select}", params)


def standing_papers(travellers: QuerySet[BatchItem], name: str) -> QuerySet[Document]:
    """The standing papers of this name that belong to travellers: of their case, else of the case it follows.

    A traveller for a whole case means the paper all share and those of the people still in it; a single subject means
    its own paper alone, never another's (S5).
    """
    whole = travellers.filter(subject_id=None).values("case_id")
    subjects = Subject.objects.filter(
        Q(case__in=whole, state="open") | Q(pk__in=travellers.exclude(subject_id=None).values("subject_id"))
    )
    wholly = Q(bearer=None) & _of_cases(Case.objects.filter(pk__in=whole), name)
    lines = [Document.objects.filter(wholly, name=name).values("line")]
    for path, cases in (("case", Case.objects.all()), ("case__links", _without(name))):
        mine = Document.objects.filter(
            **{
                "name": name,
                f"{path}__subjects__in": subjects.filter(case__in=cases).values("pk"),
                f"{path}__subjects__party": F("bearer"),
                f"{path}__slug": F("case__slug"),
            }
        )
        lines.append(mine.values("line"))
    of_lines = reduce(or_, (Q(line__in=found) for found in lines))
    return Document.objects.filter(of_lines, name=name, state=State.VALID).order_by()


def _of_cases(cases: QuerySet[Case], name: str) -> Q:
    """Papers of these cases, and for a case that has none of this name, of the case of its service that it follows."""
    followed = cases.exclude(papers__name=name).values("pk")
    return Q(case__in=cases.values("pk")) | Q(case__links__in=followed, case__links__slug=F("case__slug"))


def _without(name: str) -> QuerySet[Case]:
    return Case.objects.exclude(papers__name=name)


def _journal(papers: QuerySet[Document], kind: str, word: str, call: Call) -> None:
    """Append one event to the stream of each paper, in one statement."""
    stream = Concat(Value("document:"), Cast("pk", CharField()), output_field=CharField())
    events = Event.objects.filter(stream=OuterRef("its_stream")).order_by().values("stream")
    rows = papers.annotate(its_stream=stream).values_list(
        "its_stream",
        Coalesce(Subquery(events.annotate(last=Max("seq")).values("last")), 0) + 1,
        Value(kind, CharField()),
        Value(call.now, DateTimeField()),
        Cast(Value(call.actor_id), BigIntegerField()),
        Cast(Value(None), BigIntegerField()),
        Value("", CharField()),
        "office__path",
        "case__number",
        Value(call.step.path, CharField()),
        Value(word, CharField()),
        Concat("name", Value(" "), "number"),
        Cast(Value(call.batch), BigIntegerField()),
        Cast(Value(None), BigIntegerField()),
        Value(None, BinaryField()),
    )
    select, params = rows.query.sql_with_params()
    record_from(select=select, params=params)
