"""The words of letters as pages show them."""

from panah.correspondence.rules.words import (
    CLASSIFICATION_TITLES,
    DIRECTION_TITLES,
    LEVEL_TITLES,
    URGENCY_TITLES,
    WAY_TITLES,
    Classification,
    Happened,
    Urgency,
    Way,
)

__all__ = [
    "CLASSIFICATION_TITLES",
    "DIRECTION_TITLES",
    "LEVEL_TITLES",
    "URGENCY_TITLES",
    "WAY_TITLES",
    "Classification",
    "Happened",
    "Urgency",
    "Way",
]
