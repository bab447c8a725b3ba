"""What a service asks of people, as questions ready to be put: other forms, limits and lists already looked up."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from panah.catalogue.queries import (
    directive_in_force,
    directive_of,
    fields_of,
    service_cards,
    version_in_force,
)
from panah.catalogue.queries.versions import definition_of
from panah.catalogue.rules.directive import DirectiveTable, LimitUnit, borders, exemptions, limit
from panah.catalogue.rules.fields import ChoicesFrom, Field, FieldForm, FieldForms, FieldType
from panah.foundation.errors import InvalidInput, NotFound

REQUEST = "request"
"""The start by which a service is asked for in the first place."""
OWN_REQUEST = "own-request"
"""What a start requires in which every adult asks for herself."""
TRIP_LENGTH = "trip-length"
"""The limit of a directive that decides over the `max` of a day counted from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: `type` is text, long-text, jalali-date, county, members, choice or evidence.

    `max` counts letters, members, or days after the day named by `after`; `past` asks for a day that has come;
    `beside` is the (question, answer) it is asked with, None where it is always asked; `choices` are (code, label).
    """

    name: str
    label: str
    type: str
    required: bool
    hint: str = ""
    max: int | None = None
    after: str | None = None
    past: bool = False
    beside: tuple[str, str] | None = None
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """A whole form: its title, a sentence before it, and its questions in order."""

    title: str
    hint: str
    questions: tuple[Question, ...]

    def named(self, *names: str) -> "Asking":
        """Keep some of the questions, in the order of the form."""
        kept = tuple(one for one in self.questions if one.name in names)
        return Asking(self.title, self.hint, kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A start that is open today: the role its subjects take, who may make it, and what it asks.

    `for_oneself` says that every adult in it asks for herself (`own-request`), and no household for its adults.
    """

    slug: str
    start: str
    title: str
    role: str
    by: tuple[str, ...]
    asking: Asking
    for_oneself: bool = False


def offer(slug: str, start: str, *, province: str | None, on: date) -> Offer:
    """Give one start of a service as it is offered on a local day.

    Raises NotFound (`service-not-published`, `service-not-open`, `directive-not-published`),
    InvalidInput("start-unknown").
    """
    version = version_in_force(slug, province=province, on=on)
    definition = definition_of(version.id)
    found = definition.starts.get(start)
    if found is None:
        raise InvalidInput("start-unknown", start=start)
    ruled = _Ruled(directive_of(directive_in_force(province=province, on=on).id), slug, on)
    return Offer(
        slug=slug,
        start=start,
        title=found.title,
        role=next(iter(definition.subjects)),
        by=found.by,
        asking=_asking(fields_of(version.id), f"start.{start}", found.title, ruled),
        for_oneself=OWN_REQUEST in found.requires,
    )


def asked_of_clerks(roles: Collection[str], *, province: str | None, on: date) -> list[tuple[str, str]]:
    """List the services of which one of these roles may write down a request today, as (slug, title)."""
    found = []
    for card in service_cards(language="fa", today=on):
        if not card.is_open:
            continue
        definition = definition_of(version_in_force(card.slug, province=province, on=on).id)
        start = definition.starts.get(REQUEST)
        if start is not None and set(roles) & set(start.by):
            found.append((card.slug, card.plain_title))
    return found


def start_asked(version_id: int, directive_id: int, start: str, *, on: date) -> Asking:
    """Give what a start asked in a case that is pinned to this version and directive."""
    definition = definition_of(version_id)
    ruled = _Ruled(directive_of(directive_id), definition.slug, on)
    return _asking(fields_of(version_id), f"start.{start}", definition.starts[start].title, ruled)


def asked_at(version_id: int, directive_id: int, path: str, *, on: date) -> Asking:
    """Give what a step asks of a person in a case that is pinned to this version and directive."""
    definition, forms = definition_of(version_id), fields_of(version_id)
    place = "step." + path.replace("/", ".")
    ruled = _Ruled(directive_of(directive_id), definition.slug, on)
    return _asking(forms, place, definition.step(path).title, ruled)


def asked_with(version_id: int, directive_id: int, path: str, word: str, *, on: date) -> Asking:
    """Give what one word of a person's step asks in a case that is pinned to this version and directive.

    The form belongs to the first word of the step, and to every word its fields name (`when.outcome`): whoever says
    another word says nothing else.
    """
    definition, forms = definition_of(version_id), fields_of(version_id)
    step, form = definition.step(path), forms.steps.get(path)
    if form is None:
        return Asking(step.title, "", ())
    is_first = step.words[:1] == (word,)
    asked = [
        field
        for field in _with_same(forms, form)
        if (word in field.when.outcome if field.when and field.when.outcome else is_first)
    ]
    ruled = _Ruled(directive_of(directive_id), definition.slug, on)
    hint = (form.hint or "") if is_first else ""
    return Asking(form.title, hint, tuple(_question(field, form, ruled) for field in asked))


def exemption_grounds(directive_id: int, *, slug: str, on: date) -> tuple[tuple[str, str, str], ...]:
    """List the grounds on which a fee may be waived, as (code, label, what proves it)."""
    rows = exemptions(directive_of(directive_id), service=slug, on=on)
    return tuple((row.code, row.label, row.proof) for row in rows)


@dataclass(frozen=True, slots=True)
class _Ruled:
    """The directive a form is read under: its table, the service asked about, and the local day."""

    table: DirectiveTable
    slug: str
    on: date


def _asking(forms: FieldForms, place: str, title: str, ruled: _Ruled) -> Asking:
    form = forms.at(place)
    if form is None:
        return Asking(title, "", ())
    fields = [field for field in _with_same(forms, form) if not (field.when and field.when.outcome)]
    return Asking(form.title, form.hint or "", tuple(_question(field, form, ruled) for field in fields))


def _with_same(forms: FieldForms, form: FieldForm) -> Iterable[Field]:
    other = forms.at(form.same_as) if form.same_as else None
    if other is not None:
        yield from _with_same(forms, other)
    yield from form.fields


def _question(field: Field, form: FieldForm, ruled: _Ruled) -> Question:
    when = field.when
    return Question(
        name=field.name,
        label=field.label,
        type=str(field.type),
        required=field.required,
        hint=field.hint or "",
        max=_most(field, ruled),
        after=field.after,
        past=field.past,
        beside=(when.field, when.equals or "") if when and when.field else None,
        choices=_choices(field, form, ruled),
    )


def _choices(field: Field, form: FieldForm, ruled: _Ruled) -> tuple[tuple[str, str], ...]:
    match field.choices_from:
        case ChoicesFrom.EXEMPTIONS:
            rows = exemptions(ruled.table, service=ruled.slug, on=ruled.on)
            return tuple((one.code, one.label) for one in rows)
        case ChoicesFrom.BORDERS:
            return tuple((one.code, one.label) for one in borders(ruled.table, on=ruled.on))
        case ChoicesFrom.REASONS:
            return tuple((one.code, one.text) for one in form.reasons)
        case _:
            return tuple((choice.code, choice.label) for choice in field.choices)


def _most(field: Field, ruled: _Ruled) -> int | None:
    if field.type is not FieldType.JALALI_DATE or field.max is None:
        return field.max
    try:
        row = limit(ruled.table, name=TRIP_LENGTH, on=ruled.on, service=ruled.slug)
    except NotFound:
        return field.max
    return row.number if row.unit is LimitUnit.DAY else field.max
