"""Finding a service by the words people use: forgiving of letters, digits, spaces and slips of the finger.

A service is indexed by folded words and whole phrases, each with a weight. A query is compared word by word,
and by neighbouring words run together, so that «بین شهری» and «بین‌شهری» are one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from panah.foundation.persian import fold
from panah.workflow.service_form import ServiceForm, ServiceTexts

PERSIAN: Final = "fa"
LONGEST_QUERY: Final = 120
"""Letters of a query that are read; what follows is left out."""

EVERYDAY, TITLE, PLAIN_TITLE, ALIAS, SUMMARY, SITUATION, NUMBER = 12, 10, 12, 8, 4, 3, 30
CLOSE_ENOUGH: Final = 0.72
NEAR_WORDS: Final = 8
LEAST_COVERED: Final = 0.5
LEAST_OF_BEST: Final = 0.2

_SILENT: Final = frozenset(
    fold(
        "از به با در که را و یا تا برای بر من ما شما خود یک این آن است هست می خواهم میخواهم چه چطور چگونه "
        "کجا د ده دی په له او چې زما غواړم څنګه في من على عن مع أو هل أريد كيف لي "
        "the a an of for to and or my i in on how want"
    ).split()
)
_ENDINGS: Final = re.compile("(?:هایمان|هایشان|هایم|هایی|های|ها)$")
_BELONGING: Final = frozenset(["م", "ت", "ش", "ی", "ام", "ات", "اش", "مان", "تان", "شان", "s", "es"])
_ARTICLE: Final = re.compile("^ال(?=.{3})")


class Word(NamedTuple):
    """A folded word or phrase of a service in a language, and how much it tells."""

    slug: str
    language: str
    token: str
    weight: int


@dataclass(frozen=True, slots=True)
class Index:
    """All words by token, with the list of tokens that slips are compared with."""

    words: Mapping[str, Sequence[Word]]
    vocabulary: Sequence[str]
    services: int


def words_of(form: ServiceForm, texts: Mapping[str, ServiceTexts]) -> list[Word]:
    """List the words a service is found by, each once in its language with its highest weight."""
    best: dict[tuple[str, str], int] = {}
    for language, text, weight in _sources(form, texts):
        for token in _tokens_of(text):
            best[language, token] = max(weight, best.get((language, token), 0))
    return [Word(form.slug, language, token, weight) for (language, token), weight in best.items()]


def _sources(form: ServiceForm, texts: Mapping[str, ServiceTexts]) -> Iterator[tuple[str, str, int]]:
    yield PERSIAN, form.title, TITLE
    yield PERSIAN, form.plain_title, PLAIN_TITLE
    yield PERSIAN, form.summary, SUMMARY
    yield PERSIAN, form.situation.label, SITUATION
    yield from ((PERSIAN, alias, ALIAS) for alias in form.aliases)
    yield from ((PERSIAN, words, EVERYDAY) for words in form.words)
    if form.id is not None:
        yield PERSIAN, form.id, NUMBER
    for language, told in texts.items():
        yield language, told.title, PLAIN_TITLE
        yield language, told.summary, SUMMARY


def _tokens_of(text: str) -> Iterator[str]:
    """Give the words of a text, its neighbours run together, and the text as one phrase."""
    words = split(text)
    yield from words
    yield from map("".join, pairwise(words))
    if len(words) > 1:
        yield " ".join(words)


def split(text: str) -> list[str]:
    """Cut a text into folded stems without words that tell nothing, unless there are no others."""
    words = fold(text[: LONGEST_QUERY * 4]).split()
    telling = [word for word in words if word not in _SILENT]
    return [_stem(word) for word in telling or words]


def _stem(word: str) -> str:
    bare = _ARTICLE.sub("", word)
    ending = _ENDINGS.search(bare)
    return bare[: ending.start()] if ending and ending.start() >= 3 else bare


def build(words: Iterable[Word]) -> Index:
    """Build the index that queries are ranked by."""
    by_token: dict[str, list[Word]] = {}
    slugs: set[str] = set()
    for word in words:
        by_token.setdefault(word.token, []).append(word)
        slugs.add(word.slug)
    return Index(by_token, [token for token in by_token if " " not in token], len(slugs))


def rank(index: Index, query: str, *, language: str) -> list[str]:
    """Give the slugs a query finds, best first; empty when nothing is near."""
    words = split(query[:LONGEST_QUERY])
    if not words:
        return []
    scores = _scores(index, words, language)
    floor = max(scores.values(), default=0.0) * LEAST_OF_BEST
    ranked = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
    return [slug for slug, score in ranked if score >= floor]


def _scores(index: Index, words: list[str], language: str) -> dict[str, float]:
    """Add up each word's best hit in each service; a service must answer at least half of the words."""
    singles = [_hits(index, word, language) for word in words]
    pairs = [_hits(index, "".join(pair), language) for pair in pairwise(words)]
    phrase = _exact(index, " ".join(words), language)
    totals: dict[str, float] = {}
    for slug in set().union(phrase, *singles, *pairs):
        best = [_best(slug, place, singles, pairs) for place in range(len(words))]
        covered = sum(1 for score in best if score) / len(words)
        if covered >= LEAST_COVERED or slug in phrase:
            totals[slug] = sum(best) * covered**2 + phrase.get(slug, 0.0) * len(words)
    return totals


def _best(slug: str, place: int, singles: list[dict[str, float]], pairs: list[dict[str, float]]) -> float:
    around = pairs[max(place - 1, 0) : place + 1]
    return max(singles[place].get(slug, 0.0), *(pair.get(slug, 0.0) for pair in around), 0.0)


def _hits(index: Index, word: str, language: str) -> dict[str, float]:
    """Give the best score of one word in each service: as it is, as a beginning, or with a slip."""
    found: dict[str, float] = {}
    for token, closeness in _near(index, word):
        for slug, score in _exact(index, token, language).items():
            found[slug] = max(found.get(slug, 0.0), score * closeness)
    return found


def _exact(index: Index, token: str, language: str) -> dict[str, float]:
    words = index.words.get(token, ())
    rarity = log(1 + index.services / len({word.slug for word in words})) if words else 0.0
    found: dict[str, float] = {}
    for word in words:
        spoken = 1.0 if word.language in {language, PERSIAN} else 0.7
        found[word.slug] = max(found.get(word.slug, 0.0), word.weight * rarity * spoken)
    return found


def _near(index: Index, word: str) -> Iterator[tuple[str, float]]:
    yield word, 1.0
    if word.isdecimal():
        return
    for token in index.vocabulary:
        if token != word and _one_begins_the_other(token, word):
            yield token, 0.8 * min(len(token), len(word)) / max(len(token), len(word)) + 0.1
    if len(word) > 3:
        similar = DamerauLevenshtein.normalized_similarity
        matches = process.extract(
            word, index.vocabulary, scorer=similar, score_cutoff=CLOSE_ENOUGH, limit=NEAR_WORDS
        )
        yield from ((token, closeness * 0.8) for token, closeness, _ in matches if token != word)


def _one_begins_the_other(token: str, word: str) -> bool:
    """«نوز» and «نوزاد», «کارت» and «کارتم»: a beginning of three letters, or a word with its ending."""
    if len(word) >= 3 and token.startswith(word):
        return True
    return len(token) >= 3 and word.startswith(token) and word[len(token) :] in _BELONGING
