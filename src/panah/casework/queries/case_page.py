"""One case as an officer's page needs it: who it is about, what waits, what was said, and all that happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from panah.audit.queries import TimelineEntry, read_payloads, timeline
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, FormEntry, Item, Subject
from panah.casework.queries.deciding import Decision, decisions_at
from panah.casework.queries.pinned import older_titles
from panah.casework.queries.reading import log_case_reading
from panah.casework.queries.worklist import name_of, service_title
from panah.catalogue.queries import definition_of, directive_of, fields_of
from panah.catalogue.queries.reasons import officer_form
from panah.catalogue.rules.fields import ChoicesFrom, Field, FieldForm
from panah.foundation.errors import NotFound
from panah.organisation.roles import ROLES
from panah.registry.rules import Reading
from panah.workflow.definition import ServiceDefinition
from panah.workflow.stages import stages_of

SHOWN_EVENTS = 200
RULED = frozenset({ChoicesFrom.BORDERS, ChoicesFrom.EXEMPTIONS})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """What waits: at which step, for which roles and where, since and until when (UTC), taken by which account."""

    item: int
    ver: int
    subject: int | None
    step: str
    title: str
    holders: tuple[str, ...]
    office: str
    opened_at: datetime
    due_at: datetime | None
    round: int
    assignee: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRow:
    """A person or organisation of the case, and where it stands: at an item, waiting for the others, or at its end."""

    id: int
    party: int
    role: str
    name: str
    father: str
    nationality: str
    born: date | None
    born_precision: str
    item: OpenItem | None
    waiting: bool
    end: str
    end_kind: str


@dataclass(frozen=True, slots=True)
class FilledForm:
    """One form as it was filled: its title, for whom, when (UTC), and its answers as (label, type, value).

    `is_closed` says that its answers are for other roles to read.
    """

    title: str
    about: str
    at: datetime
    answers: tuple[tuple[str, str, object], ...]
    is_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One event of the case: what kind, when (UTC), in which role, at which step, with which word, about whom."""

    kind: str
    at: datetime
    role: str
    step: str
    word: str
    about: str
    said: str


@dataclass(frozen=True, slots=True)
class StageMark:
    """A stage of the service's main line: done, here or ahead."""

    title: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything the case page shows; `decision` is that of the item asked for, or of the first this officer may do."""

    id: int
    number: str
    slug: str
    service: str
    start: str
    is_open: bool
    alone: bool
    opened_at: datetime
    closed_at: datetime | None
    office: str
    household: int | None
    household_code: str
    subjects: tuple[SubjectRow, ...]
    items: tuple[OpenItem, ...]
    decision: Decision | None
    together: tuple[tuple[int, int], ...]
    forms: tuple[FilledForm, ...]
    moments: tuple[Moment, ...]
    stages: tuple[StageMark, ...]
    linked: tuple[tuple[int, str, str], ...]


def case_file(case_id: int, *, actor: Actor, look: Reading, item: int | None = None) -> CaseFile:
    """Read a case for an officer and log the look; so many queries, whatever the case.

    `item` asks for one open item; without it the first one this officer may decide comes. The caller has made sure
    that the case is theirs to see. Raises NotFound("case-unknown").
    """
    related = ("office", "household", "linked_to")
    case = Case.objects.select_related(*related).filter(pk=case_id).first()
    if case is None:
        raise NotFound("case-unknown", case=case_id)
    log_case_reading(case_id, look)
    definition = definition_of(case.version_id)
    subjects = _subjects(case)
    items = _items(case)
    waiting = [one for one in items if one.state == "open"]
    decisions = decisions_at([one for one in waiting if _is_human(one)], actor=actor)
    chosen = _chosen(decisions, item)
    shown = {one.pk: _open_item(one, definition) for one in waiting}
    return CaseFile(
        id=case.pk,
        number=case.number,
        slug=case.slug,
        service=service_title(case.version_id),
        start=definition.starts[case.start].title if case.start in definition.starts else "",
        is_open=case.state == "open",
        alone=case.alone,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        office=case.office.name,
        household=case.household_id,
        household_code=case.household.household_code if case.household else "",
        subjects=tuple(_subject_row(one, definition, shown) for one in subjects),
        items=tuple(shown.values()),
        decision=chosen,
        together=_together(decisions, chosen),
        forms=_forms(case, definition, subjects, actor),
        moments=_moments(case, definition, subjects),
        stages=_stages(case, definition, items),
        linked=_linked(case),
    )


def _subjects(case: Case) -> list[Subject]:
    related = ("party__person", "party__organisation")
    return list(case.subjects.select_related(*related).order_by("pk"))


def _items(case: Case) -> list[Item]:
    """The items of the case, oldest first."""
    return list(case.items.select_related("case", "office").order_by("pk"))


def _is_human(item: Item) -> bool:
    return item.kind == "by"


def _chosen(decisions: Sequence[Decision], item: int | None) -> Decision | None:
    asked = next((one for one in decisions if one.item == item), None)
    own = next((one for one in decisions if not one.barred), None)
    return asked or own or next(iter(decisions), None)


def _together(decisions: Sequence[Decision], chosen: Decision | None) -> tuple[tuple[int, int], ...]:
    """The open items of the same step this officer may decide too, with their versions."""
    if chosen is None or chosen.barred:
        return ()
    same = [one for one in decisions if one.step == chosen.step and not one.barred]
    return tuple((one.item, one.ver) for one in same)


def _open_item(item: Item, definition: ServiceDefinition) -> OpenItem:
    step = definition.steps.get(item.step)
    return OpenItem(
        item=item.pk,
        ver=item.ver,
        subject=item.subject_id,
        step=item.step,
        title=step.title if step else item.step,
        holders=tuple(ROLES[role].title for role in item.queue.split("+") if role in ROLES),
        office=item.office.name,
        opened_at=item.opened_at,
        due_at=item.due_at,
        round=item.round,
        assignee=item.assignee_id,
    )


def _subject_row(
    subject: Subject, definition: ServiceDefinition, shown: Mapping[int, OpenItem]
) -> SubjectRow:
    person = subject.party.person if subject.party.kind == "person" else None
    end = definition.ends.get(subject.end)
    role = definition.subjects.get(subject.role)
    whole = next((one for one in shown.values() if one.subject is None), None)
    return SubjectRow(
        id=subject.pk,
        party=subject.party_id,
        role=role.title if role else subject.role,
        name=name_of(subject),
        father=person.father_name if person else "",
        nationality=person.nationality if person else "",
        born=person.birth_first if person else None,
        born_precision=person.birth_precision if person else "",
        item=next((one for one in shown.values() if one.subject == subject.pk), whole),
        waiting=bool(subject.waiting_at),
        end=end.title if end else "",
        end_kind=end.kind if end else "",
    )


def _forms(
    case: Case, definition: ServiceDefinition, subjects: Sequence[Subject], actor: Actor
) -> tuple[FilledForm, ...]:
    entries = list(FormEntry.objects.filter(case=case).order_by("-pk"))
    bodies = read_payloads(ids=[entry.payload_id for entry in entries])
    names = {subject.pk: name_of(subject) for subject in subjects}
    ruled = _ruled_labels(case, entries)
    found = []
    for entry in entries:
        if entry.payload_id in bodies:
            body = bodies[entry.payload_id]
            form = _form_at(case, entry.step, body)
            title, about = _form_title(form, definition, entry.step), names.get(entry.subject_id or 0, "")
            is_closed = form is not None and not _may_read(form, actor)
            answers = () if is_closed else _answers(form, body, ruled)
            found.append(FilledForm(title, about, entry.filled_at, answers, is_closed))
    return tuple(found)


def _form_at(case: Case, place: str, body: Mapping[str, object] | None = None) -> FieldForm | None:
    """The form of a place; where a person and an officer each have one, the person's if only it asks what was said."""
    forms = fields_of(case.version_id)
    if place.startswith("start."):
        return forms.at(place)
    own, officers = forms.steps.get(place), officer_form(case.version_id, case.directive_id, place)
    if own and officers and _names(own) & set(body or ()) - _names(officers):
        return own
    return officers or own


def _may_read(form: FieldForm, actor: Actor) -> bool:
    """Whether what was said in confidence is for this officer to read (S29)."""
    roles = actor.scope.roles if actor.scope else frozenset()
    return not form.readers or bool(roles & set(form.readers))


def _names(form: FieldForm) -> set[str]:
    return {field.name for field in form.fields}


def _form_title(form: FieldForm | None, definition: ServiceDefinition, place: str) -> str:
    step = definition.steps.get(place)
    return form.title if form else step.title if step else definition.title


def _ruled_labels(case: Case, entries: Sequence[FormEntry]) -> dict[tuple[ChoicesFrom, str], str]:
    """What the directive of the case calls the answers it lists itself; read only where a form asks one of them."""
    forms = [form for entry in entries if (form := _form_at(case, entry.step)) is not None]
    if not any(field.choices_from in RULED for form in forms for field in form.fields):
        return {}
    table = directive_of(case.directive_id)
    return {
        **{(ChoicesFrom.BORDERS, one.code): one.label for one in table.borders},
        **{(ChoicesFrom.EXEMPTIONS, one.code): one.label for one in table.exemptions},
    }


def _answers(
    form: FieldForm | None, body: Mapping[str, object], ruled: Mapping[tuple[ChoicesFrom, str], str]
) -> tuple[tuple[str, str, object], ...]:
    fields = {field.name.replace("-", "_"): field for field in (form.fields if form else ())}
    reasons = {one.code: one.text for one in (form.reasons if form else ())}
    found = []
    given = {name.replace("-", "_"): value for name, value in body.items()}
    for name, field in fields.items():
        value = given.get(name)
        if value not in (None, "", []):
            labels = reasons | {
                code: label for (of, code), label in ruled.items() if of is field.choices_from
            }
            found.append((field.label, str(field.type), _label_of(field, value, labels)))
    return tuple(found)


def _label_of(field: Field, value: object, labels: Mapping[str, str]) -> object:
    return next(
        (choice.label for choice in field.choices if choice.code == value), labels.get(str(value), value)
    )


def _moments(case: Case, definition: ServiceDefinition, subjects: Sequence[Subject]) -> tuple[Moment, ...]:
    events = timeline(stream=case.stream, most=SHOWN_EVENTS)
    said = {event.payload_id for event in events if event.payload_id and event.kind == "acted"}
    bodies = read_payloads(ids=sorted(said))
    names = {f"{subject.role} {subject.pk}": name_of(subject) for subject in subjects}
    told = Told(definition, older_titles(case, events), names, bodies)
    return tuple(_moment(event, told) for event in events)


@dataclass(frozen=True, slots=True)
class Told:
    """What events are told with: the names of now and of older versions, of people, and what was said."""

    definition: ServiceDefinition
    older: Mapping[str, str]
    names: Mapping[str, str]
    bodies: Mapping[int, Mapping[str, object]]


def _moment(event: TimelineEntry, told: Told) -> Moment:
    step = told.definition.steps.get(event.step)
    body = told.bodies.get(event.payload_id or 0, {})
    return Moment(
        kind=event.kind,
        at=event.at,
        role=ROLES[event.role].title if event.role in ROLES else "",
        step=step.title if step else told.older.get(event.step, ""),
        word=_word(event, told.definition),
        about=told.names.get(event.about, ""),
        said=str(body.get("reason_text") or body.get("note") or ""),
    )


def _word(event: TimelineEntry, definition: ServiceDefinition) -> str:
    if event.kind == "ended":
        return definition.ends[event.word].title if event.word in definition.ends else event.word
    if event.kind == "opened":
        return definition.starts[event.word].title if event.word in definition.starts else event.word
    if event.kind == "said":
        return definition.ons[event.word].title if event.word in definition.ons else event.word
    if event.kind == "effect":
        return definition.glossary.label("verb", event.word)
    return definition.glossary.word(event.word) if event.kind == "acted" else event.word


def _stages(case: Case, definition: ServiceDefinition, items: Sequence[Item]) -> tuple[StageMark, ...]:
    line = [stage for stage in stages_of(definition, case.start) if stage.state != "detour"]
    here = {
        definition.steps[one.step].title
        for one in items
        if one.state == "open" and one.step in definition.steps
    }
    done = {
        definition.steps[one.step].title
        for one in items
        if one.state == "done" and one.step in definition.steps
    }
    marks = []
    for place, stage in enumerate(line):
        state = "here" if stage.title in here else "done" if stage.title in done or place == 0 else "ahead"
        marks.append(StageMark(stage.title, state))
    return tuple(marks)


def _linked(case: Case) -> tuple[tuple[int, str, str], ...]:
    """The cases tied to this one, as (id, number, kind of tie)."""
    later = list(case.links.order_by("pk").values_list("pk", "number", "link"))
    first = [(case.linked_to.pk, case.linked_to.number, case.link)] if case.linked_to else []
    return (*first, *later)


def item_in_case(item: int, *, case_id: int) -> bool:
    """Whether an open item belongs to a case: an address and a form must speak of the same one."""
    return Item.objects.filter(pk=item, case=case_id, state="open").exists()
