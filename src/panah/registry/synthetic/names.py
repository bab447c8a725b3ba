"""Made-up names in two scripts, by the peoples they are common among, with the ways clerks misspell them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Final

from panah.registry.words import Sex

GROUPS: Final[Mapping[str, float]] = {"d": 0.42, "h": 0.34, "p": 0.14, "a": 0.10}
"""How common each naming tradition is among the made-up households; ``a`` are nationals of Iraq."""

RESPELLED: Final = (
    ("الله", "اله"),
    ("حسین", "حسن"),
    ("عبدال", "عبد ال"),
    ("ی", "ئی"),
    ("ه", "ا"),
    ("ق", "غ"),
    ("ص", "س"),
    ("ط", "ت"),
    ("ذ", "ز"),
    ("‌", " "),
    ("‌", ""),
)
RESPELLED_LATIN: Final = (
    ("oo", "u"),
    ("ou", "u"),
    ("kh", "k"),
    ("Gh", "Q"),
    ("ai", "ay"),
    ("w", "v"),
    ("Hussain", "Hossein"),
    ("Mohammad", "Muhammad"),
    ("aei", "ai"),
    ("i", "y"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """One name word in Persian and Latin letters."""

    persian: str
    latin: str


@cache
def words(use: str, group: str) -> tuple[Word, ...]:
    """Give the name words of one use (male, female, family) common in one group."""
    text = files("panah.registry.synthetic").joinpath("data", "names.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Word(row[2], row[3]) for row in rows if row[0] == use and group in row[1])


def given_name(random: Random, sex: Sex, group: str) -> Word:
    """Draw a given name; the first of the list are the most common, as in life."""
    choices = words(sex.value, group)
    return choices[min(int(random.expovariate(3.2 / len(choices))), len(choices) - 1)]


def family_name(random: Random, group: str) -> Word:
    """Draw a family name."""
    choices = words("family", group)
    return choices[min(int(random.expovariate(2.4 / len(choices))), len(choices) - 1)]


def group_of_names(random: Random) -> str:
    """Draw the naming tradition of a household."""
    return random.choices(list(GROUPS), weights=list(GROUPS.values()))[0]


def respell(random: Random, word: Word) -> Word:
    """Spell a name as another clerk might have: another letter of the same sound, another Latin form."""
    return Word(_swap(random, word.persian, RESPELLED), _swap(random, word.latin, RESPELLED_LATIN))


def _swap(random: Random, text: str, swaps: tuple[tuple[str, str], ...]) -> str:
    possible = [swap for swap in swaps if swap[0] in text]
    if not possible:
        return text
    old, new = random.choice(possible)
    return text.replace(old, new, 1)
