"""Reading a PDF back, glyph by glyph: each run as it is seen from left to right, runs apart from each other."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
import pytest

BFCHAR = re.compile(rb"<([0-9A-Fa-f]{4})> ?<([0-9A-Fa-f]+)>\s")
BFRANGE = re.compile(rb"<([0-9A-Fa-f]{4})> ?<([0-9A-Fa-f]{4})> ?<([0-9A-Fa-f]+)>")


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Map each glyph of a font to the letters it stands for."""
    table = font.ToUnicode.read_bytes()
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in BFCHAR.findall(block + b"\n"):
            found[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in BFRANGE.findall(block):
            start = bytes.fromhex(text.decode()).decode("utf-16-be")
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = start[:-1] + chr(ord(start[-1]) + step)
    return found


def _page_text(page: pikepdf.Page) -> Iterator[str]:
    fonts = {str(name): _letters(font) for name, font in page.Resources.Font.items()}
    letters: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        operator, operands = str(step.operator), step.operands
        if operator == "Tf":
            letters = fonts[str(operands[0])]
        elif operator in {"Tj", "TJ"}:
            for part in operands[0] if operator == "TJ" else [operands[0]]:
                if isinstance(part, pikepdf.String):
                    codes = bytes(part)
                    yield from (
                        letters.get(int.from_bytes(codes[i : i + 2]), "") for i in range(0, len(codes), 2)
                    )
        elif operator == "ET":
            yield "\n"


@pytest.fixture
def seen() -> Callable[[bytes], str]:
    """Give the runs of a PDF, each as the eye meets it from left to right, so that Persian reads backwards."""

    def text(paper: bytes) -> str:
        with pikepdf.open(BytesIO(paper)) as pdf:
            return "".join(letter for page in pdf.pages for letter in _page_text(page))

    return text
