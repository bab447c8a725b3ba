"""Every face with sample data of invented people: to look at, to print on a new printer, to test against."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from panah.documents.gallery import cards, confirmations, letters, proceedings, slips
from panah.documents.gallery.people import Size, likeness
from panah.documents.rules.data import PORTRAIT, Data
from panah.documents.rules.faces.marks import Mark, marked
from panah.documents.typesetting import typeset

__all__ = ["FACES", "Sample", "Size", "render", "sample"]

FACES: Final[Mapping[str, Callable[[Size], Data]]] = {
    **cards.FACES,
    **slips.FACES,
    **confirmations.FACES,
    **letters.FACES,
    **proceedings.FACES,
}
"""What fills each sample, by its name: the name of a face, and after `=` which of its kinds."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A face, its data, and the portrait that goes with it (JPEG, or empty)."""

    face: str
    sheet: Data
    portrait: bytes


def sample(name: str, size: Size = Size.TYPICAL) -> Sample:
    """Fill a face. Raises KeyError for a name that is not in `FACES`."""
    sheet = dict(FACES[name](size))
    has_portrait = bool(sheet.pop(PORTRAIT, ""))
    return Sample(name.partition("=")[0], sheet, likeness() if has_portrait else b"")


def render(name: str, size: Size = Size.TYPICAL, mark: Mark | None = Mark.SPECIMEN) -> bytes:
    """Typeset a sample as a PDF, marked so that nobody takes it for a paper. Raises KeyError as `sample`."""
    one = sample(name, size)
    return typeset(one.face, marked(one.sheet, mark), portrait=one.portrait)
