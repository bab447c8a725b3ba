"""Reading the square of a paper from a picture: as it is, then larger and sharper, as a tired camera needs it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

TRIES: Final = ((2, 0.0, 4.0, 300), (2, 0.0, 4.0, 600), (3, 1.5, 5.0, 700), (2, 1.0, 3.0, 700))
"""How much larger, how far its grain is smoothed, and how wide and strong (per cent) it is then sharpened."""

LARGEST: Final = 4_000
"""Pixels of a side; a larger picture is made smaller first."""


def read_file(path: Path) -> str:
    """Read the code in a picture file; empty where there is none. Raises OSError for what is no picture."""
    with Image.open(path) as picture:
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LARGEST, LARGEST))
        return read_square(upright.convert("L"))


def read_square(picture: Image.Image) -> str:
    """Read the code in a grey picture; empty where there is none."""
    for tried in _tries(picture):
        found = zxingcpp.read_barcodes(
            tried, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
        )
        if found:
            return str(found[0].text)
    return ""


def _tries(picture: Image.Image) -> Iterator[Image.Image]:
    yield picture
    for times, smooth, radius, percent in TRIES:
        larger = picture.resize((picture.width * times, picture.height * times), Image.Resampling.BICUBIC)
        smoothed = larger.filter(ImageFilter.GaussianBlur(smooth)) if smooth else larger
        yield smoothed.filter(ImageFilter.UnsharpMask(radius, percent, 0))
