"""Names as they sound, whichever script they were written in.

«محمد», «Mohammad» and «Muhamed» have one consonant skeleton: letters that are heard alike fall into one
class, vowels fall away. An index of skeletons finds a person by any spelling; `similarity` orders the finds.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from panah.foundation.persian import fold

_APOSTROPHES: Final = re.compile("['`´‘’ʼʿʾʻ]")

_SOUNDS: Final = {
    **{letter: letter for letter in "bdfghjklmnpqrstz"},
    **dict(zip("بپجچخدرشفکگلمن", "bpjcxdr$fkglmn", strict=True)),
    **dict.fromkeys("تط", "t"),
    **dict.fromkeys("ثسص", "s"),
    **dict.fromkeys("حه", "h"),
    **dict.fromkeys("ذزضظ", "z"),
    **dict.fromkeys("غق", "q"),
    "ژ": "j",
    "c": "k",
    "x": "ks",
    "kh": "x",
    "gh": "q",
    "sh": "$",
    "ch": "c",
    "zh": "j",
    "dj": "j",
    "dh": "z",
    "th": "s",
    "ph": "f",
    "ck": "k",
}

_FIRST_SOUNDS: Final = {
    **dict.fromkeys("aeiouاع", "A"),
    **dict.fromkeys("yی", "Y"),
    **dict.fromkeys("vwو", "V"),
}
"""Vowels and half-vowels count only where a word begins: «علی» is not «لی»."""

_SOUND: Final = re.compile("kh|gh|sh|ch|zh|dj|dh|th|ph|ck|.")
_SILENT_END: Final = re.compile("(?<=.)[hهح]+$")
_DOUBLED: Final = re.compile(r"(.)\1+")


REMEMBERED: Final = 1 << 14
"""How many words, and how many spellings, are kept as heard: a people's names are few and come often."""


@dataclass(frozen=True, slots=True)
class NameKey:
    """All spellings of one name, folded and as skeletons: reckoned once, compared often."""

    folds: tuple[str, ...]
    skeletons: tuple[str, ...]


def skeleton(name: str) -> str:
    """The consonants of a name, word by word: «فاطمه حسینی» and «Fatima Hussaini» are both `ftm hsn`.

    Classes: x for خ, q for غ ق, $ for ش, c for چ, j for ج ژ, and one letter each for ز ذ ض ظ, س ص ث, ت ط
    and ح ه; a first vowel is A, ی Y, و V. A closing ه is silent, doubled letters count once.
    """
    return _heard(name)[1]


def tokens(names: Iterable[str]) -> set[str]:
    """What an index holds of a person: the skeleton of each word and of each two neighbours joined.

    Each of `names` is one spelling of the full name. Joined neighbours let «محمد علی» meet «محمدعلی».
    """
    found: set[str] = set()
    for name in names:
        words = _words(name)
        found.update(map(_of_word, words))
        found.update(_of_word(first + second) for first, second in pairwise(words))
    return found - {""}


def query_tokens(text: str, *, most: int) -> list[tuple[tuple[int, ...], str]]:
    """What a query looks for in the index: its first `most` words and their neighbours joined, by place.

    The last word also joins the first, for whoever writes the family name before the given one.
    """
    words = _words(text)[:most]
    places: list[tuple[int, ...]] = [(place,) for place in range(len(words))]
    if len(words) > 1:
        places += pairwise([*range(len(words)), 0])
    found = [(at, _of_word("".join(words[place] for place in at))) for at in places]
    return [(at, token) for at, token in found if token]


def name_key(*spellings: str) -> NameKey:
    """The key of a name (or of a query) in any number of spellings of either script; empty ones pass."""
    heard = [pair for pair in map(_heard, spellings) if pair[0]]
    return NameKey(
        folds=tuple(dict.fromkeys(folded for folded, _ in heard)),
        skeletons=tuple(dict.fromkeys(sounded for _, sounded in heard)),
    )


def similarity(query: NameKey, candidate: NameKey) -> float:
    """How alike two names are, from 0 to 1: half by sound, four tenths by letters, a tenth by shared words.

    The best pair of spellings counts for each; the order of words does not.
    """
    sound = max((_alike(a, b) for a in query.skeletons for b in candidate.skeletons), default=0.0)
    letters = max((_alike(a, b) for a in query.folds for b in candidate.folds), default=0.0)
    words = max((fuzz.token_set_ratio(a, b) for a in query.folds for b in candidate.folds), default=0.0)
    return (0.5 * sound + 0.4 * letters + 0.1 * words) / 100


def _alike(first: str, second: str) -> float:
    return max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second))


def _words(name: str) -> list[str]:
    return fold(_APOSTROPHES.sub("", name)).split()


@lru_cache(maxsize=REMEMBERED)
def _heard(spelling: str) -> tuple[str, str]:
    """One spelling folded, and its skeleton."""
    words = _words(spelling)
    return " ".join(words), " ".join(filter(None, map(_of_word, words)))


@lru_cache(maxsize=REMEMBERED)
def _of_word(word: str) -> str:
    first = _FIRST_SOUNDS.get(word[:1], "")
    spoken = _SILENT_END.sub("", word)
    return _DOUBLED.sub(r"\1", first + "".join(_SOUNDS.get(sound, "") for sound in _SOUND.findall(spoken)))
