"""The shelf of templates: one file of `templates/` for each kind of letter, read once."""

from functools import cache
from pathlib import Path
from typing import Final

from panah.correspondence.rules.templates import Template, read_template
from panah.foundation.errors import NotFound

SHELF: Final = Path(__file__).parent / "templates"
PLAIN: Final = "covering"
"""What is proposed where nothing fits better."""


@cache
def templates() -> tuple[Template, ...]:
    """Every kind of letter, as they are proposed. Raises InvalidInput("template-wrong")."""
    read = [
        read_template(file.stem, file.read_text(encoding="utf-8")) for file in sorted(SHELF.glob("*.toml"))
    ]
    return tuple(sorted(read, key=lambda one: (one.order, one.name)))


def template(name: str) -> Template:
    """Find a kind of letter; raises NotFound("template-unknown")."""
    found = next((one for one in templates() if one.name == name), None)
    if found is None:
        raise NotFound("template-unknown", template=name)
    return found
