"""Papers as a scanner gives them back: typeset pages turned into pictures, a little askew."""

import io
import shutil
import subprocess

import pytest
from PIL import Image

DOTS = 150


def page_of(pdf: bytes, *, turn: float = 0.0) -> bytes:
    """The first page of a PDF as a scanned picture (JPEG), turned by so many degrees."""
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.fail("pdftoppm is missing: apt-get install poppler-utils", pytrace=False)
    drawn = subprocess.run(
        [program, "-r", str(DOTS), "-f", "1", "-l", "1", "-png", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout
    made = io.BytesIO()
    with Image.open(io.BytesIO(drawn)) as page:
        page.convert("L").rotate(turn, expand=True, fillcolor=255).save(made, "JPEG", quality=70)
    return made.getvalue()
