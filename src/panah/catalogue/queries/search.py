"""Search over the services: one plain table of words, read once after each publication."""

from datetime import date
from functools import lru_cache

from django.db.models import Max

from panah.catalogue.models import ServiceVersion, ServiceWord
from panah.catalogue.queries.catalogue import ServiceCard, cards_of
from panah.catalogue.rules.search import Index, Word, build, rank


def find_services(
    text: str, *, language: str, limit: int = 20, today: date | None = None
) -> list[ServiceCard]:
    """Find services by everyday words in any of the five languages, best first; at most four queries.

    ي and ی, ك and ک, ZWNJ or a space, any digits and small slips are forgiven. Nothing near: an empty list.
    """
    newest = ServiceVersion.objects.aggregate(newest=Max("id"))["newest"]
    found = rank(_index(newest), text, language=language)
    return cards_of(found, language=language, today=today)[:limit] if found else []


@lru_cache(maxsize=2)
def _index(newest: int | None) -> Index:
    """Read the words once for each state of the catalogue, which its newest version names."""
    del newest
    rows = ServiceWord.objects.values_list("slug", "language", "token", "weight")
    return build(Word(*row) for row in rows)


def forget() -> None:
    """Read the words anew at the next search."""
    _index.cache_clear()
