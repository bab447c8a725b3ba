"""A void paper, a second copy and a specimen say so across every page, whatever else they say."""

import io

import pikepdf
import pytest
from PIL import ImageChops

from factories.printed_papers import pictures
from factories.squares import squares_in
from panah.documents.gallery import FACES, render, sample
from panah.documents.rules.faces.marks import MARK, WORDS, Mark, marked

ONCE = [name for name in FACES if "=" not in name or name.endswith("bank")]


@pytest.mark.parametrize("name", ONCE)
def test_a_void_paper_shows_it_on_every_page_and_its_code_is_still_read(name: str) -> None:
    one = sample(name)
    bare = pictures(one.face, one.sheet, one.portrait)
    void = pictures(one.face, marked(one.sheet, Mark.VOID), one.portrait)
    for before, after in zip(bare, void, strict=True):
        changed = ImageChops.difference(before, after).getbbox()
        assert changed is not None
        assert changed[2] - changed[0] > before.width / 5
    assert len(squares_in(void[-1])) == 1


@pytest.mark.parametrize("mark", Mark)
def test_whoever_hears_the_title_hears_the_mark(mark: Mark) -> None:
    with (
        pikepdf.open(io.BytesIO(render("amayesh-card", mark=mark))) as read,
        read.open_metadata() as metadata,
    ):
        assert WORDS[mark][0] in str(metadata["dc:title"])


def test_a_sheet_sealed_while_its_paper_was_good_is_marked_when_it_is_printed() -> None:
    sealed = {"title": "برگه"}
    assert marked(sealed, Mark.VOID)[MARK] == {"word": "باطل", "latin": "VOID", "tone": "void"}
    assert MARK not in sealed


def test_no_mark_leaves_the_one_a_sheet_bears() -> None:
    second = marked({"title": "برگه"}, Mark.DUPLICATE)
    assert marked(second, None) == second
    assert marked(second, Mark.VOID)[MARK] != second[MARK]
