"""Whoever reads where a fact comes from finds what that source is."""

import re
import tomllib
from collections.abc import Iterator

from unit.docs.tree import SERVICES, SRC, code_words, page, rows

TEXT = page("docs/sources.md")
KEYS = {code_words(row[0])[0] for row in rows(TEXT) if code_words(row[0])}
STANDARD = re.compile(
    r"RFC \d+|ISO(?:/IEC)? \d+|NIST SP [\d-]+[A-Z]?|ICAO Doc \d+|E\.164|BPMN \d\.\d|PDF/A-\d\w?|WCAG \d\.\d"
    r"|Civil Procedure Code|GOV\.UK|Statistical Cent"
)


def sources(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key.endswith("source") and isinstance(value, str):
                yield value
            else:
                yield from sources(value)
    elif isinstance(node, list):
        for value in node:
            yield from sources(value)


def named() -> set[str]:
    found: set[str] = set()
    for path in SERVICES.rglob("*.toml"):
        for source in sources(tomllib.loads(path.read_text(encoding="utf-8"))):
            for part in source.split(";"):
                found |= {key.strip() for key in part.strip().removeprefix("public:").split(",")}
    return found


def test_every_source_a_service_names_is_explained() -> None:
    assert len(named()) > 60
    assert sorted(named() - KEYS) == []


def test_no_source_is_explained_that_nothing_rests_on() -> None:
    assert sorted(KEYS - named()) == []


def test_every_standard_and_law_the_code_follows_is_explained() -> None:
    texts = [
        path.read_text(encoding="utf-8") for path in SRC.rglob("*") if path.suffix in {".py", ".typ", ".css"}
    ]
    standards = {name for text in texts for name in STANDARD.findall(text)}
    assert len(standards) > 8
    assert sorted(name for name in standards if name not in TEXT) == []
