"""What an officer may say about one open item, and what each word asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Item
from panah.casework.queries.eyes import barred
from panah.casework.queries.worklist import name_of
from panah.catalogue.queries import definition_of, directive_of, fields_of
from panah.catalogue.queries.reasons import officer_form
from panah.catalogue.rules.fields import ChoicesFrom, CodedReason, Field, FieldForm
from panah.workflow.definition import ServiceDefinition, Step, Target, ToEnd, ToStep

REASON_CODE, REASON_TEXT = "reason-code", "reason-text"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a choice; `remedy` is what the person is told to do about it."""

    code: str
    label: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field an officer fills in: `type` is text, long-text, jalali-date, county, members or choice."""

    name: str
    label: str
    type: str
    required: bool
    hint: str = ""
    max: int | None = None
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One word of a step: its label, its nature (plain, returns, adverse), where it leads, and what it asks."""

    word: str
    label: str
    nature: str
    leads_to: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to be decided at one open item.

    `barred` names why this officer may not, and is empty where they may: `not-your-queue`, `assigned`, `own-matter`,
    `same-officer`, `helped`.
    """

    item: int
    ver: int
    step: str
    title: str
    hint: str
    barred: str
    sayings: tuple[Saying, ...]
    bulk: bool


def decisions_at(items: Sequence[Item], *, actor: Actor) -> list[Decision]:
    """Say what an actor may say at each of these open items.

    Whether they may is asked of the predicate that moves the case, so that no page offers in vain.
    """
    why_not = barred(items, actor=actor)
    return [_decision(item, why_not[item.pk]) for item in items]


def _decision(item: Item, why_not: str) -> Decision:
    definition = definition_of(item.case.version_id)
    step = definition.steps[item.step]
    form = officer_form(item.case.version_id, item.case.directive_id, step.path)
    return Decision(
        item=item.pk,
        ver=item.ver,
        step=step.path,
        title=form.title if form else step.title,
        hint=(form.hint or "") if form else "",
        barred=why_not,
        sayings=tuple(_saying(definition, step, word, form, item.case) for word in step.words),
        bulk=step.bulk != "no",
    )


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word of the step an item stands or stood at: what it asks, and the people it asks about, by party and name."""

    saying: Saying
    people: tuple[tuple[int, str], ...]


def spoken(*, case_id: int, item: int, step: str, word: str) -> Spoken | None:
    """Find a word of the step of an item of this case, whether it is still open or not; None where there is none.

    So that what was sent twice is read the second time as it was the first.
    """
    related = ("case",)
    found = Item.objects.select_related(*related).filter(pk=item, case=case_id, step=step, kind="by").first()
    definition = definition_of(found.case.version_id) if found else None
    place = definition.steps.get(step) if definition else None
    if found is None or definition is None or place is None or word not in place.words:
        return None
    form = officer_form(found.case.version_id, found.case.directive_id, step)
    saying = _saying(definition, place, word, form, found.case)
    asks_for_people = any(question.type == "members" for question in saying.questions)
    return Spoken(saying, _people(found.case) if asks_for_people else ())


def _people(case: Case) -> tuple[tuple[int, str], ...]:
    subjects = case.subjects.select_related("party__person", "party__organisation").order_by("pk")
    return tuple((subject.party_id, name_of(subject)) for subject in subjects)


def plain_sayings(version_id: int, path: str) -> tuple[Saying, ...]:
    """Give the words of a step that may be said of many files in one motion: those that only go on and ask nothing."""
    definition = definition_of(version_id)
    step = definition.steps.get(path)
    if step is None or step.kind != "by" or step.bulk == "no":
        return ()
    form = fields_of(version_id).officer.get(path)
    words = [word for word in step.words if definition.nature(word) == "plain"]
    sayings = [_saying(definition, step, word, form, None) for word in words]
    return tuple(one for one in sayings if not any(question.required for question in one.questions))


def _saying(
    definition: ServiceDefinition, step: Step, word: str, form: FieldForm | None, case: Case | None
) -> Saying:
    nature = definition.nature(word)
    fields = [field for field in (form.fields if form else ()) if _asked_with(field, word)]
    questions = [_question(field, word, form, case) for field in fields]
    if nature != "plain":
        questions = _with_reason(questions)
    return Saying(
        word=word,
        label=definition.glossary.word(word),
        nature=nature,
        leads_to=_told(definition, definition.target(step.path, word)),
        questions=tuple(questions),
    )


def _asked_with(field: Field, word: str) -> bool:
    return field.when is None or not field.when.outcome or word in field.when.outcome


def _question(field: Field, word: str, form: FieldForm | None, case: Case | None) -> Question:
    answers = tuple(Answer(choice.code, choice.label) for choice in field.choices)
    if field.choices_from is ChoicesFrom.REASONS and form is not None:
        answers = _reasons(form.reasons, word)
    if field.choices_from is ChoicesFrom.EXEMPTIONS and case is not None:
        table = directive_of(case.directive_id)
        known = [one for one in table.exemptions if not one.services or case.slug in one.services]
        answers = tuple(Answer(one.code, one.label) for one in known)
    return Question(
        name=field.name,
        label=field.label,
        type=str(field.type),
        required=field.required and not (field.when and field.when.field),
        hint=field.hint or "",
        max=field.max,
        answers=answers,
    )


def _reasons(reasons: Iterable[CodedReason], word: str) -> tuple[Answer, ...]:
    return tuple(Answer(one.code, one.text, one.remedy) for one in reasons if word in one.outcomes)


def _with_reason(questions: list[Question]) -> list[Question]:
    """Every return and every refusal asks for a reason, whatever a service's forms say (S1)."""
    named = {question.name for question in questions}
    more = [
        Question(name=REASON_CODE, label="دلیل", type="text", required=True, max=60),
        Question(name=REASON_TEXT, label="توضیح برای همین شخص", type="long-text", required=True, max=1000),
    ]
    needed = [
        replace(one, required=True) if one.name in {REASON_CODE, REASON_TEXT} else one for one in questions
    ]
    return [*needed, *(one for one in more if one.name not in named)]


def _told(definition: ServiceDefinition, target: Target) -> str:
    match target:
        case ToStep(path):
            return definition.steps[definition.entered(path)].title
        case ToEnd(end):
            return definition.ends[end].title
        case _:
            return ""
