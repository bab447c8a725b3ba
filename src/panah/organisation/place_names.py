"""What provinces, counties and offices are called in the five languages of people's pages.

Papers and office pages say the official Persian name. A name nobody translated stays Persian: it is what stands on
the door. Counties are read by their Persian letters in Dari, Pashto and Arabic, and in English by their slug.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Final

from panah.foundation.persian import clean, fold

PERSIAN: Final = "fa"
ENGLISH: Final = "en"
LANGUAGES: Final = ("prs", "ar", "ps", "en")
"""Those a table has a column for, after the Persian one."""

COUNTY_OF: Final = {
    "fa": "{county}، استان {province}",
    "prs": "{county}، ولایت {province}",
    "ar": "{county}، محافظة {province}",
    "ps": "{county}، د {province} ولایت",
    "en": "{county}, {province}",
}
_SMALL: Final = frozenset({"and"})
_FIELDS: Final = {"{number}": "(?P<number>[0-9۰-۹]+)", "{place}": "(?P<place>.+)"}
_LETTERS: Final = {
    **dict(zip("اآبپتطجدرزذضظسصثفقکگلمنوهحی -", "aabpttjdrzzzzsssfqkglmnvhhi--", strict=True)),
    "ش": "sh",
    "چ": "ch",
    "خ": "kh",
    "ژ": "zh",
    "غ": "gh",
}


def name_in(language: str, name: str) -> str:
    """Call a province, a town or an office by its name in a language; the Persian name where nobody translated it."""
    if language not in LANGUAGES:
        return name
    column = LANGUAGES.index(language)
    plain = fold(name)
    if (called := _places().get(plain)) is not None:
        return called[column]
    for pattern, names in _offices():
        if (found := pattern.fullmatch(plain)) is not None:
            parts = found.groupdict()
            return names[column].format(
                number=parts.get("number", ""),
                place=name_in(language, _as_written(name, parts.get("place", ""))),
            )
    return name


def county_in(language: str, *, county: str, slug: str, province: str) -> str:
    """Call a county with its province: «شیراز، استان فارس», `Shiraz, Fars`."""
    form = COUNTY_OF.get(language, COUNTY_OF[PERSIAN])
    called = latin_name(slug) if language == ENGLISH and slug.isascii() else county
    return form.format(county=called, province=name_in(language, province))


def latin_name(slug: str) -> str:
    """Read a slug as a name: `bandar-abbas` is Bandar Abbas."""
    return " ".join(word if word in _SMALL else word.capitalize() for word in slug.split("-"))


def latin_letters(name: str) -> str:
    """Write a Persian name with Latin letters, one by one, as the slug of a place nobody gave one."""
    letters = "".join(_LETTERS.get(letter, "") for letter in fold(name))
    return re.sub("-+", "-", letters).strip("-")[:40]


def shipped(name: str) -> str:
    """Read a table that comes with the package."""
    return files("panah.organisation").joinpath("data", name).read_text(encoding="utf-8")


def _as_written(name: str, folded: str) -> str:
    """Find the last words of a name again as they were written, for a part that was found folded."""
    words = clean(name).split()
    return " ".join(words[len(words) - len(folded.split()) :]) if folded else ""


@cache
def _places() -> dict[str, tuple[str, ...]]:
    return {fold(persian): names for persian, names in _rows("place_names.tsv")}


@cache
def _offices() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((_pattern(persian), names) for persian, names in _rows("office_names.tsv"))


def _pattern(persian: str) -> re.Pattern[str]:
    parts = re.split(r"(\{number\}|\{place\})", persian)
    return re.compile("".join(_FIELDS.get(part) or re.escape(_folded(part)) for part in parts))


def _folded(part: str) -> str:
    """Fold the words between two fields, with the spaces around them."""
    lead, trail = " " * part.startswith(" "), " " * (part.endswith(" ") and part.strip() != "")
    return f"{lead}{fold(part)}{trail}"


def _rows(table: str) -> list[tuple[str, tuple[str, ...]]]:
    cells = [line.split("\t") for line in shipped(table).splitlines() if line and not line.startswith("#")]
    return [(persian, tuple(names)) for persian, *names in cells]
