"""The same words in the reader's own language, beside the Persian that is of record (S22)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from panah.documents.rules.data import Value

type Language = Literal["prs", "ar", "ps", "en"]


@dataclass(frozen=True, slots=True)
class Translation:
    """A title and paragraphs in a language, digits as its readers know them."""

    language: Language
    title: str
    paragraphs: tuple[str, ...]


def translation_data(one: Translation | None) -> Mapping[str, Value] | None:
    """Write a translation."""
    if one is None:
        return None
    return {"language": one.language, "title": one.title, "paragraphs": list(one.paragraphs)}
