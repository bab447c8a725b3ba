"""Identifiers, dates and phones inside right-to-left text, kept in their own order.

By the Unicode bidirectional algorithm `1990-08-05` after Persian words is shown as `05-08-1990`: a wrong
birth date on an identity card. Whatever holds a digit is therefore set apart, in HTML by `<bdi dir="ltr">`,
in plain text and in typesetting by the isolates U+2066 … U+2069.
"""

import re
from html import escape
from typing import Final

from panah.foundation.persian import BIDI_CONTROLS

_CHARACTER: Final = "[A-Za-z0-9۰-۹٠-٩]"
_INNER: Final = "[-\u2010\u2011\u2212/.:,+@_%\u066b\u066c\u00a0\u202f]"
_RUN: Final = re.compile(f"(?:(?<!\\w)[+-])?{_CHARACTER}+(?:{_INNER}+{_CHARACTER}+)*")
_DIGIT: Final = re.compile("[0-9۰-۹٠-٩]")
_LRI: Final = "\u2066"
_PDI: Final = "\u2069"
_NO_CONTROLS: Final = dict.fromkeys(map(ord, BIDI_CONTROLS))


def isolate_html(text: str) -> str:
    """The text escaped for HTML, with every run that holds a digit in `<bdi dir="ltr">…</bdi>`.

    A run is digits and Latin letters with - / . : and their like (also a no-break space) between them, and a
    sign before. Direction marks already in the text are dropped.
    """
    return _isolated(text, before='<bdi dir="ltr">', after="</bdi>", escaped=True)


def isolate_text(text: str) -> str:
    """The same for plain text (SMS, typesetting): runs stand between U+2066 and U+2069."""
    return _isolated(text, before=_LRI, after=_PDI, escaped=False)


def _isolated(text: str, *, before: str, after: str, escaped: bool) -> str:
    plain = text.translate(_NO_CONTROLS)
    write = escape if escaped else str
    parts: list[str] = []
    end = 0
    for run in _RUN.finditer(plain):
        if _DIGIT.search(run[0]):
            parts += (write(plain[end : run.start()]), before, write(run[0]), after)
            end = run.end()
    parts.append(write(plain[end:]))
    return "".join(parts)
