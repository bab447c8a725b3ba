"""Who may be meant by a name: the persons who carry the tokens it sounds like, the likest first.

The index is read from its rare end. Tokens few people carry are read whole, as far as a budget of rows goes;
only where they do not name enough people are the common ones asked, in pairs and then one by one. So a query
costs about the same whether a province or a country is searched.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Exists, OuterRef, QuerySet

from panah.foundation.name_key import query_tokens
from panah.organisation.queries import offices_in
from panah.organisation.rules import Scope
from panah.registry.models import Membership, NameToken
from panah.registry.models.base import STANDING
from panah.registry.queries.vocabulary import Vocabulary, vocabulary

ROWS = 2_000
"""How much of the index is read for the rare tokens of a query."""
ENOUGH = 20
"""With so many who carry two words of the query nobody is sought by one of them."""
MOST_WORDS = 8
MOST_PAIRED = 3
TURNED = 0.9
"""What a match is worth where the words stand in another order than typed."""

type Carried = dict[str, list[int]]
"""The persons, as far as read, who carry each token."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One or two words of the query, by their places in it, as the index knows them.

    `near` are known tokens with their likeness, the likest first; `worth` is how much a match tells.
    """

    places: tuple[int, ...]
    near: dict[str, float]
    worth: float


def carriers(text: str, *, scope: Scope | None, most: int) -> list[int]:
    """Give up to `most` persons within the scope who carry what the name sounds like, the likest first.

    Who carries two of its words goes before, and where there are enough of them instead of, who carries one.
    """
    known = vocabulary()
    sounds = _sounds(text, known)
    rare = set(_affordable(sounds, known))
    carried = _read(rare, scope)
    for token in _as_typed(sounds) - rare:
        carried[token] = _people(_rows(scope).filter(token=token), most)
    words, weight = _weighed(sounds, carried)
    if not _enough(words):
        _add_common(carried, _common(sounds, rare), scope, most)
        words, weight = _weighed(sounds, carried)
    least = 2 if _enough(words) else 1
    ranked = sorted((-weight[person], person) for person in weight if words[person] >= least)
    return [person for _, person in ranked[:most]]


def near_scope(scope: Scope, person: str) -> Exists:
    """Whether a person belongs to a household of the scope now; who left it long ago is no longer near (S17).

    It is asked of each row by itself: a whole province is never listed to find one person.
    """
    return Exists(
        Membership.objects.filter(
            STANDING, person=OuterRef(person), household__office__in=offices_in(scope).values("pk")
        )
    )


def _sounds(text: str, known: Vocabulary) -> list[Sound]:
    """Give the query's words and joined neighbours that sound like anything known."""
    sounds = []
    for places, token in query_tokens(text, most=MOST_WORDS):
        if near := known.near(token):
            worth = known.rarity(next(iter(near)))
            less = TURNED if places[0] > places[-1] else 1.0
            sounds.append(Sound(places, {match: less * likeness for match, likeness in near.items()}, worth))
    return sounds


def _affordable(sounds: Iterable[Sound], known: Vocabulary) -> Iterator[str]:
    """Give the tokens that tell most, while their carriers fit into the budget of rows."""
    tells: dict[str, float] = {}
    for sound in sounds:
        for token, likeness in sound.near.items():
            tells[token] = max(likeness * sound.worth, tells.get(token, 0.0))
    left = ROWS
    for token in sorted(tells, key=lambda token: (-tells[token], token)):
        if known.persons[token] <= left:
            left -= known.persons[token]
            yield token


def _as_typed(sounds: Iterable[Sound]) -> set[str]:
    """Give what two neighbours sound like just as they were typed: read in part where it is common."""
    joined = (sound for sound in sounds if len(sound.places) > 1)
    return {token for sound in joined for token, likeness in sound.near.items() if likeness >= TURNED}


def _common(sounds: Iterable[Sound], rare: set[str]) -> list[str]:
    """Give the likest token of each word of which too many carry some."""
    unread = (
        [token for token in sound.near if token not in rare] for sound in sounds if len(sound.places) == 1
    )
    return [tokens[0] for tokens in unread if tokens]


def _read(tokens: Iterable[str], scope: Scope | None) -> Carried:
    carried: Carried = {}
    for token, person in _rows(scope).filter(token__in=tokens).values_list("token", "person_id"):
        carried.setdefault(token, []).append(person)
    return carried


def _add_common(carried: Carried, tokens: list[str], scope: Scope | None, most: int) -> None:
    """Add who carries two common tokens, and some who carry one."""
    for first, second in combinations(tokens[:MOST_PAIRED], 2):
        other = NameToken.objects.filter(token=second, person=OuterRef("person"))
        both = _people(_rows(scope).filter(Exists(other), token=first), most)
        for token in (first, second):
            carried.setdefault(token, []).extend(both)
    for token in tokens:
        carried.setdefault(token, []).extend(_people(_rows(scope).filter(token=token), most))


def _rows(scope: Scope | None) -> QuerySet[NameToken]:
    rows = NameToken.objects.all()
    return rows if scope is None else rows.filter(near_scope(scope, "person"))


def _people(rows: QuerySet[NameToken], most: int) -> list[int]:
    return list(rows.order_by("person_id").values_list("person_id", flat=True)[:most])


def _weighed(sounds: Sequence[Sound], carried: Carried) -> tuple[Counter[int], dict[int, float]]:
    """Count the query's words each person carries, and weigh them by likeness and rarity.

    Who carries two words joined carries both, whether or not these were read. Of what is carried at one
    place the likest counts: it is set last.
    """
    words: Counter[int] = Counter()
    weight: dict[int, float] = {}
    for place in sorted({place for sound in sounds for place in sound.places}):
        here = [sound for sound in sounds if place in sound.places]
        worth = min(sound.worth for sound in here)
        met: dict[int, float] = {}
        for likeness, token in sorted((like, token) for sound in here for token, like in sound.near.items()):
            met.update(dict.fromkeys(carried.get(token, ()), likeness))
        words.update(met.keys())
        for person, likeness in met.items():
            weight[person] = weight.get(person, 0.0) + likeness * worth
    return words, weight


def _enough(words: Counter[int]) -> bool:
    return sum(count >= 2 for count in words.values()) >= ENOUGH
