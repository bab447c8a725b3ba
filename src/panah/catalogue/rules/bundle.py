"""A bundle: the exact texts one service is published with, and what they say.

File names in a bundle: `form.toml`, `texts.toml`, and for a service that is open online `service.toml`,
`forms.toml`, `glossary.toml` and, for each shared part it uses, `parts/<name>.toml` and the fields asked in it,
`forms/<name>.toml`.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from panah.catalogue.names import REGISTRY, RUNS
from panah.catalogue.rules.fields import FieldForms
from panah.catalogue.rules.fields_reading import read_fields
from panah.foundation.errors import PanahError
from panah.workflow.checks import check_runs
from panah.workflow.definition import ServiceDefinition
from panah.workflow.glossary import read_glossary
from panah.workflow.loader import load, load_parts
from panah.workflow.messages import Messages
from panah.workflow.messages_reading import read_messages
from panah.workflow.problems import DefinitionRefused, Source
from panah.workflow.reading import parsed
from panah.workflow.service_form import FormRefused, ServiceForm, ServiceTexts, read_form, read_texts

type Files = Mapping[str, str]
"""Text by file name, as stored with a version."""

FORM = "form.toml"
TEXTS = "texts.toml"
PROCESS = "service.toml"
FIELDS = "forms.toml"
GLOSSARY = "glossary.toml"
PARTS = "parts/"
PART_FIELDS = "forms/"
MOST_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class ServiceContent:
    """What a bundle says; no definition while the service is not open online."""

    form: ServiceForm
    texts: Mapping[str, ServiceTexts]
    definition: ServiceDefinition | None
    fields: FieldForms | None
    messages: Messages = field(default_factory=Messages)

    @property
    def is_open(self) -> bool:
        """Whether it can be asked for online."""
        return self.definition is not None


class BundleRefused(PanahError):
    """A bundle that may not be published; `problems` has one line each, with file, line and key."""

    def __init__(self, slug: str, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("service-refused", slug=slug, problems=problems)


def encode(files: Files) -> str:
    """Write a bundle as the one JSON text that is stored and hashed."""
    return json.dumps(dict(sorted(files.items())), ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> dict[str, str]:
    """Read a stored bundle back."""
    files = json.loads(text)
    return {str(name): str(body) for name, body in files.items()}


def sha256(text: str) -> str:
    """Hash a stored text (hexadecimal)."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_bundle(slug: str, files: Files) -> ServiceContent:
    """Read and check a whole bundle; raises `BundleRefused` with every problem of every file.

    The same texts say the same, so what was read of them in this process is given again.
    """
    return _read_whole(slug, tuple(sorted(files.items())))


def forget() -> None:
    """Read every text anew."""
    _read_whole.cache_clear()


@lru_cache(maxsize=MOST_REMEMBERED)
def _read_whole(slug: str, texts_by_name: tuple[tuple[str, str], ...]) -> ServiceContent:
    files = dict(texts_by_name)
    problems: list[str] = []
    form = _read_form(slug, files, problems)
    texts = _read_texts(slug, files, form, problems)
    definition = _read_definition(slug, files, form, problems)
    fields = _read_fields(slug, files, definition, problems)
    messages = _read_messages(slug, files, (form, texts, definition), problems)
    if problems or form is None:
        raise BundleRefused(slug, tuple(problems))
    return ServiceContent(form, texts, definition, fields, messages)


def _read_form(slug: str, files: Files, problems: list[str]) -> ServiceForm | None:
    name = f"{slug}/{FORM}"
    if FORM not in files:
        problems.append(f"{name}:1: file: is missing [missing-file]")
        return None
    try:
        form = read_form(files[FORM], file=name)
    except FormRefused as refused:
        problems.extend(map(str, refused.problems))
        return None
    if form.slug != slug:
        problems.append(f"{name}:1: slug: {form.slug!r} is not the name of its folder {slug!r} [wrong-slug]")
    return form


def _read_texts(
    slug: str, files: Files, form: ServiceForm | None, problems: list[str]
) -> Mapping[str, ServiceTexts]:
    if TEXTS not in files:
        problems.append(f"{slug}/{TEXTS}:1: file: is missing [missing-file]")
    if form is None or TEXTS not in files:
        return {}
    try:
        return read_texts(files[TEXTS], form, file=f"{slug}/{TEXTS}")
    except FormRefused as refused:
        problems.extend(map(str, refused.problems))
        return {}


def _read_messages(
    slug: str,
    files: Files,
    read: tuple[ServiceForm | None, Mapping[str, ServiceTexts], ServiceDefinition | None],
    problems: list[str],
) -> Messages:
    """Read the texts of messages; of files that are refused already nothing more is said."""
    form, texts, definition = read
    if form is None or not texts:
        return Messages()
    titles = {"fa": form.plain_title, **{language: one.title for language, one in texts.items()}}
    steps = definition.steps if definition else ()
    try:
        return read_messages(files[TEXTS], file=f"{slug}/{TEXTS}", titles=titles, steps=steps)
    except FormRefused as refused:
        problems.extend(map(str, refused.problems))
        return Messages()


def _read_definition(
    slug: str, files: Files, form: ServiceForm | None, problems: list[str]
) -> ServiceDefinition | None:
    if PROCESS not in files:
        return None
    try:
        definition = load_process(slug, files)
    except DefinitionRefused as refused:
        problems.extend(map(str, refused.problems))
        return None
    problems.extend(map(str, check_runs(definition, RUNS)))
    problems.extend(_apart(slug, definition, form))
    return definition


def _apart(slug: str, definition: ServiceDefinition, form: ServiceForm | None) -> Iterator[str]:
    """The process and the form are of one service and bear one title."""
    if definition.slug != slug:
        yield f"{slug}/{PROCESS}:1: slug: {definition.slug!r} is not {slug!r} [wrong-slug]"
    if form is not None and definition.title != form.title:
        yield f"{slug}/{PROCESS}:1: title: is not the title of {FORM} [wrong-title]"


def load_process(slug: str, files: Files) -> ServiceDefinition:
    """Load the process of a bundle with its own glossary and parts; raises `DefinitionRefused`."""
    parts = {
        name.removeprefix(PARTS).removesuffix(".toml"): Source(name, body)
        for name, body in files.items()
        if name.startswith(PARTS)
    }
    return load(
        Source(f"{slug}/{PROCESS}", files[PROCESS]),
        registry=REGISTRY,
        glossary=read_glossary(files.get(GLOSSARY, "")),
        parts=load_parts(parts),
    )


def _read_fields(
    slug: str, files: Files, definition: ServiceDefinition | None, problems: list[str]
) -> FieldForms | None:
    if FIELDS not in files or definition is None:
        return None
    try:
        own = read_fields(files[FIELDS], definition, file=f"{slug}/{FIELDS}")
        shared = [
            read_fields(files[name], definition, file=name, under=place)
            for name, place in sorted(_part_fields(files, definition))
        ]
    except FormRefused as refused:
        problems.extend(map(str, refused.problems))
        return None
    for forms in shared:
        own.steps.update(forms.steps)
        own.officer.update(forms.officer)
    return own


def _part_fields(files: Files, definition: ServiceDefinition) -> set[tuple[str, str]]:
    """Name each file of fields of a shared part, and the steps where the part stands."""
    places = {(step.part, step.path.rpartition("/")[0]) for step in definition.steps.values() if step.part}
    return {(name, place) for part, place in places if (name := f"{PART_FIELDS}{part}.toml") in files}


def used_parts(process: str) -> frozenset[str]:
    """Name the shared parts a process file uses; none when it is not TOML."""
    try:
        return frozenset(_uses(parsed(process)))
    except (tomllib.TOMLDecodeError, RecursionError):
        return frozenset()


def _uses(table: Mapping[str, object]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _uses(value)
        elif key == "use" and isinstance(value, str):
            yield value
