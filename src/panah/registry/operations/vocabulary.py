"""Keeping the search index of names: a person's tokens, and the vocabulary of all tokens."""

import secrets
from collections.abc import Sequence

from django.db.models import Count

from panah.foundation.name_key import tokens
from panah.registry.models import NameToken, NameVocabulary, PersonName, VocabularyVersion

LONGEST_TOKEN = 60


def spellings(name: PersonName) -> tuple[str, str]:
    """Give a name as written in Persian and in Latin letters."""
    return f"{name.given} {name.family}".strip(), f"{name.latin_given} {name.latin_family}".strip()


def name_tokens(names: Sequence[PersonName]) -> set[str]:
    """Give the tokens of all spellings of one person's name."""
    return {token[:LONGEST_TOKEN] for token in tokens(text for name in names for text in spellings(name))}


def index_names(person_ids: Sequence[int]) -> None:
    """Bring the tokens of some persons, and the vocabulary they change, up to their live names."""
    if not person_ids:
        return
    live = PersonName.objects.filter(person__in=person_ids, retracted_at=None)
    by_person: dict[int, list[PersonName]] = {}
    for name in live:
        by_person.setdefault(name.person_id, []).append(name)
    before = set(NameToken.objects.filter(person__in=person_ids).values_list("token", flat=True))
    NameToken.objects.filter(person__in=person_ids).delete()
    rows = [NameToken(token=t, person_id=pk) for pk, names in by_person.items() for t in name_tokens(names)]
    NameToken.objects.bulk_create(rows)
    _recount(before | {row.token for row in rows})


def _recount(touched: set[str]) -> None:
    counts = dict(
        NameToken.objects.filter(token__in=touched).values_list("token").annotate(persons=Count("person"))
    )
    known = set(NameVocabulary.objects.filter(token__in=touched).values_list("token", flat=True))
    NameVocabulary.objects.filter(token__in=known - counts.keys()).delete()
    NameVocabulary.objects.bulk_create(
        [NameVocabulary(token=token, persons=persons) for token, persons in sorted(counts.items())],
        update_conflicts=True,
        unique_fields=["token"],
        update_fields=["persons"],
    )
    if counts.keys() - known:
        grow_version()


def rebuild_vocabulary() -> None:
    """Count the whole vocabulary anew from the tokens; for bulk loads and nightly care."""
    NameVocabulary.objects.all().delete()
    counts = NameToken.objects.values_list("token").annotate(persons=Count("person")).order_by("token")
    NameVocabulary.objects.bulk_create(
        [NameVocabulary(token=token, persons=persons) for token, persons in counts], batch_size=5_000
    )
    grow_version()


def grow_version() -> None:
    """Tell every process that its picture of the vocabulary is old.

    The number is drawn, not counted: one that was rolled back must never come again with other tokens.
    """
    VocabularyVersion.objects.update_or_create(pk=1, defaults={"number": secrets.randbelow(2**31 - 1) + 1})
