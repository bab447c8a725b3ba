"""What stands on the Hoviat card (کارت هویت), held by refugees from Iraq and elsewhere."""

from typing import Final

from panah.documents.rules.faces.card import Card, card_data
from panah.documents.rules.faces.paper import Sheet

TITLE: Final = "کارت هویت پناهندگان"
TITLE_LATIN: Final = "REFUGEE IDENTITY CARD (HOVIAT)"


def hoviat_card_sheet(card: Card) -> Sheet:
    """Write the card as the data of its face `hoviat-card`. Raises ValueError as `card_data` does."""
    return card_data(card, title=TITLE, title_latin=TITLE_LATIN)
