"""The two cards."""

from collections.abc import Callable, Mapping
from typing import Final

from panah.documents.gallery.people import BEARERS, ISSUED, SOME_PORTRAIT, UNTIL, Size, proof
from panah.documents.rules.data import Data
from panah.documents.rules.faces.amayesh_card import amayesh_card_sheet
from panah.documents.rules.faces.card import Card
from panah.documents.rules.faces.hoviat_card import hoviat_card_sheet
from panah.documents.rules.proof.mrz import Td1, write
from panah.documents.rules.proof.mrz_names import components


def card(name: str, size: Size) -> Card:
    """A card of the bearer of a size."""
    bearer = BEARERS[size]
    given, _, family = (bearer.latin or "Gulagha").partition(" ")
    lines = write(
        Td1(
            document_code="IR",
            issuer="IRN",
            number="2044180971",
            birth="970805",
            sex="F",
            expiry=f"{UNTIL:%y%m%d}",
            nationality=bearer.nationality_code or "AFG",
            surname=" ".join(components(family)) or given,
            given=given,
        )
    )
    is_long = size is Size.EXTREME
    return Card(
        number="2044180971",
        bearer=bearer,
        province="چهارمحال و بختیاری" if is_long else "بوشهر",
        letterhead="ادارهٔ کل امور اتباع و مهاجرین خارجی",
        round_name="آمایش" if "amayesh" in name else "هویت",
        round_number="20",
        issued_on=ISSUED,
        until=UNTIL,
        issued_at="دفتر خدمات اقامت و اشتغال 302، دشتستان، برازجان، خیابان طالقانی"
        if is_long
        else "دفتر 301، بوشهر",
        enquiries="" if size is Size.SMALL else "077-33330696",
        mrz=lines,
        proof=proof(name, size, is_card=True),
        portrait=SOME_PORTRAIT,
    )


def _amayesh(size: Size) -> Data:
    return amayesh_card_sheet(card("amayesh-card", size))


def _hoviat(size: Size) -> Data:
    return hoviat_card_sheet(card("hoviat-card", size))


FACES: Final[Mapping[str, Callable[[Size], Data]]] = {"amayesh-card": _amayesh, "hoviat-card": _hoviat}
