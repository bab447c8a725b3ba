"""The vocabulary of names in this process's memory, read again when it has grown."""

from dataclasses import dataclass
from math import log
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from panah.registry.models import NameVocabulary, VocabularyVersion

NEAREST = 8
FAR = 0.34
"""The normalised edit distance beyond which two skeletons are different names."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All tokens of the index at one version, with how many persons carry each, and the most any has."""

    version: int
    tokens: tuple[str, ...]
    most: int
    persons: dict[str, int]

    def rarity(self, token: str) -> float:
        """Weigh a token by how few persons carry it: 1 for the commonest of all, growing with the logarithm."""
        return 1.0 + log(self.most / self.persons[token])

    def near(self, token: str) -> dict[str, float]:
        """Give up to eight tokens that sound like this one, each with its likeness from 0 to 1."""
        found = process.extract(
            token,
            self.tokens,
            scorer=Levenshtein.normalized_distance,
            score_cutoff=FAR,
            limit=NEAREST,
        )
        return {match: 1.0 - distance for match, distance, _ in found}


class _Shelf:
    """Holds the process's one picture of the vocabulary."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._current: Vocabulary | None = None

    def current(self) -> Vocabulary:
        version = VocabularyVersion.objects.values_list("number", flat=True).first() or 0
        held = self._current
        if held is not None and held.version == version:
            return held
        with self._lock:
            persons = dict(NameVocabulary.objects.values_list("token", "persons"))
            self._current = Vocabulary(version, tuple(persons), max(persons.values(), default=1), persons)
            return self._current


vocabulary = _Shelf().current
"""Give the vocabulary as it stands: one small query when it has not grown, a full reading when it has."""
