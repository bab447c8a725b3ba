"""The repository as its readers see it: its pages, its texts, and every name that the code has."""

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[3]
SRC: Final = ROOT / "src" / "panah"
SERVICES: Final = SRC / "services"
_ELSEWHERE: Final = {"__pycache__", "build", "data", "screenshots"}
_TEXTS: Final = {
    "", ".css", ".html", ".js", ".json", ".md", ".po", ".py", ".service", ".sh", ".sql", ".toml", ".typ", ".yaml",
}  # fmt: skip
_NAME: Final = re.compile(r"[A-Za-z_][\w-]*")


@cache
def texts() -> tuple[tuple[Path, str], ...]:
    """Read every text file of ours; what others wrote and what is generated on a machine is left out."""
    return tuple((path, path.read_text(encoding="utf-8")) for path in _files())


def _files() -> Iterator[Path]:
    for folder, below, files in os.walk(ROOT):
        below[:] = [name for name in below if not name.startswith(".") and name not in _ELSEWHERE]
        for name in files:
            path = Path(folder) / name
            ours = path.suffix in _TEXTS and not name.startswith(".")
            if ours and ".min." not in name and "LICENSE" not in name:
                yield path


def pages() -> dict[Path, str]:
    """Read every Markdown page."""
    return {path: text for path, text in texts() if path.suffix == ".md"}


def page(name: str) -> str:
    """Read one page by its place in the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def rows(text: str) -> list[list[str]]:
    """Give the cells of every table row of a page, without heads and rules."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    rules = {number for number, row in enumerate(cells) if set("".join(row)) - {":"} == {"-"}}
    return [row for number, row in enumerate(cells) if number not in rules and number + 1 not in rules]


def code_words(cell: str) -> list[str]:
    """Give what stands between backticks."""
    return re.findall(r"`([^`\n]+)`", cell)


@cache
def nodes(folder: Path) -> tuple[ast.AST, ...]:
    """Parse every Python module below a folder, and give all that stands in them."""
    parsed = (ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py")))
    return tuple(node for tree in parsed for node in ast.walk(tree))


@cache
def defined() -> frozenset[str]:
    """Every class, function, argument, variable and field that the code names."""
    return frozenset(name for node in nodes(SRC) for name in _named(node))


@cache
def said() -> frozenset[str]:
    """Every short word that the code or a service file says as a text."""
    words = {
        node.value
        for node in nodes(SRC)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _NAME.fullmatch(node.value)
    }
    for path in SERVICES.rglob("*.toml"):
        words |= set(_keys(tomllib.loads(path.read_text(encoding="utf-8"))))
    return frozenset(words)


@cache
def proofs() -> frozenset[str]:
    """The names of all tests."""
    return frozenset(
        node.name
        for node in nodes(ROOT / "tests")
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def _named(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            yield name
        case ast.arg(arg=name) | ast.keyword(arg=str(name)):
            yield name
        case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
            yield name
        case _:
            return


def _keys(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from _keys(value)
    elif isinstance(node, list):
        for value in node:
            yield from _keys(value)
