"""One service: its official form (شناسنامه خدمت), its page for people, and that page in other languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields

from panah.workflow.form_options import Language, Situation
from panah.workflow.form_reading import FormProblem, FormRefused, Path, Reading
from panah.workflow.form_sections import (
    Access,
    CatalogueLine,
    Conflict,
    Description,
    Details,
    Fact,
    LinkedAgency,
    LinkedSystem,
    ParentService,
    Process,
    Provider,
    PublicPage,
)
from panah.workflow.form_text import Plain, ServiceId, Slug, Title, language_faults
from panah.workflow.messages import TABLE

__all__ = ["Fact", "FormProblem", "FormRefused", "ServiceForm", "ServiceTexts", "read_form", "read_texts"]

SEEDS = frozenset(f"seed {number}" for number in range(5))
UNCONFIRMED_ID = "12012154116"
"""The gap in the catalogue that voluntary departure probably has: inferred, never printed as official."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceForm:
    """One service as its official form prints it, and its page for people."""

    slug: Slug
    title: Title
    plain_title: Plain
    summary: Plain
    situation: Situation
    words: tuple[Title, ...]
    catalogue: CatalogueLine
    provider: Provider
    description: Description
    details: Details
    processes: tuple[Process, ...]
    public: PublicPage
    id: ServiceId | None = None
    inferred_id: ServiceId | None = None
    row: int | None = None
    aliases: tuple[Title, ...] = ()
    parent_service: ParentService | None = None
    part_of: Slug | None = None
    related: tuple[Slug, ...] = ()
    requires: tuple[Slug, ...] = ()
    access: Access = field(default_factory=Access)
    systems: tuple[LinkedSystem, ...] = ()
    agencies: tuple[LinkedAgency, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def official_processes(self) -> tuple[Process, ...]:
        """Section 9 as the state printed it: without the safeguards we added; all, where it printed none."""
        printed = tuple(one for one in self.processes if one.source in SEEDS)
        return printed or self.processes


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTexts:
    """The page for people in one other language; lists run parallel to those of the form."""

    title: str
    summary: str
    introduction: tuple[str, ...]
    eligibility: tuple[str, ...]
    bring: tuple[str, ...]
    processes: tuple[str, ...]
    refusal: str
    time: str | None = None
    cost: str | None = None
    reassure_title: str | None = None
    reassure_text: str | None = None


@dataclass(frozen=True, slots=True)
class AllTexts:
    """The tables of one `texts.toml`."""

    prs: ServiceTexts
    ar: ServiceTexts
    ps: ServiceTexts
    en: ServiceTexts


def read_form(text: str, *, file: str) -> ServiceForm:
    """Read one `form.toml`; `file` is named in the problems.

    Raises:
        FormRefused: with every problem found, each with file, line, key and the nearest right name.
    """
    reading = Reading(text, file=file)
    form = reading.table(ServiceForm, reading.tables)
    if form is not None:
        _refuse_inferred_id(reading, form)
    reading.finish()
    if form is None:
        raise AssertionError("a refused table leaves a problem behind")
    return form


def _refuse_inferred_id(reading: Reading, form: ServiceForm) -> None:
    if form.id == UNCONFIRMED_ID:
        message = "no page confirms this id; it may only stand as inferred_id"
        reading.refuse(("id",), "unconfirmed-id", message, nearest="inferred_id")
    if form.inferred_id is not None and form.id is not None:
        reading.refuse(("inferred_id",), "two-ids", "an inferred id stands only where the state printed none")


def read_texts(text: str, form: ServiceForm, *, file: str) -> Mapping[str, ServiceTexts]:
    """Read the pages of one `texts.toml` against its form; keys are `prs`, `ar`, `ps`, `en`.

    Raises:
        FormRefused: a language or key is missing or unknown, a list is not as long as the form's, or a text
            is not in the script of its language.
    """
    reading = Reading(text, file=file)
    pages = {name: table for name, table in reading.tables.items() if name != TABLE}
    read = reading.table(AllTexts, pages)
    by_language = {} if read is None else {str(one): getattr(read, str(one)) for one in Language}
    for language, texts in by_language.items():
        _refuse_lengths(reading, language, texts, form)
        _refuse_absent(reading, language, texts, form)
        for path, words in _strings(texts):
            for code, message in language_faults(language, words):
                reading.refuse((language, *path), code, message)
    reading.finish()
    return by_language


def _refuse_lengths(reading: Reading, language: str, texts: ServiceTexts, form: ServiceForm) -> None:
    public = form.public
    pairs: dict[str, tuple[tuple[str, ...], tuple[object, ...]]] = {
        "introduction": (texts.introduction, public.introduction),
        "eligibility": (texts.eligibility, public.eligibility),
        "bring": (texts.bring, public.bring),
        "processes": (texts.processes, form.processes),
    }
    for key, (ours, theirs) in pairs.items():
        if len(ours) != len(theirs):
            message = f"has {len(ours)} lines where the form has {len(theirs)}"
            reading.refuse((language, key), "list-length", message)


def _refuse_absent(reading: Reading, language: str, texts: ServiceTexts, form: ServiceForm) -> None:
    """A translation has each optional text exactly when the form has it."""
    public = form.public
    pairs = {
        "time": (texts.time, public.time),
        "cost": (texts.cost, public.cost),
        "reassure_title": (texts.reassure_title, public.reassure),
        "reassure_text": (texts.reassure_text, public.reassure),
    }
    for key, (ours, theirs) in pairs.items():
        if ours is None and theirs is not None:
            reading.refuse((language, key), "missing-key", "is required here, because the form has it")
        if ours is not None and theirs is None:
            reading.refuse((language, key), "unknown-key", "stands here, but the form has no such text")


def _strings(texts: ServiceTexts) -> Iterator[tuple[Path, str]]:
    for one in fields(texts):
        value = getattr(texts, one.name)
        if isinstance(value, str):
            yield (one.name,), value
        elif value is not None:
            yield from (((one.name, place), words) for place, words in enumerate(value))
