"""A code as it is printed is read from pictures that a hurried hand takes."""

from panah.conf.bench.shots import photographed, printed, shots
from panah.conf.scanning import read_square
from panah.documents.rules.proof import printed as forms
from unit.documents.rules.proof.made import CARD, token_of

PICTURES, LEAST = 300, 0.99
PAGE = "https://v.panah.ir/verify"


def test_of_three_hundred_pictures_nearly_all_are_read() -> None:
    token = token_of(CARD)
    code, written = printed(forms.address_square(token, page=PAGE)), forms.address(token, page=PAGE)
    read = [read_square(photographed(code, shot)) for shot in shots(PICTURES)]
    assert not {text for text in read if text} - {written}
    print(f"read: {read.count(written)} of {PICTURES}")
    assert read.count(written) >= LEAST * PICTURES


def test_the_same_number_gives_the_same_picture() -> None:
    code = printed(forms.address_square(token_of(CARD), page=PAGE))
    one, other = (list(shots(3, seed=7)) for _ in range(2))
    assert one == other
    assert [photographed(code, a).tobytes() for a in one] == [photographed(code, b).tobytes() for b in other]
