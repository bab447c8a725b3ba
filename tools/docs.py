"""Write the pages that are made from code: what a service file may say, in words and as a JSON Schema.

python -m tools.docs            write the pages that are out of date
python -m tools.docs --check    only name them, and exit 1 when there are any
"""

import json
import sys
from pathlib import Path
from typing import Final

from panah.workflow.schema import service_docs, service_schema

DOCS: Final = Path(__file__).parent.parent / "docs"


def generated() -> dict[Path, str]:
    """Give every generated page by its path, as it must stand."""
    return {
        DOCS / "service-files.md": service_docs(),
        DOCS / "service-schema.json": json.dumps(service_schema(), ensure_ascii=False, indent=2) + "\n",
    }


def stale() -> list[Path]:
    """Name the pages that are missing or not as the code says."""
    return [
        path
        for path, text in generated().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def main(argv: list[str]) -> int:
    """Write or only check; returns the exit code."""
    found = stale()
    for path in found:
        print(f"{path.relative_to(DOCS.parent)} is out of date")
        if "--check" not in argv:
            path.write_text(generated()[path], encoding="utf-8")
    return 1 if found and "--check" in argv else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
