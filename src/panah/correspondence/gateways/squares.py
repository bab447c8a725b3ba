"""Reading the squares of a scan on this machine: pictures as they are, and the pictures on the pages of a PDF."""

import io
from collections.abc import Iterator
from typing import Final

import pikepdf
import zxingcpp
from PIL import Image

MOST_PAGES: Final = 5
"""The square stands on the first page; a scanner may have put a cover before it."""
SQUARE: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
MOST_PIXELS: Final = 40_000_000


def read_squares(body: bytes, kind: str) -> list[str]:
    """Give the texts of all squares of a safe file (`picture` or `pdf`), each once; none of what cannot be read."""
    found: dict[str, None] = {}
    for picture in _pictures(body, kind):
        for one in zxingcpp.read_barcodes(picture, formats=SQUARE):
            found.setdefault(one.text)
    return list(found)


def _pictures(body: bytes, kind: str) -> Iterator[Image.Image]:
    if kind != "pdf":
        with Image.open(io.BytesIO(body)) as picture:
            yield picture.convert("L")
        return
    with pikepdf.open(io.BytesIO(body)) as scan:
        for page in scan.pages[:MOST_PAGES]:
            yield from _pictures_of(page)


def _pictures_of(page: pikepdf.Page) -> Iterator[Image.Image]:
    for raw in page.get_images().values():
        if not isinstance(raw, pikepdf.Stream):
            continue
        picture = pikepdf.PdfImage(raw)
        if picture.width * picture.height > MOST_PIXELS:
            continue
        try:
            yield picture.as_pil_image().convert("L")
        except (pikepdf.PdfError, NotImplementedError, ValueError, OSError):
            continue
