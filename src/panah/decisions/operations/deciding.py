"""The decision row of every adverse end, written in the transaction that ends the subject (S1, S5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.audit.models import Event
from panah.audit.queries import read_payloads
from panah.casework.models import Subject
from panah.casework.registrations import Call
from panah.catalogue.queries import directive_of
from panah.catalogue.queries.reasons import officer_form
from panah.decisions.models import Decision
from panah.decisions.operations import answering, telling
from panah.decisions.rules.grounds import Reasons, letters, read_reasons
from panah.decisions.rules.window import COURT, OBJECTION, State
from panah.decisions.sealing import seal_words
from panah.foundation.errors import Conflict
from panah.workflow.definition import End

UPHELD = "upheld"


def after_end(call: Call, end: End) -> None:
    """Follow an end: write the decisions of an adverse one, answer a decision by the end of its objection.

    Raises InvalidInput when a decision has not all its reasons, so that nothing of it happens (S1).
    """
    if call.definition.slug == OBJECTION:
        _answer(call, end)
    elif end.kind == "adverse":
        adverse = {name for name, word in call.definition.glossary.words.items() if word.nature == "adverse"}
        _write(call, end, _taken(call, adverse), State.IN_FORCE)


def _answer(call: Call, end: End) -> None:
    if end.kind != "withdrawn":
        taken = _taken(call, {end.name}, is_against=end.name == UPHELD)
        if end.name == UPHELD:
            _write(call, end, taken, State.FINAL)
    answering.answer(call, end, [subject.case_id for subject in _ending(call)])


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was decided about one subject: the human act it rests on, and the reasons given."""

    subject: Subject
    act: Event
    reasons: Reasons


def _taken(call: Call, words: set[str], *, is_against: bool = True) -> list[_Taken]:
    """Find for each subject that ends the latest human act with one of these words; three queries.

    The act may lie some steps back: a revocation is decided, served and objected to before it ends a status.
    """
    subjects = list(_ending(call))
    acts = _acts(subjects, words)
    about = [_act_about(subject, acts) for subject in subjects]
    said = read_payloads(ids=sorted({act.payload_id for act in about if act.payload_id}))
    return [
        _Taken(subject, act, _reasons(subject, act, said.get(act.payload_id or 0, {}), is_against=is_against))
        for subject, act in zip(subjects, about, strict=True)
    ]


def _ending(call: Call) -> QuerySet[Subject]:
    """The open subjects the travellers stand for: each alone, or everybody of the case."""
    here = call.travellers.filter(
        Q(subject_id=OuterRef("pk")) | Q(subject_id=None), case_id=OuterRef("case_id")
    )
    return Subject.objects.filter(Exists(here), state="open").select_related("case__office").order_by("pk")


def _acts(subjects: Iterable[Subject], words: set[str]) -> Mapping[tuple[str, str], Event]:
    """The latest act with one of these words, by stream and by whom it was about (none: the whole case)."""
    streams = {subject.case.stream for subject in subjects}
    acts = Event.objects.filter(stream__in=streams, kind="acted", word__in=words)
    return {(act.stream, act.about): act for act in acts.order_by("seq")}


def _act_about(subject: Subject, acts: Mapping[tuple[str, str], Event]) -> Event:
    keys = ((subject.case.stream, about) for about in (f"{subject.role} {subject.pk}", ""))
    found = [acts[key] for key in keys if key in acts]
    if not found:
        raise Conflict("decision-without-act", case=subject.case.number)
    return max(found, key=lambda act: act.seq)


def _reasons(subject: Subject, act: Event, values: Mapping[str, object], *, is_against: bool) -> Reasons:
    form = officer_form(subject.case.version_id, subject.case.directive_id, act.step)
    table = directive_of(subject.case.directive_id)
    return read_reasons(values, form, table, word=act.word, is_against=is_against)


def _write(call: Call, end: End, taken: Sequence[_Taken], state: State) -> None:
    made = [_row(call, end, one, state) for one in taken]
    Decision.objects.bulk_create(made)
    for one, decision in zip(taken, made, strict=True):
        telling.tell(
            decision, one.subject, kind="decided", actor_id=call.actor_id, word=end.name, now=call.now
        )


def _row(call: Call, end: End, one: _Taken, state: State) -> Decision:
    subject, act, reasons = one.subject, one.act, one.reasons
    return Decision(
        case=subject.case,
        subject=subject,
        step=act.step,
        word=act.word,
        end=end.name,
        ground=reasons.ground.code,
        text=seal_words(subject_id=subject.pk, text=reasons.text),
        letters=letters(reasons.text),
        rule=reasons.rule,
        decided_by=_decider(act),
        decided_for=act.on_behalf_of,
        decided_as=act.role,
        decided_at=call.now,
        court=COURT,
        state=state,
    )


def _decider(act: Event) -> int:
    """The account of the human who said the word; no clock and no message decides against anybody (S10)."""
    if act.actor_id is None:
        raise Conflict("decision-without-human", case=act.case_number, step=act.step)
    return act.actor_id
