"""Read frozen dataclasses out of TOML by their type hints, and refuse the rest with file, line and key."""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Final, Union, cast, get_args, get_origin, get_type_hints

from panah.workflow.form_options import Option
from panah.workflow.form_text import TextRule
from panah.workflow.reading import parsed

type Path = tuple[str | int, ...]
"""Where a value stands: table and key names, and places in lists from 0."""
type Converter = Callable[["Reading", object, Path], object]

NOTHING: Final = object()
PLAIN_TEXT = TextRule()


@dataclass(frozen=True, slots=True)
class FormProblem:
    """One thing wrong in one place of a file, for the person who writes it."""

    file: str
    line: int
    key: str
    code: str
    message: str
    nearest: str | None = None

    def __str__(self) -> str:
        hint = f"; did you mean {self.nearest!r}?" if self.nearest else ""
        return f"{self.file}:{self.line}: {self.key}: {self.message}{hint}"


class FormRefused(ValueError):
    """A form or texts file that cannot be published, with every problem found in it."""

    def __init__(self, problems: Iterable[FormProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class Reading:
    """One reading of one file: its tables, and the problems met on the way."""

    def __init__(self, text: str, *, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[FormProblem] = []
        self.tables = self._parse()

    def _parse(self) -> Mapping[str, object]:
        try:
            return parsed(self.text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+)", str(error))
            line = int(place[1]) if place else self.text.count("\n") + 1
            problem = FormProblem(self.file, line, "", "not-toml", f"is not TOML: {error}")
            raise FormRefused([problem]) from error
        except RecursionError as error:
            message = "is nested too deeply to be a form"
            raise FormRefused([FormProblem(self.file, 1, "", "not-toml", message)]) from error

    def refuse(self, path: Path, code: str, message: str, *, nearest: str | None = None) -> object:
        """Note a problem at `path`; returns `NOTHING` so that a converter can hand it on."""
        line = line_of(self.text, path)
        self.problems.append(FormProblem(self.file, line, dotted(path), code, message, nearest))
        return NOTHING

    def table[T](self, kind: type[T], value: object, path: Path = ()) -> T | None:
        """Read `value` as the dataclass `kind`; None when something in it was refused."""
        hint: object = kind
        read = converter(hint)(self, value, path)
        return None if read is NOTHING else cast("T", read)

    def finish(self) -> None:
        """Raise `FormRefused` with every problem, in the order of the file, if there is one."""
        if self.problems:
            raise FormRefused(sorted(self.problems, key=lambda problem: problem.line))


def dotted(path: Path) -> str:
    """Write a path as an author reads it: `details.fees[2].rial`, counted from 1."""
    written = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return written.removeprefix(".")


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the known name most like `word`, or None when none is near."""
    return next(iter(difflib.get_close_matches(word, list(names), n=1, cutoff=0.5)), None)


@cache
def converter(hint: object) -> Converter:
    """Return what reads a value of the type `hint`; built once for each type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _text(next(rule for rule in arguments[1:] if isinstance(rule, TextRule)))
    if origin in {UnionType, Union}:
        return converter(next(one for one in arguments if one is not type(None)))
    if origin is tuple:
        return _list(converter(arguments[0]))
    return _of_class(hint)


def _of_class(hint: object) -> Converter:
    if hint is str:
        return _text(PLAIN_TEXT)
    if hint is bool:
        return _truth
    if hint is int:
        return _number
    if isinstance(hint, type) and issubclass(hint, Option):
        return _option(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _table(hint)
    raise TypeError(f"a service form cannot hold {hint!r}")


def _text(rule: TextRule) -> Converter:
    suspect = rule.suspect().search

    def convert(reading: Reading, value: object, path: Path) -> object:
        if not isinstance(value, str):
            return reading.refuse(path, "wrong-type", "must be text in quotation marks")
        if value and not value.isspace() and not suspect(value):
            return value
        faults = list(rule.faults(value))
        for code, message in faults:
            reading.refuse(path, code, message)
        return NOTHING if faults else value

    return convert


def _truth(reading: Reading, value: object, path: Path) -> object:
    return value if isinstance(value, bool) else reading.refuse(path, "wrong-type", "must be true or false")


def _number(reading: Reading, value: object, path: Path) -> object:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return reading.refuse(
            path, "wrong-type", "must be a whole number, 0 or more, without quotation marks"
        )
    return value


def _option(kind: type[Option]) -> Converter:
    known = {str(option): option for option in kind}

    def convert(reading: Reading, value: object, path: Path) -> object:
        if not isinstance(value, str):
            return reading.refuse(path, "wrong-type", f"must be one of: {', '.join(known)}")
        if value not in known:
            message = f"{value!r} is not one of: {', '.join(known)}"
            return reading.refuse(path, "unknown-option", message, nearest=nearest(value, known))
        return known[value]

    return convert


def _list(each: Converter) -> Converter:
    def convert(reading: Reading, value: object, path: Path) -> object:
        if not isinstance(value, list):
            return reading.refuse(path, "wrong-type", "must be a list in square brackets")
        read = tuple(each(reading, item, (*path, place)) for place, item in enumerate(value))
        return NOTHING if NOTHING in read else read

    return convert


def _table(kind: type) -> Converter:
    hints = get_type_hints(kind, include_extras=True)
    readers = {field.name: converter(hints[field.name]) for field in fields(kind)}
    required = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}

    def convert(reading: Reading, value: object, path: Path) -> object:
        if not isinstance(value, dict):
            return reading.refuse(path, "wrong-type", f"must be a table with {', '.join(readers)}")
        refused = _refuse_keys(reading, value, path, readers, required)
        read = {
            key: readers[key](reading, item, (*path, key)) for key, item in value.items() if key in readers
        }
        return NOTHING if refused or NOTHING in read.values() else kind(**read)

    return convert


def _refuse_keys(
    reading: Reading, value: Mapping[str, object], path: Path, known: Iterable[str], required: set[str]
) -> bool:
    """Refuse unknown keys and missing ones; a misspelt key is told once, not twice."""
    free = [name for name in known if name not in value]
    missing = set(required) - set(value)
    unknown = [key for key in value if key not in known]
    for key in unknown:
        near = nearest(key, free) or nearest(key, known)
        missing.discard(near or "")
        reading.refuse((*path, key), "unknown-key", "is not a key of this table", nearest=near)
    for key in sorted(missing):
        reading.refuse((*path, key), "missing-key", "is required here")
    return bool(unknown or missing)


HEADER = re.compile(r"(\[{1,2})([A-Za-z0-9_.-]+)\]{1,2}")
KEY = re.compile(r"([A-Za-z0-9_-]+)\s*=\s*(.*)")


def line_of(text: str, path: Path) -> int:
    """Return the line, from 1, where `path` or its nearest written ancestor stands."""
    places = _places(text)
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return places[path[:length]]
    return 1


def _places(text: str) -> dict[Path, int]:
    """Map each table, key and line-wise list item of a TOML text to its line."""
    places: dict[Path, int] = {}
    counts: dict[str, int] = {}
    table: Path = ()
    items: Path | None = None
    for number, line in enumerate(map(str.strip, text.split("\n")), start=1):
        if items is not None:
            if line.startswith("]"):
                items = None
            elif line.startswith(("{", '"', "'")):
                counts[dotted(items)] = place = counts.get(dotted(items), -1) + 1
                places.setdefault((*items, place), number)
        elif header := HEADER.fullmatch(line.split("#")[0].strip()):
            table = tuple(header[2].split("."))
            if header[1] == "[[":
                counts[header[2]] = place = counts.get(header[2], -1) + 1
                table = (*table, place)
            places.setdefault(table, number)
        elif key := KEY.match(line):
            places.setdefault((*table, key[1]), number)
            items = (*table, key[1]) if key[2].split("#")[0].strip() == "[" else None
    return places
