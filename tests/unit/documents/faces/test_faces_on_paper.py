"""Every face with little, the usual and too much: nothing runs over, nothing lies under a stamp, every code is read."""

import io
from itertools import combinations

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from factories.printed_papers import DOTS_PER_MM, pictures, sample_pages, sample_pdf
from factories.squares import squares_in
from panah.documents.gallery import FACES, Size, sample

CARDS = {"amayesh-card", "hoviat-card"}
A5 = {
    "ninety-day-slip",
    "intercity-slip",
    "exit-pass",
    "in-progress",
    "documents-receipt",
    "certificate",
    "identity-confirmation",
    "exemption-confirmation",
}
LONG = {
    ("permit-letter", Size.EXTREME): 2,
    ("notice", Size.EXTREME): 2,
    ("decision", Size.TYPICAL): 2,
    ("decision", Size.EXTREME): 2,
    ("dossier", Size.TYPICAL): 2,
    ("minutes", Size.EXTREME): 2,
}
"""What may take more than one sheet."""
ALL = [
    (name, size)
    for name in FACES
    for size in Size
    if size is Size.TYPICAL or "=" not in name or name.endswith("school")
]
"""Introduction letters differ in their words alone, so one of them is tried with little and with too much."""
SQUARES = [(name, size) for name, size in ALL if size is Size.EXTREME or name in CARDS]
"""The widest of each face."""


def paper(name: str) -> tuple[float, float]:
    """How wide and high a face is, in millimetres."""
    if name in CARDS:
        return 85.6, 54
    return (148, 210) if name in A5 else (210, 297)


@pytest.mark.parametrize(("name", "size"), ALL)
def test_each_paper_has_its_size_and_its_number_of_pages(name: str, size: Size) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf(name, size))) as read:
        for page in read.pages:
            sides = [float(side) / 72 * 25.4 for side in page.mediabox[2:]]
            assert sides == pytest.approx(paper(name), abs=0.1)
        if (name, size) == ("dossier", Size.EXTREME):
            assert len(read.pages) > 3
        else:
            assert len(read.pages) == (2 if name in CARDS else LONG.get((name, size), 1))


@pytest.mark.parametrize("name", FACES)
def test_every_paper_can_be_archived(name: str) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf(name, Size.TYPICAL))) as read:
        with read.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert read.Root.OutputIntents[0].S == "/GTS_PDFA1"
        fonts = [one for one in read.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        assert {str(font.FontName)[8:].partition("-")[0] for font in fonts} <= {
            "Vazirmatn",
            "OCRB",
            "DejaVuSansMono",
        }


@pytest.mark.parametrize(("name", "size"), ALL)
def test_no_word_runs_off_its_paper_or_over_another(name: str, size: Size) -> None:
    edge = 1.5 if name in CARDS else 6.5 if name in A5 else 9.5
    for page in sample_pages(name, size):
        for word in page.words:
            assert edge <= word.left, word
            assert word.right <= page.wide - edge, word
            assert edge - 4 <= word.top, word
            assert word.bottom <= page.high - edge + 4, word
        cores = [(one, *_core(one.top, one.bottom)) for one in page.words if one.right - one.left > 0.5]
        for (one, top, bottom), (other, top_too, bottom_too) in combinations(cores, 2):
            side_by_side = one.right - 0.3 <= other.left or other.right - 0.3 <= one.left
            above = bottom <= top_too or bottom_too <= top
            assert side_by_side or above, (one, other)


def _core(top: float, bottom: float) -> tuple[float, float]:
    """The middle of a word's height, where its letters have their weight."""
    middle, half = (top + bottom) / 2, (bottom - top) / 5
    return middle - half, middle + half


@pytest.mark.parametrize(("name", "size"), [one for one in ALL if one[0] not in CARDS])
def test_nothing_is_written_where_the_stamp_goes(name: str, size: Size) -> None:
    radius = 12.5 if name in A5 else 16
    last = sample_pages(name, size)[-1]
    stamp, place = [
        (one, two) for one in last.words for two in last.words if (one.text, two.text) == ("محل", "مهر")
    ][-1]
    across, down = (stamp.right + place.left) / 2, (stamp.top + stamp.bottom) / 2
    for word in last.words:
        if word not in {stamp, place}:
            nearest = (
                max(word.left - across, across - word.right, 0),
                max(word.top - down, down - word.bottom, 0),
            )
            assert nearest[0] ** 2 + nearest[1] ** 2 >= radius**2, word


@pytest.mark.parametrize(("name", "size"), SQUARES)
def test_any_phone_reads_the_square_at_its_printed_size(name: str, size: Size) -> None:
    one = sample(name, size)
    picture = pictures(one.face, one.sheet, one.portrait)[-1]
    (read,) = squares_in(picture)
    assert read.text.startswith("https://v.panah.example/#")
    square = one.sheet["square"]
    assert isinstance(square, list)
    modules = len(square)
    dark = (read.position.top_right.x - read.position.top_left.x) / DOTS_PER_MM
    assert dark / modules * (modules + 8) >= (28 if name in CARDS else 35) - 0.3
    assert dark / modules >= 0.36
    _quiet_field_is_white(picture, read.position, dark / modules * DOTS_PER_MM)


def _quiet_field_is_white(picture: Image.Image, place: zxingcpp.Position, module: float) -> None:
    left, right = place.top_left.x - 3 * module, place.top_right.x + 3 * module
    top, bottom = place.top_left.y - 3 * module, place.bottom_left.y + 3 * module
    for field in (
        (left, top, place.top_left.x - 3, bottom),
        (place.top_right.x + 3, top, right, bottom),
        (left, top, right, place.top_left.y - 3),
        (left, place.bottom_left.y + 3, right, bottom),
    ):
        assert picture.crop(tuple(round(side) for side in field)).getextrema() == (255, 255)  # type: ignore[arg-type]  # four sides
