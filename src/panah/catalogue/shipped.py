"""The definitions that come with the program: collected from their folder, and checked as a whole."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from django.conf import settings

from panah.catalogue.names import SERVICES
from panah.catalogue.rules.bundle import (
    FIELDS,
    FORM,
    GLOSSARY,
    PART_FIELDS,
    PARTS,
    PROCESS,
    TEXTS,
    BundleRefused,
    ServiceContent,
    read_bundle,
    used_parts,
)
from panah.catalogue.rules.directive import DirectiveTable
from panah.catalogue.rules.directive_reading import Places, read_directive
from panah.catalogue.rules.reasons import reason_problems
from panah.workflow.form_reading import FormProblem, FormRefused, nearest
from panah.workflow.messages import House
from panah.workflow.messages_reading import read_house

PROCEDURES = "procedures"
HOUSE = "messages.toml"
"""The texts of messages that all services share."""
NOT_SERVICES = frozenset({"parts", "forms", "directives", PROCEDURES})
"""Folders beside the services that hold other things."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of all shipped files found: how many services there are, and one line for each problem."""

    services: int
    errors: list[str]


def folder() -> Path:
    """Where the shipped definitions lie."""
    return Path(settings.PANAH_SERVICES)


def check_shipped(root: Path | None = None) -> Checked:
    """Read every form, text, process, field list, part and directive, alone and together; never raises."""
    root = root or folder()
    contents: dict[str, ServiceContent] = {}
    errors: list[str] = []
    slugs = service_slugs(root)
    for slug in [*slugs, *procedure_slugs(root)]:
        try:
            contents[slug] = read_bundle(slug, shipped_files(slug, root))
        except BundleRefused as refused:
            errors.extend(refused.problems)
        except ValueError as unreadable:
            errors.append(f"{slug}: {unreadable}")
    errors.extend(_house_problems(root))
    errors.extend(_catalogue_problems(slugs, contents))
    errors.extend(_directive_problems(root, contents))
    return Checked(len(slugs), errors)


def service_slugs(root: Path | None = None) -> list[str]:
    """Name the folders that hold a service, in the order of the catalogue, unknown ones last."""
    found = {
        path.name for path in (root or folder()).iterdir() if path.is_dir() and path.name not in NOT_SERVICES
    }
    place = {slug: number for number, slug in enumerate(SERVICES)}
    return sorted(found, key=lambda slug: (place.get(slug, len(SERVICES)), slug))


def procedure_slugs(root: Path | None = None) -> list[str]:
    """Name the folders of procedures that belong to no service, such as the objection (grammar §5)."""
    return sorted(path.name for path in ((root or folder()) / PROCEDURES).glob("*/"))


def shipped_files(slug: str, root: Path | None = None) -> dict[str, str]:
    """Collect the bundle of one service or procedure: its own files, the glossary, and the parts its process uses.

    Raises `ValueError` for a file that is not UTF-8.
    """
    root = root or folder()
    own = root / PROCEDURES / slug if (root / PROCEDURES / slug).is_dir() else root / slug
    files = {name: _text(own / name) for name in (FORM, TEXTS) if (own / name).exists()}
    process = own / PROCESS
    if not process.exists():
        return files
    files[PROCESS] = _text(process)
    files[GLOSSARY] = _text(root / GLOSSARY)
    if (own / FIELDS).exists():
        files[FIELDS] = _text(own / FIELDS)
    shared = [f"{kind}{name}.toml" for name in used_parts(files[PROCESS]) for kind in (PARTS, PART_FIELDS)]
    return files | {name: _text(root / name) for name in shared if (root / name).exists()}


def shipped_house(root: Path | None = None) -> House:
    """Read the texts of messages that all services share; raises `FormRefused`."""
    return read_house(_text((root or folder()) / HOUSE), file=HOUSE)


def shipped_directives(root: Path | None = None) -> dict[str, str]:
    """Collect the shipped directives: their text by file name, in the order of the names.

    A long one goes on in a folder of its name; published, it is one text.
    """
    where = (root or folder()) / "directives"
    return {
        f"directives/{path.name}": "".join(text for _, text in _chapters(path))
        for path in sorted(where.glob("*.toml"))
    }


def _chapters(path: Path) -> list[tuple[str, str]]:
    """The files of one directive by their names, in the order in which they are one text."""
    further = sorted(path.with_suffix("").glob("*.toml"))
    return [
        (f"directives/{path.name}", _text(path)),
        *((f"directives/{path.stem}/{one.name}", _text(one)) for one in further),
    ]


def _placed(problem: FormProblem, root: Path) -> FormProblem:
    """Say of a problem in a directive in which of its files, and on which line of that, it stands."""
    line = problem.line
    for name, text in _chapters(root / problem.file):
        lines = text.count("\n")
        if line <= lines:
            return replace(problem, file=name, line=line)
        line -= lines
    return problem


def shipped_places() -> Places:
    """Give the counties of every shipped province by their slugs."""
    data = resources.files("panah.organisation") / "data"
    provinces = [line[1] for line in _table((data / "provinces.tsv").read_text(encoding="utf-8"))]
    counties = _table((data / "counties.tsv").read_text(encoding="utf-8"))
    return {province: {line[1] for line in counties if line[0] == province} for province in provinces}


def _table(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _house_problems(root: Path) -> Iterator[str]:
    try:
        shipped_house(root)
    except FormRefused as refused:
        yield from map(str, refused.problems)
    except OSError:
        yield f"{HOUSE}:1: file: is missing [missing-file]"


def _catalogue_problems(slugs: list[str], contents: Mapping[str, ServiceContent]) -> Iterator[str]:
    """The 33 services are there and no other, no id stands twice, every neighbour is known."""
    for slug in SERVICES:
        if slug not in slugs:
            yield f"{slug}/{FORM}:1: file: this service of the catalogue is missing [missing-service]"
    for slug in slugs:
        if slug not in SERVICES:
            near = nearest(slug, SERVICES)
            hint = f"; did you mean {near!r}?" if near else ""
            yield f"{slug}/{FORM}:1: file: the catalogue has no such service{hint} [unknown-service]"
    ids = Counter(content.form.id for content in contents.values() if content.form.id)
    for slug, content in contents.items():
        if content.form.id and ids[content.form.id] > 1:
            yield f"{slug}/{FORM}:1: id: {content.form.id} stands in more than one service [repeated-id]"
        yield from _unknown_neighbours(slug, content)


def _unknown_neighbours(slug: str, content: ServiceContent) -> Iterator[str]:
    form = content.form
    named = {
        "related": form.related,
        "requires": form.requires,
        "part_of": (form.part_of,) if form.part_of else (),
    }
    for key, others in named.items():
        for other in others:
            if other not in SERVICES or other == slug:
                near = nearest(other, SERVICES)
                hint = f"; did you mean {near!r}?" if near and near != other else ""
                yield f"{slug}/{FORM}:1: {key}: {other!r} is no other service{hint} [unknown-service]"


def _directive_problems(root: Path, contents: Mapping[str, ServiceContent]) -> Iterator[str]:
    for name, text in shipped_directives(root).items():
        try:
            table = read_directive(text, file=name, places=shipped_places())
        except FormRefused as refused:
            yield from (str(_placed(problem, root)) for problem in refused.problems)
        else:
            yield from _missing_tariffs(name, table, contents)
            yield from _disagreements(table, contents)


def _disagreements(table: DirectiveTable, contents: Mapping[str, ServiceContent]) -> Iterator[str]:
    """Every reason that a form names is one the directive says."""
    for slug, content in contents.items():
        if content.definition is not None and content.fields is not None:
            yield from reason_problems(slug, content.definition, content.fields, table)


def _missing_tariffs(
    name: str, table: DirectiveTable, contents: Mapping[str, ServiceContent]
) -> Iterator[str]:
    """Every fee of an open service has an amount."""
    priced = {(row.service, row.fee) for row in table.tariffs}
    for slug, content in contents.items():
        for fee in content.definition.fees if content.definition else ():
            if (slug, fee) not in priced:
                yield f"{name}:1: tariffs: no amount for the fee {fee!r} of {slug} [missing-tariff]"
