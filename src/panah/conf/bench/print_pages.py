"""How much of the print room's time is typst's own: a batch of cards from sealed sheets beside the bare typesetter."""

from collections.abc import Iterator
from functools import cache
from itertools import count
from secrets import token_bytes
from types import SimpleNamespace
from typing import Final, cast

from django.db import connection

from panah.audit.sealed_files import put_away
from panah.conf.bench.measuring import Figure, alternate
from panah.documents.gallery import sample
from panah.documents.models import PrintItem
from panah.documents.operations.print_room.typesetting import cards_of, pages_of
from panah.documents.rules.data import PORTRAIT
from panah.documents.rules.print_room import CARDS_OF_SHEET
from panah.documents.rules.proof import printed
from panah.documents.rules.proof.cose import START
from panah.documents.sealing import seal_sheet
from panah.documents.typesetting import compiled, inputs_of
from panah.foundation.clock import utc_now
from panah.registry.synthetic.faces import draw_face
from panah.registry.words import PaperKind

CARDS: Final = 1_000
FACE: Final = "amayesh-card"
FACES: Final = 97
"""Different portraits."""
TIMES: Final = 3


def figures() -> Iterator[Figure]:
    """Give pages a second of both; front and back of each card are two.

    Every card of every round is another one: typst remembers what it has set before.
    """
    numbers = count(1)
    rounds = [_files(numbers) for _ in range(2 * (TIMES + 1))]
    bare = iter(
        [[inputs_of(data, portraits=seen) for data, seen in map(cards_of, one)] for one in rounds[::2]]
    )
    sealed = iter(rounds[1::2])

    def typeset_bare() -> None:
        for inputs in next(bare):
            compiled("card-sheet", inputs)

    def typeset_sealed() -> None:
        for items in next(sealed):
            pages_of(items)

    floor, subject = alternate(typeset_bare, typeset_sealed, times=TIMES)
    yield Figure(
        f"card pages of a batch of {CARDS}, a second, over bare typst",
        connection.vendor,
        2 * CARDS / subject,
        2 * CARDS / floor,
        0.8,
        at_least=True,
    )


def _files(numbers: Iterator[int]) -> list[list[PrintItem]]:
    return [[_item(next(numbers)) for _ in range(CARDS_OF_SHEET)] for _ in range(CARDS // CARDS_OF_SHEET)]


@cache
def _portrait(seed: int) -> str:
    return put_away(draw_face(seed=seed, sex="female"), room="portraits", now=utc_now())


def _item(n: int) -> PrintItem:
    """A card of the queue as far as the typesetter looks at it, sealed as it was issued."""
    number = f"18/1405/{n}"
    square = printed.address_square(START + token_bytes(274), page="https://v.panah.ir/")
    sheet = {**sample(FACE).sheet, "number": number, "square": square, PORTRAIT: _portrait(n % FACES)}
    document = SimpleNamespace(
        number=number,
        kind=PaperKind.AMAYESH_CARD.value,
        name="card",
        title="کارت آمایش",
        case=SimpleNamespace(slug="residence-documents"),
        sealed=seal_sheet(number, sheet),
    )
    return cast("PrintItem", SimpleNamespace(document=document))
