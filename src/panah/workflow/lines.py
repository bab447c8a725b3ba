"""Where a key stands in a TOML text: a small scanner, read only when there is something to complain about."""

import re
from functools import lru_cache

_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_FENCES = ('"' * 3, "'" * 3)


def line_of(text: str, key: str) -> int:
    """Return the line (from 1) of a dotted key, or of its nearest enclosing table; 1 when there is none."""
    known = _scan(text)
    while key:
        if key in known:
            return known[key]
        key = key.rpartition(".")[0]
    return 1


@lru_cache(maxsize=8)
def _scan(text: str) -> dict[str, int]:
    """Map each dotted key and table header to the line of its first appearance."""
    known: dict[str, int] = {}
    table, fence = "", ""
    for number, line in enumerate(text.split("\n"), start=1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if header := _HEADER.match(line):
            table = _plain(header[1])
            for depth in range(1, table.count(".") + 2):
                known.setdefault(".".join(table.split(".")[:depth]), number)
        elif entry := _KEY.match(line):
            name = _plain(entry[1])
            known.setdefault(f"{table}.{name}" if table else name, number)
            fence = _opened(line)
    return known


def _plain(dotted: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in dotted.split("."))


def _opened(line: str) -> str:
    """Name the multi-line string a line leaves open, if any."""
    return next((fence for fence in _FENCES if line.count(fence) % 2), "")
