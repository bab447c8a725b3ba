"""Load a service file: everything wrong is said at once, and what is not whole is refused."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from panah.workflow import heads
from panah.workflow.building import build_step
from panah.workflow.checks import check_graph
from panah.workflow.definition import ServiceDefinition
from panah.workflow.glossary import Glossary
from panah.workflow.naming import Names
from panah.workflow.outline import Outline, draw_outline
from panah.workflow.parts import Part, Parts, read_part
from panah.workflow.problems import Notes, Place, Source
from panah.workflow.reading import read_toml, text
from panah.workflow.registry import Registry


def load(source: Source, *, registry: Registry, glossary: Glossary, parts: Parts) -> ServiceDefinition:
    """Load and check one `service.toml` with the shared parts it uses.

    Raises `DefinitionRefused` with every problem: those of form and names first; when there are none, those
    of the graph's closure; then those of its order and safeguards: no complaint follows from another.
    """
    definition = assemble(source, registry=registry, glossary=glossary, parts=parts)
    notes = Notes()
    notes.extend(check_graph(definition))
    notes.refuse_if_any()
    return definition


def assemble(source: Source, *, registry: Registry, glossary: Glossary, parts: Parts) -> ServiceDefinition:
    """Read a file to a definition of known names, its graph not yet checked; raises as `load` does."""
    notes = Notes()
    document = read_toml(source, notes)
    notes.refuse_if_any()
    place = Place(source)
    around = heads.read_heads(document, place, notes)
    outline = draw_outline(document, parts, source, notes)
    if not outline.case.doors:
        notes.add(place, "missing-step", "there is no [step.<name>]")
    known = Names(outline, around.names, registry, glossary, notes, case_documents=around.case_documents)
    definition = ServiceDefinition(
        slug=text(document, "slug"),
        title=text(document, "title"),
        subjects=heads.subjects(around),
        documents=heads.documents(around, known),
        fees=heads.fees(around),
        starts=heads.starts(around, known),
        ons=heads.ons(around, known),
        steps={path: build_step(draft, known) for path, draft in outline.drafts.items() if draft.sound},
        ends=heads.ends(around, known),
        figures=heads.figures(around, known),
        source=source,
        digest=digest_of(source, tuple(outline.parts.values())),
        registry=registry,
        glossary=glossary,
    )
    _check_parts_fit(definition, outline, notes)
    notes.refuse_if_any()
    return definition


def _check_parts_fit(definition: ServiceDefinition, outline: Outline, notes: Notes) -> None:
    """A part that each subject walks alone stands in a block, or where a case has one subject only (S5)."""
    alone = [subject.count for subject in definition.subjects.values()] == ["1"]
    for path, part in outline.parts.items():
        if part.per == "subject" and "/" not in path and not alone:
            place = Place(definition.source, f"step.{path}.use")
            notes.add(
                place,
                "part-for-each",
                f"{part.name!r} is walked by each subject alone: put it inside a block",
            )


def load_parts(sources: Mapping[str, Source]) -> dict[str, Part]:
    """Read all shared parts by name; raises `DefinitionRefused` at the first that is wrong."""
    return {name: read_part(name, source) for name, source in sources.items()}


def source_at(path: Path) -> Source:
    """Read a file as UTF-8; what is not UTF-8 becomes a character the loader refuses."""
    return Source(path.name, path.read_text(encoding="utf-8", errors="replace"))


def parts_in(folder: Path) -> dict[str, Part]:
    """Read the shared parts of a folder."""
    return load_parts({path.stem: source_at(path) for path in sorted(folder.glob("*.toml"))})


def digest_of(source: Source, parts: tuple[Part, ...]) -> str:
    """Hash (SHA-256) the canonical text of a service and of the parts it uses, each with its length."""
    used = {part.name: part.source.text for part in parts}
    texts = [source.text, *(used[name] for name in sorted(used))]
    digest = hashlib.sha256()
    for written in texts:
        encoded = written.replace("\r\n", "\n").encode()
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()
