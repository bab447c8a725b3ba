"""What must always hold of decisions, asked of the database: it tells what somebody with its keys did by hand."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from panah.audit.models import Event
from panah.casework.models import Case, Subject
from panah.catalogue.queries import contents_of
from panah.decisions.models import Decision, Objection
from panah.decisions.rules.window import ANSWERS, OBJECTION, State


def broken_decisions() -> list[str]:
    """Every case whose decisions do not agree with its ends, its journal or its objections; empty when all is well."""
    rules: dict[str, Iterable[str]] = {
        "an end against somebody without a decision": _undecided(),
        "a decision that no human is known to have taken": _unheard(),
        "an objection answered by somebody who acted in the first case": _own_judges(),
        "a decision whose state no objection explains": _unexplained(),
    }
    return [f"{number}: {rule}" for rule, numbers in rules.items() for number in numbers]


def _undecided() -> Iterable[str]:
    """Cases of subjects at an adverse end without a row that says why (S1)."""
    ends = [Q(case__version=version, end__in=names) for version, names in _adverse_ends() if names]
    if not ends:
        return []
    decided = Decision.objects.filter(subject=OuterRef("pk"))
    against = Subject.objects.filter(reduce(or_, ends), ~Exists(decided), state="ended")
    return against.order_by("pk").values_list("case__number", flat=True)


def _adverse_ends() -> Iterator[tuple[int, list[str]]]:
    versions = Case.objects.order_by().values_list("version_id", flat=True).distinct()
    for version, content in contents_of(versions).items():
        known = content.definition.ends.values() if content.definition else ()
        yield version, [end.name for end in known if end.kind == "adverse"]


def _unheard() -> Iterable[str]:
    """Decisions whose decider, role, step and word are no act in the journal of the case (S1, S10)."""
    acts = Event.objects.filter(
        stream=_stream_of(OuterRef("case_id")),
        kind="acted",
        step=OuterRef("step"),
        word=OuterRef("word"),
        actor_id=OuterRef("decided_by"),
        role=OuterRef("decided_as"),
    )
    return Decision.objects.filter(~Exists(acts)).order_by("pk").values_list("case__number", flat=True)


def _own_judges() -> Iterable[str]:
    """Objections answered by the hand of somebody who acted in the first case, or for whom somebody did (S6, S8)."""
    mine, theirs = OuterRef("actor_id"), OuterRef("on_behalf_of")
    same_hands = (Q(actor_id=mine) | Q(actor_id=theirs) | Q(on_behalf_of=mine) | Q(on_behalf_of=theirs),)
    first_case = _stream_of(OuterRef(OuterRef("linked_to_id")))
    before = Event.objects.filter(*same_hands, kind="acted", stream=first_case)
    answers = Event.objects.filter(
        Exists(before), kind="acted", word__in=ANSWERS, stream=_stream_of(OuterRef("pk"))
    )
    answered = Case.objects.filter(Exists(answers), link=OBJECTION)
    return answered.order_by("pk").values_list("number", flat=True)


def _unexplained() -> Iterable[str]:
    """Decisions that are objected to without an open objection, or answered without an answer."""
    objections = Objection.objects.filter(decision=OuterRef("pk"))
    explained = {
        State.OBJECTED: objections.filter(case__state="open"),
        State.UPHELD: objections.filter(case__subjects__end="upheld"),
        State.SET_ASIDE: objections.filter(case__subjects__end__in=["set-aside", "remitted"]),
    }
    wrong = reduce(or_, (Q(~Exists(found), state=state) for state, found in explained.items()))
    hidden = Q(Exists(objections.filter(case__state="open")), ~Q(state=State.OBJECTED))
    return Decision.objects.filter(wrong | hidden).order_by("pk").values_list("case__number", flat=True)


def _stream_of(case_id: OuterRef) -> Concat:
    return Concat(Value("case:"), Cast(case_id, CharField()), output_field=CharField())
