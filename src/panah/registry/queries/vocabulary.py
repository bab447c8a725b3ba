"""The vocabulary of names in this process's memory, read again when it has grown."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from heapq import nsmallest
from math import log
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

from panah.registry.models import NameVocabulary, VocabularyVersion

NEAREST = 8
FAR = 0.34
"""The normalised edit distance beyond which two skeletons are different names; two letters exchanged are one edit."""
SHORT = 3
END = 2
REMEMBERED = 20_000


class Vocabulary:
    """All tokens of the index at one version, with how many persons carry each."""

    def __init__(self, version: int, persons: Mapping[str, int]) -> None:
        """Shelve the tokens by their ends, so that a token is compared with hundreds, not with all."""
        self.version = version
        self.persons = persons
        self._most = max(persons.values(), default=1)
        self._near: dict[str, dict[str, float]] = {}
        self._short = [token for token in persons if len(token) <= SHORT + 1]
        self._by_end: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
        for token in persons:
            self._by_end[token[:END], True].append(token)
            self._by_end[token[-END:], False].append(token)

    def rarity(self, token: str) -> float:
        """Weigh a token by how few persons carry it: 1 for the commonest of all, growing with the logarithm."""
        return 1.0 + log(self._most / self.persons[token])

    def near(self, token: str) -> dict[str, float]:
        """Give up to eight tokens that sound like this one with their likeness from 0 to 1, the likest first.

        A slip at the beginning or at the end is forgiven, not one at both. Of two equally like the commoner
        comes first: it is the likelier to be meant.
        """
        near = self._near.get(token)
        if near is None:
            if len(self._near) >= REMEMBERED:
                self._near.clear()
            near = self._near[token] = self._nearest(token)
        return near

    def _nearest(self, token: str) -> dict[str, float]:
        found = process.extract(
            token,
            self._comparable(token),
            scorer=OSA.normalized_distance,
            score_cutoff=FAR,
            limit=None,
        )
        best = nsmallest(NEAREST, ((distance, -self.persons[match], match) for match, distance, _ in found))
        return {match: 1.0 - distance for distance, _, match in best}

    def _comparable(self, token: str) -> Collection[str]:
        if len(token) <= SHORT:
            return self._short
        return {*self._by_end.get((token[:END], True), ()), *self._by_end.get((token[-END:], False), ())}


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
            self._current = Vocabulary(version, persons)
            return self._current


vocabulary = _Shelf().current
"""Give the vocabulary as it stands: one small query when it has not grown, a full reading when it has."""
