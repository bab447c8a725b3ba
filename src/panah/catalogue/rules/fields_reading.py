"""Read `forms.toml` beside its process, and refuse fields nobody could fill in, with file, line and key."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from panah.catalogue.rules.fields import ChoicesFrom, Field, FieldForm, FieldForms, FieldType
from panah.workflow.definition import ServiceDefinition
from panah.workflow.form_reading import Path, Reading, nearest

KINDS = ("start", "step", "officer")


def read_fields(text: str, definition: ServiceDefinition, *, file: str, under: str = "") -> FieldForms:
    """Read the fields of a service whose process is `definition`; `file` is named in the problems.

    `under` is the step where a shared part stands whose fields these are: its file knows no service and no starts.

    Raises:
        FormRefused: with every problem found: a start, step, outcome or field that is not there, a choice
            without choices, a condition on a later field, a reason without a field to choose it in.
    """
    reading = Reading(text, file=file)
    forms = FieldForms()
    for key in reading.tables.keys() - {*KINDS, "slug"}:
        reading.refuse((key,), "unknown-key", "is not a key of this file", nearest=nearest(key, KINDS))
    if not under and reading.tables.get("slug") != definition.slug:
        reading.refuse(("slug",), "wrong-slug", f"must be {definition.slug!r}")
    for kind, into in zip(KINDS, (forms.starts, forms.steps, forms.officer), strict=True):
        for path, value in _forms_in(reading.tables.get(kind, {}), (kind,)):
            form = reading.table(FieldForm, _renamed(value), path)
            if form is not None:
                name = "/".join((*([under] if under else []), *map(str, path[1:])))
                into[name] = form
                _refuse_place(reading, definition, path, name)
                _refuse_fields(reading, definition, (*path, "fields"), form, name)
    _refuse_same_as(reading, forms)
    reading.finish()
    return forms


def _forms_in(value: object, path: Path) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """Find the tables that are forms: those with a title; what stands above one is a block or part."""
    if not isinstance(value, Mapping):
        return
    tables_only = all(isinstance(inner, Mapping) for inner in value.values())
    if "title" in value or (len(path) > 1 and not tables_only):
        yield path, value
        return
    for name, inner in value.items():
        yield from _forms_in(inner, (*path, str(name)))


def _renamed(form: Mapping[str, object]) -> dict[str, object]:
    """Give the words of the file their names here: `choices = "reasons"`, `when = { field, is }`, reasons by name."""
    fields, reasons = form.get("fields"), form.get("reasons")
    if isinstance(reasons, list) and any(isinstance(one, str) for one in reasons):
        form = {**{key: value for key, value in form.items() if key != "reasons"}, "listed": reasons}
    if not isinstance(fields, list):
        return dict(form)
    return {**form, "fields": [_renamed_field(one) if isinstance(one, Mapping) else one for one in fields]}


def _renamed_field(one: Mapping[str, object]) -> dict[str, object]:
    renamed = dict(one)
    if isinstance(one.get("choices"), str):
        renamed["choices_from"] = renamed.pop("choices")
    when = one.get("when")
    if isinstance(when, Mapping) and "is" in when:
        renamed["when"] = {("equals" if key == "is" else key): value for key, value in when.items()}
    return renamed


def _refuse_place(reading: Reading, definition: ServiceDefinition, path: Path, name: str) -> None:
    steps = [step.path for step in definition.steps.values() if step.kind in {"by", "pay"}]
    known: Collection[str] = definition.starts if path[0] == "start" else steps
    if name not in known:
        what = "start" if path[0] == "start" else "step of a human"
        reading.refuse(path, "unknown-place", f"there is no {what} {name!r}", nearest=nearest(name, known))


def _refuse_fields(
    reading: Reading, definition: ServiceDefinition, fields: Path, form: FieldForm, name: str
) -> None:
    path = fields[:-1]
    step = definition.steps.get(name)
    words = step.words if step is not None and path[0] != "start" else ()
    before: dict[str, Field] = {}
    for place, one in enumerate(form.fields):
        at: Path = (*fields, place)
        if one.name in before:
            reading.refuse((*at, "name"), "repeated-name", f"{one.name!r} stands twice")
        _refuse_choices(reading, at, one, form)
        _refuse_evidence(reading, at, one)
        _refuse_conditions(reading, at, one, before, words)
        before[one.name] = one
    for code, count in Counter(form.listed).items():
        if count > 1:
            reading.refuse((*path, "reasons"), "repeated-code", f"{code!r} stands more than once")
    for place, reason in enumerate(form.reasons):
        for word in reason.outcomes:
            if word not in words:
                _refuse_outcome(reading, (*path, "reasons", place, "outcomes"), word, words)


def _refuse_choices(reading: Reading, at: Path, one: Field, form: FieldForm) -> None:
    has_choices = bool(one.choices or one.choices_from)
    if has_choices != (one.type is FieldType.CHOICE):
        reading.refuse((*at, "choices"), "choices", "stand with type `choice`, and only there")
    if one.type is FieldType.JALALI_DATE and one.max is not None and one.after is None:
        reading.refuse(
            (*at, "max"), "max-without-after", "counts days after another date: name it with `after`"
        )
    if one.past and (one.type is not FieldType.JALALI_DATE or one.after is not None):
        reading.refuse(
            (*at, "past"), "past-without-date", "stands with type `jalali-date`, and not with `after`"
        )
    if one.choices_from is ChoicesFrom.REASONS and not (form.reasons or form.listed):
        reading.refuse((*at, "choices"), "no-reasons", "this form lists no reasons")


def _refuse_evidence(reading: Reading, at: Path, one: Field) -> None:
    """Evidence is what people hand in: an officer is not asked for it, and it has no length."""
    if one.type is not FieldType.EVIDENCE:
        return
    if at[0] == "officer":
        reading.refuse((*at, "type"), "evidence-of-people", "only people are asked for evidence")
    if one.max is not None:
        reading.refuse((*at, "max"), "evidence-without-max", "does not stand with type `evidence`")


def _refuse_conditions(
    reading: Reading, at: Path, one: Field, before: Mapping[str, Field], words: tuple[str, ...]
) -> None:
    for key, name in (("after", one.after), ("when", one.when.field if one.when else None)):
        if name is not None and name not in before:
            message = f"no earlier field is called {name!r}"
            reading.refuse((*at, key), "unknown-field", message, nearest=nearest(name, before))
    asked = before.get(one.when.field) if one.when and one.when.field else None
    if one.when and asked and one.when.equals not in (codes := [choice.code for choice in asked.choices]):
        near = nearest(one.when.equals or "", codes)
        reading.refuse(
            (*at, "when"), "unknown-choice", f"{one.when.equals!r} is no choice there", nearest=near
        )
    for word in one.when.outcome if one.when else ():
        if word not in words:
            _refuse_outcome(reading, (*at, "when"), word, words)


def _refuse_outcome(reading: Reading, at: Path, word: str, words: tuple[str, ...]) -> None:
    reading.refuse(at, "unknown-outcome", f"there is no outcome {word!r}", nearest=nearest(word, words))


def _refuse_same_as(reading: Reading, forms: FieldForms) -> None:
    for path, form in forms.steps.items():
        if form.same_as is not None and forms.at(form.same_as) is None:
            at: Path = ("step", *path.split("/"), "same_as")
            reading.refuse(at, "unknown-form", f"there is no form {form.same_as!r}")
