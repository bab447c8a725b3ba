"""Typeset a paper on this machine: a face (a typst file), data, our own fonts; nothing is fetched.

Whatever holds a digit is set apart from the Persian around it before it reaches the face: without that
`1990-08-05` is printed as `05-08-1990`.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import typst

from panah.documents.rules.data import Data, Value
from panah.foundation.isolate import isolate_text

HERE: Final = Path(__file__).parent
FACES: Final = HERE / "faces"
FONTS: Final = HERE / "fonts"


def typeset(face: str, data: Data, *, portrait: bytes = b"", portraits: Sequence[bytes] = ()) -> bytes:
    """Typeset a face with data, and a portrait (JPEG) where there is one: a PDF (PDF/A-2b), the same for the same.

    A face that shows several people takes their `portraits` in its own order, empty where there is none.

    Raises:
        FileNotFoundError: there is no such face.
        ValueError: the face cannot be typeset with this data.
    """
    return compiled(face, inputs_of(data, portrait=portrait, portraits=portraits))


def inputs_of(data: Data, *, portrait: bytes = b"", portraits: Sequence[bytes] = ()) -> dict[str, str]:
    """Write data and portraits as a face reads them, every number set apart."""
    return {
        "data": json.dumps(isolated(data), ensure_ascii=False),
        "portrait": b64encode(portrait).decode(),
        "portraits": json.dumps([b64encode(one).decode() for one in portraits]),
    }


def compiled(face: str, inputs: Mapping[str, str]) -> bytes:
    """Typeset what is written ready for a face; raises as `typeset` does."""
    source = FACES / f"{face}.typ"
    if not source.is_file():
        raise FileNotFoundError(source)
    try:
        return typst.compile(
            str(source),
            root=str(FACES),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            package_path=str(FACES),
            package_cache_path=str(FACES),
            sys_inputs=dict(inputs),
            pdf_standards="a-2b",
            timestamp=0,
        )
    except typst.TypstError as error:
        raise ValueError(f"{face}: {error}") from error


def isolated(value: Value) -> Value:
    """Set apart every run that holds a digit, in every text of the data."""
    if isinstance(value, str):
        return isolate_text(value)
    if isinstance(value, Mapping):
        return {key: isolated(inner) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [isolated(inner) for inner in value]
    return value
