"""The frozen noise model: how a name reaches the enquiry desk, by kind of noise."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

HOMOPHONES: Final = ("زذضظ", "سصث", "تط", "غق", "حه", "اعآ")
KEYBOARD: Final = "شسیبلاتنمکگظطزرذدپوضصثقفغعهخحجچ"
LATIN_FORMS: Final = (
    ("kh", "x"),
    ("gh", "q"),
    ("q", "gh"),
    ("oo", "u"),
    ("u", "oo"),
    ("ai", "ay"),
    ("w", "v"),
    ("ss", "s"),
    ("aa", "a"),
    ("ei", "ey"),
    ("i", "ee"),
)


@dataclass(frozen=True, slots=True)
class FullName:
    """A name in both scripts, as two words or more each."""

    persian: str
    latin: str


def encoded(random: Random, name: FullName) -> str:
    """Arabic letters, joined or parted words, a stray mark."""
    text = name.persian.replace("ی", "ي").replace("ک", "ك")
    return random.choice([text, text.replace("\u200c", " "), text.replace("\u200c", ""), text + "\u064e"])


def mistyped(random: Random, name: FullName) -> str:
    """One letter wrong, missing, doubled or exchanged."""
    return _slip(random, name.persian, KEYBOARD)


def homophone(random: Random, name: FullName) -> str:
    """Every letter of one sound written with another of the same sound."""
    text = name.persian
    kinds = [kind for kind in HOMOPHONES if set(kind) & set(text)]
    for kind in kinds[:2]:
        text = "".join(random.choice(kind) if letter in kind else letter for letter in text)
    return text


def partial(random: Random, name: FullName) -> str:
    """A long name shortened: two of its words."""
    words = name.persian.split()
    if len(words) < 3:
        return name.persian
    kept = sorted(random.sample(range(len(words)), 2))
    return " ".join(words[place] for place in kept)


def swapped(random: Random, name: FullName) -> str:
    """The family name first."""
    del random
    words = name.persian.split()
    return " ".join([words[-1], *words[:-1]])


def in_latin(random: Random, name: FullName) -> str:
    """Latin letters, as another clerk would write them."""
    text = name.latin.lower()
    forms = [form for form in LATIN_FORMS if form[0] in text]
    old, new = random.choice(forms) if forms else ("", "")
    return text.replace(old, new, 1) if old else text


def latin_mistyped(random: Random, name: FullName) -> str:
    """Latin letters with one slip."""
    return _slip(random, name.latin.lower(), "abcdefghijklmnoprstuyz")


KINDS: Final[dict[str, Callable[[Random, FullName], str]]] = {
    "encoding": encoded,
    "typo": mistyped,
    "homophone": homophone,
    "partial": partial,
    "swapped": swapped,
    "latin": in_latin,
    "latin typo": latin_mistyped,
}


def _slip(random: Random, text: str, letters: str) -> str:
    places = [place for place, letter in enumerate(text) if letter.isalpha() and place > 0]
    place = random.choice(places)
    match random.randrange(4):
        case 0:
            return text[:place] + random.choice(letters) + text[place + 1 :]
        case 1:
            return text[:place] + text[place + 1 :]
        case 2:
            return text[:place] + text[place] + text[place:]
        case _:
            return text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :]
