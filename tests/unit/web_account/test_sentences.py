"""Every sentence of the slip that people read is marked, so that it can be read in five languages."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from panah.web.forms.sentences import INTERCITY_TRAVEL

FOLDER = Path(__file__).parents[3] / "src" / "panah" / "services" / "intercity-travel"
TOLD = ("title", "hint", "label", "text", "remedy")


def told(table: dict[str, object]) -> Iterator[str]:
    for name, value in table.items():
        if name in TOLD and isinstance(value, str):
            yield value
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from told(one)


def test_what_the_slip_asks_and_says_is_marked_for_translation() -> None:
    forms = tomllib.loads((FOLDER / "forms.toml").read_text(encoding="utf-8"))
    process = tomllib.loads((FOLDER / "service.toml").read_text(encoding="utf-8"))
    reasons = [reason for form in _forms(forms["officer"]) for reason in form.get("reasons", [])]
    asked = {*told(forms["start"]), *told(forms["step"]), *(one["text"] for one in reasons)}
    steps = {*told(process["start"]), *told(process["step"]), *told(process["end"])}
    marked = {str(one) for one in INTERCITY_TRAVEL}
    assert sorted((asked | steps) - marked) == []


def _forms(table: dict[str, dict[str, object]]) -> Iterator[dict[str, list[dict[str, str]]]]:
    for value in table.values():
        if "fields" in value or "reasons" in value:
            yield value  # type: ignore[misc]  # a form of the file, as its reader checks it
        elif isinstance(value, dict):
            yield from _forms(value)  # type: ignore[arg-type]  # a block of steps
