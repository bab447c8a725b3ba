"""What stands on the Amayesh card (کارت آمایش), held by refugees from Afghanistan."""

from typing import Final

from panah.documents.rules.faces.card import Card, card_data
from panah.documents.rules.faces.paper import Sheet

TITLE: Final = "کارت شناسایی پناهندگان"
TITLE_LATIN: Final = "REFUGEE IDENTITY CARD (AMAYESH)"


def amayesh_card_sheet(card: Card) -> Sheet:
    """Write the card as the data of its face `amayesh-card`. Raises ValueError as `card_data` does."""
    return card_data(card, title=TITLE, title_latin=TITLE_LATIN)
