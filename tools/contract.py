"""Write the contract of what machines may ask (docs/contracts/verify.yaml) from the code that answers.

python -m tools.contract
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

CONTRACT: Final = Path(__file__).parent.parent / "docs" / "contracts" / "verify.yaml"

OLD_AND_NEW: Final = ("Unprocessable Entity", "Unprocessable Content")
"""What Python before 3.13 calls an answer of 422, and what it is called since RFC 9110."""

type Plain = str | int | float | bool | list[Plain] | dict[str, Plain] | None


def written() -> str:
    """The contract as the code keeps it; Django must be set up."""
    from panah.web.api.verify import api  # noqa: PLC0415  # needs Django

    told = json.dumps(api.get_openapi_schema(path_prefix="/api/")).replace(*OLD_AND_NEW)
    schema: dict[str, Plain] = json.loads(told)
    return "\n".join(_lines(schema, 0)) + "\n"


def _lines(value: Plain, depth: int) -> Iterator[str]:
    """Write YAML in blocks; texts as JSON writes them, which YAML reads alike."""
    pad = "  " * depth
    if isinstance(value, dict):
        for name, inner in value.items():
            key = name if name.isidentifier() else json.dumps(name)
            if isinstance(inner, str) and "\n" in inner:
                yield f"{pad}{key}: |"
                yield from (f"{pad}  {line}".rstrip() for line in inner.rstrip("\n").split("\n"))
            elif isinstance(inner, dict | list) and inner:
                yield f"{pad}{key}:"
                yield from _lines(inner, depth + 1)
            else:
                yield f"{pad}{key}: {json.dumps(inner, ensure_ascii=False)}"
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict | list) and inner:
                first, *rest = _lines(inner, depth + 1)
                yield f"{pad}- {first.lstrip()}"
                yield from rest
            else:
                yield f"{pad}- {json.dumps(inner, ensure_ascii=False)}"


def main() -> None:
    """Write the file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panah.conf.settings")
    import django  # noqa: PLC0415  # after the settings are named

    django.setup()
    CONTRACT.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
