"""Make an uploaded file safe: its kind is read from its content, and what is kept is written anew.

A picture is decoded and encoded again, so that nothing hidden behind its pixels survives (place, thumbnail, a second
file). A PDF is rebuilt from its pages without scripts, attached files, forms or links.
"""

import io
import warnings
from dataclasses import dataclass
from enum import StrEnum

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

from panah.foundation.errors import InvalidInput

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
MOST_PAGES = 60
LONGEST_SIDE = 2_400
QUALITY = 85
PDF_START = b"%PDF-"
PICTURE_FORMATS = ("JPEG", "PNG", "WEBP")
UNSAFE_PAGE_KEYS = ("/AA", "/Annots", "/Metadata", "/PieceInfo", "/B", "/Thumb")


class FileKind(StrEnum):
    """What is kept: a picture (always JPEG) or a PDF."""

    PICTURE = "picture"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class SafeFile:
    """A file written anew, with its kind and, for a PDF, its number of pages."""

    kind: FileKind
    body: bytes
    pages: int = 1


def make_safe(data: bytes) -> SafeFile:
    """Write an upload anew by what it really is, whatever its name says.

    Raises InvalidInput: `upload-empty`, `upload-too-large` (10 MB, 40 million pixels, 60 pages), `upload-kind-unknown`
    (neither picture nor PDF), `upload-broken` (cut off or damaged), `upload-locked` (a PDF under a password).
    """
    if not data:
        raise InvalidInput("upload-empty")
    if len(data) > MOST_BYTES:
        raise InvalidInput("upload-too-large", most=MOST_BYTES, size=len(data))
    return _pdf(data) if data[:1024].lstrip().startswith(PDF_START) else _picture(data)


def _picture(data: bytes) -> SafeFile:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=PICTURE_FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise InvalidInput(
                        "upload-too-large", most=MOST_PIXELS, size=picture.width * picture.height
                    )
                upright = ImageOps.exif_transpose(picture).convert("RGB")
        except UnidentifiedImageError as unknown:
            raise InvalidInput("upload-kind-unknown") from unknown
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
            raise InvalidInput("upload-too-large", most=MOST_PIXELS, size=0) from bomb
        except (OSError, SyntaxError, ValueError) as broken:
            raise InvalidInput("upload-broken") from broken
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = io.BytesIO()
    upright.save(written, "JPEG", quality=QUALITY, optimize=True)
    return SafeFile(FileKind.PICTURE, written.getvalue())


def _pdf(data: bytes) -> SafeFile:
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as given:
            return _rebuilt(given)
    except pikepdf.PasswordError as locked:
        raise InvalidInput("upload-locked") from locked
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as broken:
        raise InvalidInput("upload-broken") from broken


def _rebuilt(given: pikepdf.Pdf) -> SafeFile:
    pages = len(given.pages)
    if not 1 <= pages <= MOST_PAGES:
        raise InvalidInput("upload-too-large", most=MOST_PAGES, size=pages)
    with pikepdf.new() as made:
        for page in given.pages:
            made.pages.append(page)
        for page in made.pages:
            for key in UNSAFE_PAGE_KEYS:
                if key in page.obj:
                    del page.obj[key]
        written = io.BytesIO()
        made.save(written, linearize=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return SafeFile(FileKind.PDF, written.getvalue(), pages)
