"""Every sentence of the slip that people read is gathered, so that it can be read in five languages."""

import importlib.util
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
SERVICES = ROOT / "src" / "panah" / "services"
TOLD = ("title", "hint", "label", "text", "remedy")


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def told(table: dict[str, object]) -> Iterator[str]:
    for name, value in table.items():
        if name in TOLD and isinstance(value, str):
            yield value
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from told(one)


def gathered() -> set[str]:
    spec = importlib.util.spec_from_file_location("messages_tool", ROOT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return {sentence for find in tool.SOURCES for sentence, _place in find()}


def test_what_the_slip_asks_and_says_is_gathered_for_translation() -> None:
    forms = read(SERVICES / "intercity-travel" / "forms.toml")
    process = read(SERVICES / "intercity-travel" / "service.toml")
    asked = {*told(forms["start"]), *told(forms["step"])}
    steps = {*told(process["start"]), *told(process["step"]), *told(process["end"])}
    reasons = {
        sentence
        for directive in (SERVICES / "directives").rglob("*.toml")
        for reason in read(directive).get("reasons", [])
        for sentence in told(reason)
    }
    assert reasons
    assert sorted((asked | steps | reasons) - gathered()) == []
