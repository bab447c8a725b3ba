"""Small files, short functions, and a first sentence for each module."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
WRITTEN = {".css", ".html", ".js", ".py", ".toml", ".typ"}
FILE, FUNCTION, MEDIAN, PROCESS = 400, 50, 15, 300


def written() -> list[Path]:
    """The files that are written by hand: no migrations, nothing that others made."""
    return [
        path
        for path in sorted(SRC.rglob("*"))
        if path.suffix in WRITTEN and "migrations" not in path.parts and ".min." not in path.name
    ]


def modules(*folders: Path) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def functions() -> dict[str, int]:
    """Every function by its place, and its lines from `def` to the last."""
    return {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno)
        - node.lineno
        + 1
        for path, tree in modules(SRC)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_one_can_keep_in_mind() -> None:
    assert [f"{path.relative_to(ROOT)}: {lines(path)}" for path in written() if lines(path) > FILE] == []


def test_no_function_is_longer_than_a_screen() -> None:
    assert {place: length for place, length in functions().items() if length > FUNCTION} == {}


def test_most_functions_are_read_at_a_glance() -> None:
    lengths = functions().values()
    assert len(lengths) > 1_000
    assert median(lengths) < MEDIAN


def test_a_process_can_be_read_by_a_lawyer() -> None:
    processes = list(SRC.rglob("service.toml"))
    assert processes
    assert [f"{path.relative_to(ROOT)}: {lines(path)}" for path in processes if lines(path) > PROCESS] == []


def test_every_module_says_what_it_is() -> None:
    silent = [path for path, tree in modules(SRC, ROOT / "tools") if not ast.get_docstring(tree)]
    assert silent == []
