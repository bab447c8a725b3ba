"""What a process does to its papers inside a transition, for all travellers at once: `invalidate:slip`.

Where a name means a paper that people hold already (`invalidate:card`), `held` does it.
"""

from functools import reduce
from operator import or_

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
from panah.documents.kinds import is_held
from panah.documents.models import Document
from panah.documents.operations import held
from panah.documents.operations.outside.again import tell_again
from panah.documents.rules.outside import TELL_BORDER
from panah.documents.rules.standing import State
from panah.workflow.definition import Effect


def invalidate(call: Call, effect: Effect) -> None:
    """End the standing papers of the travellers; why is the start of the case that asks for it.

    Where the same step also issues the paper anew, the old one stands until the new one is there: the issue ends it
    in its own transaction, so that nobody is without a paper in between (S25).
    """
    if is_held(call.definition, effect.object or ""):
        held.invalidate(call, effect)
        return
    if any(other.entry.name == "issue" and other.object == effect.object for other in call.step.effects):
        return
    cases = Case.objects.filter(pk__in=call.travellers.values("case_id")).order_by()
    for start in cases.values_list("start", flat=True).distinct():
        of_start = call.travellers.filter(case_id__in=cases.filter(start=start).values("pk"))
        papers = standing_papers(of_start, effect.object or "")
        journal_papers(papers, "voided", start, call)
        papers.update(state=State.VOID, void_reason=start, voided_at=call.now)


def reinstate(call: Call, effect: Effect) -> None:
    """Give the last paper of each traveller its force again, where it was ended and nothing took its place (S11).

    The border is told of an exit paper like when it was issued, whether the step says so or not.
    """
    if is_held(call.definition, effect.object or ""):
        held.reinstate(call, effect)
        return
    last = Document.objects.filter(line=OuterRef("line")).order_by("-pk").values("pk")[:1]
    ended = _papers_of(call.travellers, effect.object or "").filter(state=State.VOID, pk=Subquery(last))
    papers = Document.objects.filter(pk__in=list(ended.values_list("pk", flat=True))).order_by()
    journal_papers(papers, "reinstated", call.definition.slug, call)
    again = list(papers.select_related("case"))
    papers.update(state=State.VALID, void_reason="", voided_at=None)
    if not any(other.name == TELL_BORDER for other in call.step.effects):
        tell_again(again, now=call.now)


def standing_papers(travellers: QuerySet[BatchItem], name: str) -> QuerySet[Document]:
    """The standing papers of this name that belong to travellers: of their case, else of the case it follows.

    A traveller for a whole case means the paper all share and those of the people still in it; a single subject means
    its own paper alone, never another's (S5).
    """
    return _papers_of(travellers, name).filter(state=State.VALID)


def _papers_of(travellers: QuerySet[BatchItem], name: str) -> QuerySet[Document]:
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
    return Document.objects.filter(of_lines, name=name).order_by()


def _of_cases(cases: QuerySet[Case], name: str) -> Q:
    """Papers of these cases, and for a case that has none of this name, of the case of its service that it follows."""
    followed = cases.exclude(papers__name=name).values("pk")
    return Q(case__in=cases.values("pk")) | Q(case__links__in=followed, case__links__slug=F("case__slug"))


def _without(name: str) -> QuerySet[Case]:
    return Case.objects.exclude(papers__name=name)


def journal_papers(papers: QuerySet[Document], kind: str, word: str, call: Call) -> None:
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
