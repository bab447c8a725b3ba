"""What a text of a service form may contain: letters of its own script, no invisible controls, no blame."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]")
"""NUL and other controls, and the marks that reorder a line: no reader could see what they do."""
PERSIAN_SCRIPT = re.compile("[\u0621-\u064a\u066e-\u06d3]")
LATIN_LETTER = re.compile(r"[A-Za-z]")
ARABIC_FORMS = re.compile("[\u0643\u064a\u0649\u0660-\u0669]")
PERSIAN_FORMS = re.compile("[\u06a9\u06cc\u06f0-\u06f9]")
LATIN_NUMBER = re.compile(r"(?<![\w@.])[0-9]+(?!\w)", re.ASCII)
BLAME = re.compile("افغانی|بیگانه|غیر[ \u200c]?مجاز|متخلف|ابلاغیه")

type Fault = tuple[str, str]
"""A code and one English sentence for the author of the file."""


@dataclass(frozen=True, slots=True)
class TextRule:
    """What one kind of text must be, beside being free of controls."""

    empty: bool = False
    persian: bool = False
    letters: bool = False
    latin: bool = True
    gentle: bool = False
    pattern: str | None = None
    meaning: str = "text"

    def suspect(self) -> re.Pattern[str]:
        """Find in one search whatever a closer look might refuse; a text without it is right, unless it is empty."""
        found = [CONTROLS.pattern]
        if self.pattern is not None or self.letters:
            found.append(r"\A[^\u0621-\u064a\u066e-\u06d3]*\Z" if self.pattern is None else "")
        if not self.latin:
            found.append(LATIN_LETTER.pattern)
        if self.persian:
            found += [ARABIC_FORMS.pattern, "[0-9]"]
        if self.gentle:
            found.append(BLAME.pattern)
        return re.compile("|".join(found))

    def faults(self, text: str) -> Iterator[Fault]:
        """Yield what is wrong with `text`; nothing when it is right."""
        if CONTROLS.search(text):
            yield "control-character", "contains an invisible control or direction mark; remove it"
        elif not text.strip():
            if not self.empty:
                yield "empty-text", "is empty; leave the key out where the source is silent"
        elif self.pattern is not None and not re.fullmatch(self.pattern, text):
            yield "wrong-text", f"must be {self.meaning}, not {text!r}"
        else:
            yield from self._script_faults(text)

    def _script_faults(self, text: str) -> Iterator[Fault]:
        if self.letters and not PERSIAN_SCRIPT.search(text):
            yield "not-persian", "needs its Persian words"
        elif not self.latin and LATIN_LETTER.search(text):
            yield "latin-in-persian", "has Latin letters; Persian pages carry none"
        if self.persian and (found := ARABIC_FORMS.search(text)):
            yield "arabic-form", f"has the Arabic form {found[0]!r}; Persian writes ی, ک and ۰–۹"
        if self.persian and (number := LATIN_NUMBER.search(text)):
            yield "latin-number", f"has {number[0]} in Latin digits; Persian prose writes ۰–۹"
        if self.gentle and (word := BLAME.search(text)):
            yield "blaming-word", f"says «{word[0]}»; such words stand in official titles only"


SOURCE_PATTERN = (
    r"(seed [0-4]|public: [a-z0-9-]+(, [a-z0-9-]+)*|known|proposed|inferred)"
    r"(; (seed [0-4]|public: [a-z0-9-]+(, [a-z0-9-]+)*|known|proposed|inferred))*"
)

Title = Annotated[str, TextRule(persian=True, letters=True, latin=False)]
Plain = Annotated[str, TextRule(persian=True, letters=True, latin=False, gentle=True)]
Prose = Annotated[str, TextRule(persian=True)]
Printed = Annotated[str, TextRule(empty=True, persian=True)]
Source = Annotated[
    str, TextRule(pattern=SOURCE_PATTERN, meaning="`seed N`, `public: key`, `known`, `proposed`")
]
Slug = Annotated[
    str, TextRule(pattern=r"[a-z0-9]+(-[a-z0-9]+)*", meaning="lower-case words joined by hyphens")
]
ServiceId = Annotated[str, TextRule(pattern=r"[0-9]{11}", meaning="the 11 digits the state gave")]
PrintedId = Annotated[str, TextRule(pattern=r"[0-9]+", meaning="digits as printed")]
Account = Annotated[str, TextRule(pattern=r"[0-9]{6,26}", meaning="an account number in digits")]


def language_faults(language: str, text: str) -> Iterator[Fault]:
    """Yield what makes `text` unfit for a page in `language` (`prs`, `ar`, `ps`, `en`)."""
    if language == "en":
        if PERSIAN_SCRIPT.search(text) or not LATIN_LETTER.search(text):
            yield "wrong-script", "English text is written in Latin letters"
    elif not PERSIAN_SCRIPT.search(text):
        yield "wrong-script", "is not written in the script of its language"
    elif language == "ar" and (found := PERSIAN_FORMS.search(text)):
        yield "persian-form", f"has the Persian form {found[0]!r}; Arabic writes ي, ك and ٠–٩"
    elif language == "prs" and (found := ARABIC_FORMS.search(text)):
        yield "arabic-form", f"has the Arabic form {found[0]!r}; Dari writes ی, ک and ۰–۹"
