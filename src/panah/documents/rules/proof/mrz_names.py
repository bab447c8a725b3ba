"""Names in the letters A to Z of a machine-readable zone, cut to its width (ICAO Doc 9303, parts three and five).

The name field has the surname, `<<`, and the given names, with `<` between components. ICAO leaves the way of cutting
to the issuer; ours keeps a letter of every component, cuts those of the surname to one length, gives the given names
what remains, the first of them first, and ends in a letter, which is the sign that something may be missing.
"""

import unicodedata
from typing import Final

from panah.foundation.errors import InvalidInput

WIDTH: Final = 30
FILLER: Final = "<"
_BETWEEN: Final = "<<"

_LETTERS: Final = str.maketrans(
    {
        "Ä": "AE", "Å": "AA", "Æ": "AE", "Ð": "D", "Đ": "D", "Ħ": "H", "Ĳ": "IJ", "ĸ": "Q", "Ł": "L", "Ŋ": "N",
        "Ö": "OE", "Ø": "OE", "Œ": "OE", "ẞ": "SS", "Þ": "TH", "Ŧ": "T", "Ü": "UE", "Ñ": "N",
        "-": " ", ",": " ", "'": None, "’": None, "ʼ": None, "`": None, "ʻ": None, "ʿ": None, "ʾ": None, ".": None,
    }
)  # fmt: skip


def components(name: str) -> list[str]:
    """Write a Latin name in A to Z, in its components: hyphens part them, apostrophes and dots go.

    Raises `InvalidInput("mrz-letter", letter=…)` for letters of other scripts and for digits.
    """
    plain = unicodedata.normalize("NFC", name).replace("ß", "ẞ").upper().translate(_LETTERS)
    bare = "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))
    for letter in bare:
        if not (letter.isascii() and letter.isalpha()) and not letter.isspace():
            raise InvalidInput("mrz-letter", letter=letter)
    return bare.split()


def name_field(surname: str, given: str, width: int = WIDTH) -> str:
    """Write both names into a field; raises `InvalidInput`: `mrz-letter`, `mrz-name-missing` without a surname.

    Whoever has one name only has it as surname (ICAO Doc 9303, 4.2.2.3 of its fifth part).
    """
    primary, secondary = components(surname), components(given)
    if not primary:
        raise InvalidInput("mrz-name-missing")
    if _length(primary, secondary) > width:
        primary, secondary = _cut(primary, secondary, width)
    return _joined(primary, secondary).ljust(width, FILLER)


def names(field: str) -> tuple[str, str]:
    """Read a field into surname and given names, with spaces between components; raises `InvalidInput("mrz-name")`."""
    primary, parted, secondary = field.rstrip(FILLER).partition(_BETWEEN)
    parts = [*primary.split(FILLER), *(secondary.split(FILLER) if parted else [])]
    if not all(part.isascii() and part.isalpha() and part.isupper() for part in parts):
        raise InvalidInput("mrz-name")
    return primary.replace(FILLER, " "), secondary.replace(FILLER, " ")


def _joined(primary: list[str], secondary: list[str]) -> str:
    whole = FILLER.join(primary)
    return f"{whole}{_BETWEEN}{FILLER.join(secondary)}" if secondary else whole


def _length(primary: list[str], secondary: list[str]) -> int:
    return len(_joined(primary, secondary))


def _cut(primary: list[str], secondary: list[str], width: int) -> tuple[list[str], list[str]]:
    """Cut names that are too long to exactly the width."""
    while _length(_initials(primary), _initials(secondary)) > width:
        parts = secondary if len(secondary) > 1 else primary
        parts[-2:] = [parts[-2] + parts[-1]]
    least = _length([], _initials(secondary)) if secondary else 0
    longest = max(map(len, primary))
    while len(FILLER.join(part[:longest] for part in primary)) + least > width:
        longest -= 1
    short = [part[:longest] for part in primary]
    given = _first_first(secondary, width - _length(short, _initials(secondary)))
    return _longer(short, primary, width - _length(short, given)), given


def _initials(parts: list[str]) -> list[str]:
    return [part[0] for part in parts]


def _first_first(parts: list[str], letters: int) -> list[str]:
    """Give the first component its letters as far as they go, and the others what remains in equal shares."""
    kept = [1] * len(parts)
    if parts:
        kept[0] += min(letters, len(parts[0]) - 1)
        letters -= kept[0] - 1
    return [part[:count] for part, count in zip(parts, _shared(parts, kept, letters), strict=True)]


def _longer(short: list[str], whole: list[str], letters: int) -> list[str]:
    """Give letters that remain back to components that were cut, one each in turn."""
    kept = _shared(whole, [len(part) for part in short], letters)
    return [part[:count] for part, count in zip(whole, kept, strict=True)]


def _shared(parts: list[str], kept: list[int], letters: int) -> list[int]:
    while letters > 0 and any(len(part) > count for part, count in zip(parts, kept, strict=True)):
        for at, part in enumerate(parts):
            if letters > 0 and len(part) > kept[at]:
                kept[at] += 1
                letters -= 1
    return kept
