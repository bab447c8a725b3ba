"""Make an uploaded file safe: its kind is read from its content, and what is kept is written anew.

A picture is decoded and encoded again, so that nothing hidden behind its pixels survives (place, thumbnail, a second
file). A PDF is rebuilt from its pages without scripts, attached files, forms or links.
"""

import io
from dataclasses import dataclass
from enum import StrEnum

import pikepdf

from panah.foundation.errors import InvalidInput
from panah.foundation.pictures import as_jpeg, open_picture

MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES = 60
LONGEST_MARK = 90
LONGEST_SIDE = 2_400
QUALITY = 85
PDF_START = b"%PDF-"
HEIC_BRANDS = (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1")
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


@dataclass(frozen=True, slots=True)
class FileMark:
    """What a form keeps of a file handed over with it, `picture:1:<sha256>`: never its name, never its content."""

    kind: FileKind
    pages: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.pages}:{self.sha256}"


def read_mark(text: object) -> FileMark | None:
    """Read the mark of a file; None for anything else."""
    parts = text.split(":") if isinstance(text, str) and len(text) <= LONGEST_MARK else []
    if len(parts) != 3 or parts[0] not in set(FileKind) or not (parts[1].isascii() and parts[1].isdecimal()):
        return None
    return FileMark(FileKind(parts[0]), int(parts[1]), parts[2])


def make_safe(data: bytes) -> SafeFile:
    """Write an upload anew by what it really is, whatever its name says.

    Raises InvalidInput: `upload-empty`, `upload-too-large` (10 MB), `upload-too-wide` (40 million pixels),
    `upload-too-many-pages` (60), `upload-heic` (the picture format of some phones), `upload-kind-unknown` (neither
    picture nor PDF), `upload-broken` (cut off or damaged), `upload-locked` (a PDF under a password).
    """
    refuse_size(len(data))
    if data[4:12].startswith(HEIC_BRANDS):
        raise InvalidInput("upload-heic")
    return _pdf(data) if data[:1024].lstrip().startswith(PDF_START) else _picture(data)


def refuse_size(size: int) -> None:
    """Refuse a file by its size alone; raises InvalidInput (`upload-empty`, `upload-too-large`)."""
    if not size:
        raise InvalidInput("upload-empty")
    if size > MOST_BYTES:
        raise InvalidInput("upload-too-large", most=MOST_BYTES, size=size)


def _picture(data: bytes) -> SafeFile:
    upright = open_picture(data)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return SafeFile(FileKind.PICTURE, as_jpeg(upright, quality=QUALITY))


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
    if not pages:
        raise InvalidInput("upload-empty")
    if pages > MOST_PAGES:
        raise InvalidInput("upload-too-many-pages", most=MOST_PAGES, size=pages)
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
