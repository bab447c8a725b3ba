"""The words all services share: what an outcome is called, and what it does to the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from panah.workflow.reading import parsed

type Nature = Literal["plain", "returns", "adverse"]
type Topic = Literal[
    "role", "condition", "inquiry", "verb", "effect", "group", "date", "office", "calendar", "service"
]
NATURES: tuple[Nature, ...] = get_args(Nature.__value__)
TOPICS: tuple[Topic, ...] = get_args(Topic.__value__)


@dataclass(frozen=True, slots=True)
class Word:
    """An outcome or message word, its Persian label and its nature."""

    name: str
    label: str
    nature: Nature


@dataclass(frozen=True, slots=True)
class Glossary:
    """Outcome words, and Persian labels of the other names by topic."""

    words: Mapping[str, Word]
    labels: Mapping[Topic, Mapping[str, str]]

    def nature(self, word: str) -> Nature:
        """Say what a word does; ways without a word of their own (`then`, `late`) are plain."""
        found = self.words.get(word)
        return found.nature if found else "plain"

    def label(self, topic: Topic, name: str) -> str:
        """Say a name in Persian; a name not yet in the glossary is shown as it is written."""
        return self.labels.get(topic, {}).get(name, name)

    def word(self, name: str) -> str:
        """Say an outcome word in Persian, under the same rule."""
        found = self.words.get(name)
        return found.label if found else name


@lru_cache(maxsize=4)
def read_glossary(text: str) -> Glossary:
    """Read `services/glossary.toml`; raises `ValueError` when a word stands twice or has no label."""
    try:
        document = parsed(text)
    except RecursionError as wrong:
        raise ValueError("the glossary is nested too deeply") from wrong
    words: dict[str, Word] = {}
    for nature in NATURES:
        for name, label in _strings(document, nature).items():
            if name in words:
                raise ValueError(f"the word {name!r} stands twice in the glossary")
            words[name] = Word(name, label, nature)
    if unknown := sorted(document.keys() - set(NATURES) - set(TOPICS)):
        raise ValueError(f"the glossary has no topic {unknown[0]!r}")
    return Glossary(words, {topic: _strings(document, topic) for topic in TOPICS})


def _strings(document: Mapping[str, object], table: str) -> dict[str, str]:
    entries = document.get(table, {})
    if not isinstance(entries, dict):
        raise TypeError(f"{table!r} is not a table")
    if empty := [name for name, label in entries.items() if not isinstance(label, str) or not label.strip()]:
        raise ValueError(f"{table}.{empty[0]} has no Persian label")
    return entries
