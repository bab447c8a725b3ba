"""Opening a picture somebody hands over: decoded within limits, upright, and nothing of its file kept."""

import io
import warnings
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from panah.foundation.errors import InvalidInput

MOST_PIXELS: Final = 40_000_000
FORMATS: Final = ("JPEG", "PNG", "WEBP")


def open_picture(data: bytes) -> Image.Image:
    """Decode a picture (JPEG, PNG, WEBP), turned upright, in colour.

    Raises InvalidInput: `upload-too-wide` (40 million pixels), `upload-kind-unknown`, `upload-broken` (cut off).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise InvalidInput("upload-too-wide", most=MOST_PIXELS)
                return ImageOps.exif_transpose(picture).convert("RGB")
        except UnidentifiedImageError as unknown:
            raise InvalidInput("upload-kind-unknown") from unknown
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
            raise InvalidInput("upload-too-wide", most=MOST_PIXELS) from bomb
        except (OSError, SyntaxError, ValueError) as broken:
            raise InvalidInput("upload-broken") from broken


def as_jpeg(picture: Image.Image, *, quality: int) -> bytes:
    """Write a picture anew, without anything but its pixels."""
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=quality, optimize=True)
    return written.getvalue()
