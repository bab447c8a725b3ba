"""A page leads where it says: links, commands, accounts, generated text."""

import importlib
import re
from pathlib import Path

import pytest

from panah.conf import demo
from panah.conf.cli import command_modules
from unit.docs.tree import ROOT, code_words, page, pages, rows

LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"\./panah\s+([a-z][a-z-]*)")
PART = re.compile(r"\./test((?: [a-z]+)+)`")


def test_every_link_of_a_page_leads_to_a_file() -> None:
    links = [(path, link) for path, text in pages().items() for link in LINK.findall(text)]
    near = [(path, link.partition("#")[0]) for path, link in links if "://" not in link]
    assert len(near) > 20
    lost = [f"{path.relative_to(ROOT)}: {link}" for path, link in near if not (path.parent / link).exists()]
    assert lost == []


def test_every_command_a_page_names_can_be_typed() -> None:
    named = {name for text in pages().values() for name in COMMAND.findall(text)}
    assert {"doctor", "audit"} <= named
    assert sorted(named - set(command_modules())) == []


def test_every_part_of_the_check_that_a_page_names_can_be_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)
    parts = importlib.import_module("tools.check").PARTS
    named = {name for text in pages().values() for found in PART.findall(text) for name in found.split()}
    assert named
    assert sorted(named - set(parts)) == []


@pytest.mark.parametrize("name", ["README.md", "README.fa.md"])
def test_the_accounts_to_try_are_those_that_are_made(name: str) -> None:
    text = page(name)
    accounts = [code_words(row[0])[0] for row in rows(text) if len(row) == 3]
    assert accounts == [account for account, _ in demo.SHOWN]
    assert f"`{demo.PASSWORD}`" in text


def test_a_decision_begins_with_its_title_and_none_is_numbered_twice() -> None:
    decisions = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    untitled = [path.name for path in decisions if not _title(path)]
    assert untitled == []
    assert [path.name[:4] for path in decisions] == [f"{n:04}" for n in range(1, len(decisions) + 1)]


def _title(path: Path) -> str:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    return first.removeprefix("# ").strip(" .") if first.startswith("# ") else ""


def test_what_is_made_from_code_is_as_the_code_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)
    tool = importlib.import_module("tools.docs")
    assert len(tool.generated()) == 2
    assert tool.stale() == [], "run: .venv/bin/python -m tools.docs"
