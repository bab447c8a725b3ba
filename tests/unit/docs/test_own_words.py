"""The project speaks of itself alone: of its field, its people and its code, not of how or where it was written."""

import re

import pytest

from unit.docs.tree import ROOT, texts

FOREIGN = [
    r"(?<![\w.}/-])/(?:work|root|tmp|home)/\w",
    r"(?i:\b(?:AI|chat|coding|virtual)[ -](?:assist|agent|model))",
    r"(?i:\bassist[a]nts?\b)",
    r"(?i:\blanguage mod[e]ls?\b)",
    r"(?i:\b(?:this|last|next|previous|earlier) sess[i]ons?\b)",
    r"(?i:\b(?:the|this|our) workpl[a]ce\b)",
    r"(?i:\bpull requ[e]sts?\b|\biss[u]es? #?\d)",
    r"\b[Pp]ar[t] \d+\b",
]


@pytest.mark.parametrize("pattern", FOREIGN)
def test_nothing_speaks_of_how_or_where_it_was_written(pattern: str) -> None:
    wanted = re.compile(pattern)
    told = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path, text in texts()
        for found in wanted.finditer(text)
    ]
    assert told == []


def test_the_texts_that_are_read_are_all_of_ours() -> None:
    found = {path.relative_to(ROOT).as_posix() for path, _ in texts()}
    assert {"run", "README.md", "src/panah/conf/cli.py", "tools/check.py", "pyproject.toml"} <= found
