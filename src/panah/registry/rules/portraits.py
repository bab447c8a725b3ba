"""A portrait as papers carry it: three by four, the face in the middle, of one size everywhere."""

from typing import Final

from PIL import Image

from panah.foundation.errors import InvalidInput
from panah.foundation.pictures import as_jpeg, open_picture

WIDTH: Final = 480
HEIGHT: Final = 640
SMALLEST: Final = 300
"""Pixels of the shorter side below which a face cannot be compared."""
QUALITY: Final = 85


def make_portrait(data: bytes) -> bytes:
    """Cut a picture to 3 × 4 around its middle, a little above it, and write it anew as JPEG of 480 × 640.

    Raises InvalidInput (`portrait-too-small`, and what `open_picture` raises).
    """
    picture = open_picture(data)
    if min(picture.size) < SMALLEST:
        raise InvalidInput("portrait-too-small", most=SMALLEST)
    return as_jpeg(
        picture.crop(_middle(picture.size)).resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS), quality=QUALITY
    )


def _middle(size: tuple[int, int]) -> tuple[int, int, int, int]:
    width, height = size
    if width * HEIGHT > height * WIDTH:
        kept = height * WIDTH // HEIGHT
        left = (width - kept) // 2
        return left, 0, left + kept, height
    kept = width * HEIGHT // WIDTH
    top = (height - kept) // 4
    return 0, top, width, top + kept
