"""From text to tables: TOML, clean text, and every value of the form its key must have."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache

from panah.workflow.keys import Form, Keys
from panah.workflow.problems import Notes, Place, Source

type Table = Mapping[str, object]

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]"
)
_PERSIAN = re.compile("[\u0621-\u06d3]")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


@lru_cache(maxsize=16)
def parsed(text: str) -> Table:
    """Parse a text once for all who read the same file one after the other; nobody changes what it gives.

    Raises TOMLDecodeError, or RecursionError for what is nested too deeply.
    """
    return tomllib.loads(text)


def read_toml(source: Source, notes: Notes) -> Table:
    """Parse a file; what is not TOML, or hides controls in its text, leaves a problem and an empty table."""
    if _HIDDEN.search(source.text):
        _note_hidden(source, notes)
        return {}
    try:
        document = parsed(source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        _note_not_toml(source, str(error), notes)
        return {}
    if "\\" in source.text:
        _note_escaped(document, Place(source), notes)
    return document


def _note_hidden(source: Source, notes: Notes) -> None:
    key = ""
    for line in source.text.split("\n"):
        if header := re.match(r"\s*\[([^\]]+)\]", line):
            key = header[1].strip()
        if _HIDDEN.search(line):
            inner = re.match(r"\s*([\w-]+)\s*=", line)
            place = Place(source, key) / inner[1] if inner else Place(source, key)
            notes.add(place, "hidden-character", "a control or direction mark hides in this text")


def _note_not_toml(source: Source, reason: str, notes: Notes) -> None:
    found = _AT_LINE.search(reason)
    line = int(found[1]) if found and found[1] else source.text.count("\n") + 1
    notes.at_line(source, line, "not-toml", f"this is not TOML: {reason}")


def _note_escaped(value: object, place: Place, notes: Notes) -> None:
    """Find controls that were written as escapes."""
    if isinstance(value, str):
        if _HIDDEN.search(value):
            notes.add(place, "hidden-character", "a control or direction mark hides in this text")
    elif isinstance(value, dict):
        for key, inner in value.items():
            _note_escaped(key, place, notes)
            _note_escaped(inner, place / key, notes)
    elif isinstance(value, list):
        for inner in value:
            _note_escaped(inner, place, notes)


def _is_text(value: object) -> bool:
    return type(value) is str and bool(value) and not value.isspace()


def _is_names(value: object) -> bool:
    return type(value) is list and bool(value) and all(map(_is_text, value))


def _is_targets(value: object) -> bool:
    return type(value) is dict and bool(value) and all(map(_is_text, value.values()))


def _is_title(value: object) -> bool:
    return type(value) is str and "\n" not in value and _PERSIAN.search(value) is not None


def _is_name_or_names(value: object) -> bool:
    return _is_text(value) or _is_names(value)


FORMS: Mapping[Form, tuple[Callable[[object], bool], str]] = {
    "title": (_is_title, "a Persian text of one line"),
    "name": (_is_text, "a text"),
    "names": (_is_names, "a list of texts"),
    "name-or-names": (_is_name_or_names, "a text or a list of texts"),
    "targets": (_is_targets, "a table of texts"),
    "conditions": (_is_targets, "a table of texts"),
    "target": (_is_text, "a text"),
    "time": (_is_text, "a text"),
    "length": (_is_text, "a text"),
}
"""For each form: whether a value has it, and what to call it."""


def check_table(table: Table, keys: Keys, place: Place, notes: Notes, *, inner: bool = False) -> bool:
    """Check a table's keys and the form of their values; `inner` tables are left to who knows them."""
    sound = True
    for name, value in table.items():
        key = keys.get(name)
        if key is None:
            if inner and type(value) is dict:
                continue
            notes.unknown(place / name, "key", name, keys)
        elif not FORMS[key.form][0](value):
            notes.add(place / name, "wrong-value", f"{name} must be {FORMS[key.form][1]}")
        elif key.choices and value not in key.choices:
            notes.choice(place / name, str(value), key.choices)
        else:
            continue
        sound = False
    for name in keys.required:
        if name not in table:
            notes.add(place, f"missing-{name}", f"{name} is missing")
            sound = False
    return sound


def tables_in(document: Table, heading: str, place: Place, notes: Notes) -> dict[str, Table]:
    """List the named tables under a heading, such as every `[start.<name>]`."""
    tables = document.get(heading, {})
    if isinstance(tables, dict):
        return named_tables(tables, place / heading, notes)
    notes.add(place / heading, "wrong-value", f"{heading} must be tables of the form [{heading}.<name>]")
    return {}


def named_tables(tables: Table, place: Place, notes: Notes) -> dict[str, Table]:
    """Keep the tables that are tables and have a name of small Latin letters."""
    found: dict[str, Table] = {}
    for name, table in tables.items():
        if not isinstance(table, dict):
            notes.add(place / name, "wrong-value", f"[{place.key}.{name}] must be a table")
        elif not _NAME.fullmatch(name):
            notes.add(place / name, "wrong-name", f"{name!r} must be small Latin letters, digits and hyphens")
        else:
            found[name] = table
    return found


def text(table: Table, key: str) -> str:
    """Return a text whose form was checked."""
    value = table.get(key)
    return value if isinstance(value, str) else ""


def names(table: Table, key: str) -> tuple[str, ...]:
    """Return the names of a list, or the one name, whose form was checked."""
    value = table.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else ()


def targets(table: Table, key: str) -> Mapping[str, str]:
    """Return a table of words and targets whose form was checked."""
    value = table.get(key)
    return value if isinstance(value, dict) else {}
