"""`./panah services check` on definitions that are wrong: one line for each mistake, with file, line and key."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from panah.catalogue.shipped import folder
from panah.conf.cli import main

SLIP = "intercity-travel/service.toml"
PAY = '[step.pay]\ntitle = "پرداخت هزینه"\n'
CIRCLE = """choose = { no-go = "hand-over", otherwise = "again" }

[step.again]
title = "یک بار دیگر"
do = ["issue:slip"]
then = "issue"
"""

type Break = Callable[[Path], object]


@pytest.fixture
def definitions(tmp_path: Path) -> Path:
    """A copy of all definitions, to be damaged."""
    return Path(shutil.copytree(folder(), tmp_path / "services"))


def put(name: str, before: str, after: str) -> Break:
    def damage(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert before in text
        (root / name).write_text(text.replace(before, after, 1), encoding="utf-8")

    return damage


def write(name: str, content: bytes) -> Break:
    return lambda root: (root / name).write_bytes(content)


MISTAKES: dict[str, tuple[Break, tuple[str, ...]]] = {
    "an unknown step": (put(SLIP, 'late = "fee-help"', 'late = "fee-halp"'), ("pay", "fee-halp", "fee-help")),
    "a loop without a human": (
        put(SLIP, 'do = ["issue:slip"]\nthen = "hand-over"', CIRCLE),
        ("issue", "cycle without a human step"),
    ),
    "a missing Persian title": (put(SLIP, PAY, "[step.pay]\n"), ("step.pay", "title")),
    "an empty title": (put(SLIP, PAY, '[step.pay]\ntitle = " "\n'), ("step.pay.title",)),
    "a title in Latin letters": (put(SLIP, PAY, '[step.pay]\ntitle = "Pay"\n'), ("step.pay.title",)),
    "a hidden direction mark": (
        put(SLIP, PAY, '[step.pay]\ntitle = "پرداخت \\u202eهزینه"\n'),
        ("step.pay.title",),
    ),
    "a text where a list stands": (put(SLIP, 'pay = ["trip"]', 'pay = "trip"'), ("step.pay.pay", "list")),
    "a number where a text stands": (put(SLIP, PAY, "[step.pay]\ntitle = 5\n"), ("step.pay.title", "text")),
    "a truth where a deadline stands": (put(SLIP, 'due = "3 days"', "due = true"), ("step.pay.due",)),
    "a table where a step stands": (put(SLIP, 'late = "fee-help"', "late = { a = 1 }"), ("step.pay.late",)),
    "no TOML at all": (write(SLIP, b"slug = = 1"), ("service.toml:1",)),
    "half a file": (put(SLIP, 'then = "issue"', 'then = "iss\n['), ("service.toml:",)),
    "an empty file": (write(SLIP, b""), ("service.toml",)),
    "bytes that are no text": (write(SLIP, b'slug = "\xff\xfe"'), ("intercity-travel",)),
    "NUL": (write(SLIP, b'slug = "intercity\x00-travel"'), ("service.toml:1",)),
    "a tower of brackets": (write(SLIP, b"a = " + b"[" * 20_000), ("service.toml",)),
    "a tower of tables": (write(SLIP, b"a" + b".a" * 20_000 + b" = 1"), ("service.toml",)),
    "a tower in a form": (write("exit-paper/form.toml", b"a = " + b"[" * 20_000), ("form.toml",)),
    "a tower in the glossary": (write("glossary.toml", b"a = " + b"[" * 20_000), ("glossary",)),
    "a tower in a directive": (write("directives/bushehr.toml", b"a = " + b"[" * 20_000), ("bushehr",)),
    "a tower in the messages": (write("messages.toml", b"a = " + b"[" * 20_000), ("messages",)),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_wrong_definition_is_named_with_file_line_and_key(
    mistake: str, definitions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage, said = MISTAKES[mistake]
    damage(definitions)
    assert main(["services", "check", "--json", "--folder", str(definitions)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert all("\n" not in error for error in found["errors"])
    assert any(all(one in error for one in said) for error in found["errors"]), found["errors"]


def test_what_is_right_is_counted(definitions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["services", "check", "--folder", str(definitions)]) == 0
    assert capsys.readouterr().out == "33 services, 0 errors\n"


def test_a_folder_without_definitions_is_said_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["services", "check", "--folder", str(tmp_path)]) == 2
    assert "holds no definitions" in capsys.readouterr().err
