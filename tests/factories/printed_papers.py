"""Samples of every face, as PDF, as pictures, and as the words that stand on them."""

import json
import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from io import BytesIO

import typst
from PIL import Image

from panah.documents import typesetting
from panah.documents.gallery import Size, render
from panah.documents.rules.data import Data

POINT = 25.4 / 72
DOTS_PER_MM = 8
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
ZERO_WIDTH = str.maketrans("", "", "\u200c\u0654\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u200e\u200f")


@dataclass(frozen=True)
class Word:
    """A word where it stands, in millimetres from the top left of its page, in the order of its letters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """A page in millimetres, and its words."""

    wide: float
    high: float
    words: tuple[Word, ...]


@cache
def sample_pdf(name: str, size: Size) -> bytes:
    """Typeset a sample, unmarked."""
    return render(name, size, mark=None)


@cache
def sample_pages(name: str, size: Size) -> tuple[Page, ...]:
    """Give the pages of a sample with the words on them."""
    return tuple(
        Page(float(wide) * POINT, float(high) * POINT, tuple(_words(body)))
        for wide, high, body in PAGE.findall(_poppler(sample_pdf(name, size), "-bbox"))
    )


def _words(body: str) -> Iterator[Word]:
    for left, top, right, bottom, text in WORD.findall(body):
        shown = unescape(text)
        yield Word(
            shown[::-1] if re.search("[\u0600-\u06ef\u06fa-\u06ff]", shown) else shown,
            *(float(side) * POINT for side in (left, top, right, bottom)),
        )


def _poppler(pdf: bytes, *options: str) -> str:
    tool = shutil.which("pdftotext")
    assert tool is not None, (
        "pdftotext is missing, so nobody reads the PDF back: apt-get install poppler-utils"
    )
    done = subprocess.run([tool, *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def as_read(text: str) -> str:
    """Letters as poppler gives them back: it misplaces joiners and hamzas, and splits lam-alef backwards."""
    return text.translate(ZERO_WIDTH).replace("لا", "ال")


def read_aloud(pdf: bytes, *options: str) -> str:
    """Read a PDF: its text line by line, or with `-raw` in the order it was written."""
    return as_read(_poppler(pdf, *options))


def pictures(face: str, sheet: Data, portrait: bytes = b"") -> list[Image.Image]:
    """Print a sheet in grey at eight dots a millimetre, one picture a page."""
    out: bytes | list[bytes] = typst.compile(
        str(typesetting.FACES / f"{face}.typ"),
        root=str(typesetting.FACES),
        font_paths=[str(typesetting.FONTS)],
        ignore_system_fonts=True,
        sys_inputs={
            "data": json.dumps(typesetting.isolated(sheet)),
            "portrait": b64encode(portrait).decode(),
        },
        format="png",
        ppi=DOTS_PER_MM * 25.4,
    )
    return [Image.open(BytesIO(one)).convert("L") for one in (out if isinstance(out, list) else [out])]
