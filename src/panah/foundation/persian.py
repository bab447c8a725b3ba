"""Persian text: what we store, what we search by, and the order of the alphabet.

Three forms of one text. `clean` is stored and shown, `fold` is searched, `sort_key` is ordered by. Databases
do none of this for us: code-point order puts پ and گ after و, and no collation forgives what `fold` forgives.
"""

import re
import unicodedata
from typing import Final

from panah.foundation.digits import to_latin_digits, to_persian_digits

__all__ = [
    "BIDI_CONTROLS",
    "clean",
    "clean_lines",
    "fold",
    "has_bidi_controls",
    "sort_key",
    "to_latin_digits",
    "to_persian_digits",
]

BIDI_CONTROLS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Invisible marks that turn the order of what is read; never stored, never accepted in a definition."""

_ZWNJ: Final = "\u200c"
_TATWEEL: Final = "ـ"
_UNHEARD: Final = frozenset({"Mn", "Me", "Cf", "Cs"})
_JOINERS: Final = frozenset("\u200c\u200d")
_NEVER_STORED: Final = frozenset({"Cc", "Cf", "Cs"})
_STORED_LETTERS: Final = str.maketrans({"ي": "ی", "ك": "ک"})
_PRESENTATION_FORMS: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_REPEATED_ZWNJ: Final = re.compile(f"{_ZWNJ}{{2,}}")
_LINE_END: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def has_bidi_controls(text: str) -> bool:
    """Whether invisible direction marks hide in the text, so that it may read otherwise than it is."""
    return not BIDI_CONTROLS.isdisjoint(text)


def clean(text: str) -> str:
    """The single line we store of what was typed: Persian ی and ک, NFC, one space, no invisible marks.

    The half-space (ZWNJ) inside a word stays; NUL, controls and direction marks go. Cleaning twice changes
    nothing.
    """
    plain = _PRESENTATION_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    plain = unicodedata.normalize("NFC", "".join(map(_storable, plain)))
    words = (word.strip(_ZWNJ) for word in plain.translate(_STORED_LETTERS).split())
    return _REPEATED_ZWNJ.sub(_ZWNJ, " ".join(filter(None, words)))


def clean_lines(text: str) -> str:
    """The same for text of several lines: each line clean, line ends as LF, no blank ones at either end."""
    return "\n".join(clean(line) for line in _LINE_END.split(text)).strip("\n")


def _storable(character: str) -> str:
    if character.isspace():
        return " "
    if character in _JOINERS:
        return character
    return "" if unicodedata.category(character) in _NEVER_STORED else character


# Search

_FOLDED_LETTERS: Final = {
    **dict.fromkeys("يىېےۍێ", "ی"),
    "ك": "ک",
    "ڪ": "ک",
    "ګ": "گ",
    **dict.fromkeys("ةەهھہۃ", "ه"),
    **dict.fromkeys("ٱ", "ا"),
    **dict.fromkeys("ۆۇۈۋ", "و"),
    "ء": "",
    "ټ": "ت",
    "ډ": "د",
    "ړ": "ر",
    "ڕ": "ر",
    "ږ": "ژ",
    "ښ": "ش",
    "ځ": "ز",
    "څ": "س",
    "ڼ": "ن",
    "ڵ": "ل",
    _TATWEEL: "",
}


class _FoldTable(dict[int, str]):
    """A translation filled as characters are met; only the first planes we really read are kept."""

    def __missing__(self, point: int) -> str:
        folded = _folded(chr(point))
        if point < 0x2100:
            self[point] = folded
        return folded


_FOLD: Final = _FoldTable()


def fold(text: str) -> str:
    """The forgiving form that search compares; never shown.

    Compatibility forms, letter variants (ي ك ة أ آ ؤ and those of Pashto and Kurdish), vowel marks, case and
    digit sets fall together; ZWNJ joins («علی‌رضا» as «علیرضا»); anything else becomes one space.
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(apart.translate(_FOLD).split())


def _folded(character: str) -> str:
    if character in _FOLDED_LETTERS:
        return _FOLDED_LETTERS[character]
    category = unicodedata.category(character)
    if category in _UNHEARD or (category == "Cc" and not character.isspace()):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return character if character.isalnum() else " "


# Order

_ALPHABET: Final = "ءآابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکگلمنڼوهیې"
_SAME_PLACE: Final = str.maketrans(
    {
        **dict.fromkeys("أإٱ", "ا"),
        **dict.fromkeys("ئيىےۍ", "ی"),
        **dict.fromkeys("ةۀەھہ", "ه"),
        "ؤ": "و",
        "ك": "ک",
        "ګ": "گ",
    }
)


def sort_key(text: str) -> str:
    """A key of a-z and 0-9 that puts texts in the order of the Persian alphabet under any collation.

    Space, digits, آ ا ب پ … و ه ی (Pashto letters in their places), then Latin, then the rest. Vowel marks
    and ZWNJ do not count. Store it in an indexed column: neither database orders Persian rightly by itself.
    """
    plain = to_latin_digits(unicodedata.normalize("NFC", clean(text)).casefold()).translate(_SAME_PLACE)
    return "".join(map(_place, plain))


def _place(character: str) -> str:
    if character == " ":
        return "00"
    if "0" <= character <= "9":
        return f"1{character}"
    if (at := _ALPHABET.find(character)) >= 0:
        return f"{at + 20}"
    if "a" <= character <= "z":
        return f"l{character}"
    if character == _TATWEEL or unicodedata.category(character) in _UNHEARD:
        return ""
    return f"z{ord(character):06x}"
