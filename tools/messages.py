"""Keep the translations of people's pages: gather the Persian sentences, update the .po files, compile them.

    python tools/messages.py update     gather and merge; new sentences come in empty, lost ones go out
    python tools/messages.py compile    write the .mo beside each .po

Sentences come from the templates people see, from the Python of the web, from what open services ask and say on
the page of a case, from the titles of roles that hold it, and from the short facts of services (where to apply,
hours, visits, contact) that many of them share.
"""

import ast
import io
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from panah.catalogue.rules.bundle import used_parts
from panah.organisation.roles import ROLES

PANAH: Final = Path(__file__).parent.parent / "src" / "panah"
WEB: Final = PANAH / "web"
LANGUAGES: Final = ("prs", "ar", "ps", "en")
PERSIAN_ONLY: Final = ("base_office.html", "kit.html", "kit_office.html", "keys.html")
KEYWORDS: Final = ("_", "gettext", "gettext_lazy")
CALL: Final = re.compile(r"(?:_|gettext)\((u?(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'))\)")
HEADER: Final = """\
# Panah: people's pages. The Persian sentence is the key; an empty translation is shown in Persian.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
UNDATED: Final = datetime(1970, 1, 1, tzinfo=UTC)
SHARED_FACTS: Final = ("apply_at", "answer_at", "hours", "visits_short")
SAID_IN: Final = {
    "form.toml": ("plain_title",),
    "service.toml": ("document", "fee", "start", "step", "end"),
    "forms.toml": ("start", "step"),
}
"""The tables of an open service that people read; of what officers fill in, only the reasons reach them."""
SAID: Final = ("plain_title", "title", "hint", "label", "text", "remedy", "rule", "what")

type Found = tuple[str, str]
"""A sentence and the file it stands in, relative to the package."""


def template_sentences() -> Iterator[Found]:
    """Yield the sentences of the templates people see, in order."""
    for path in sorted((WEB / "templates").rglob("*.html")):
        if path.name not in PERSIAN_ONLY:
            for call in CALL.finditer(templatize(path.read_text(encoding="utf-8"))):
                yield ast.literal_eval(call[1]), str(path.relative_to(PANAH))


def python_sentences() -> Iterator[Found]:
    """Yield the sentences marked in the Python of the web."""
    for path in sorted(WEB.rglob("*.py")):
        with path.open("rb") as source:
            for _line, message, _comments, _context in extract(
                "python", source, keywords=dict.fromkeys(KEYWORDS)
            ):
                if isinstance(message, str):
                    yield message, str(path.relative_to(PANAH))


def service_sentences() -> Iterator[Found]:
    """Yield what open services ask and say: steps, papers, fees, ends, questions, and reasons with their remedy."""
    for process in sorted((PANAH / "services").rglob("service.toml")):
        for name, tables in SAID_IN.items():
            told = _read(process.with_name(name))
            reasons = list(_under("reasons", told.get("officer", {})))
            yield from _said([{key: told[key] for key in tables if key in told}, reasons], "services")
        for part in sorted(used_parts(process.read_text(encoding="utf-8"))):
            yield from _part_sentences(part)


def _part_sentences(part: str) -> Iterator[Found]:
    """Yield what a shared part says to the people of the services that use it: its steps, and what it asks of them."""
    told = _read(PANAH / "services" / "parts" / f"{part}.toml")
    asked = PANAH / "services" / "forms" / f"{part}.toml"
    yield from _said(
        [told.get("step", {}), _read(asked).get("step", {}) if asked.exists() else {}], "services"
    )


def directive_sentences() -> Iterator[Found]:
    """Yield what directives say to people: what is paid for, exemptions, borders, reasons, rounds and what to bring."""
    for path in sorted((PANAH / "services" / "directives").rglob("*.toml")):
        told = _read(path)
        yield from _said(
            [told.get(key, []) for key in ("tariffs", "exemptions", "borders", "reasons")], "services"
        )
        for order in told.get("rounds", []):
            yield order["title"], "services"
            yield from ((thing, "services") for thing in order.get("bring", []))


def role_sentences() -> Iterator[Found]:
    """Yield the titles of roles, which stand on the page of a case where a name never does."""
    for role in ROLES.values():
        yield role.title, "organisation"


def fact_sentences() -> Iterator[Found]:
    """Yield the short facts of services, which their own translations leave out."""
    for path in sorted((PANAH / "services").glob("*/form.toml")):
        public = _read(path)["public"]
        facts = [public[key] for key in SHARED_FACTS if key in public] + public.get("contact", [])
        for fact in facts:
            yield fact["text"], "services"


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _under(name: str, table: object) -> Iterator[object]:
    if isinstance(table, dict):
        for key, value in table.items():
            yield from [value] if key == name else _under(name, value)


def _said(told: object, place: str) -> Iterator[Found]:
    if isinstance(told, dict):
        for key, value in told.items():
            if key in SAID and isinstance(value, str):
                yield value, place
            else:
                yield from _said(value, place)
    elif isinstance(told, list):
        for one in told:
            yield from _said(one, place)


SOURCES: Final = (
    template_sentences,
    python_sentences,
    service_sentences,
    directive_sentences,
    role_sentences,
    fact_sentences,
)


def gathered() -> Catalog:
    """Return every sentence once, with the files it stands in."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for find in SOURCES:
        for sentence, place in find():
            catalog.add(sentence, locations=[(place, 0)])
    return catalog


def po_path(language: str) -> Path:
    """Return where the translations of a language stand."""
    return WEB / "locale" / language / "LC_MESSAGES" / "django.po"


def translations(language: str) -> Catalog:
    """Read the translations of a language; none yet is an empty catalogue."""
    path = po_path(language)
    return read_po(io.BytesIO(path.read_bytes()), charset="utf-8") if path.exists() else Catalog()


def update(language: str) -> Catalog:
    """Merge what was gathered into the translations of a language and write them back."""
    known = {message.id: message.string for message in translations(language) if message.id}
    merged = Catalog(charset="utf-8", fuzzy=False)
    for message in gathered():
        if message.id:
            merged.add(message.id, known.get(message.id, ""), locations=message.locations)
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    body = io.BytesIO()
    write_po(body, merged, width=0, omit_header=True)
    path.write_text(HEADER.format(language=language) + body.getvalue().decode(), encoding="utf-8")
    return merged


def compiled(language: str) -> bytes:
    """Return the .mo of a language as bytes: the same bytes for the same sentences, so without a date."""
    catalog, out = translations(language), io.BytesIO()
    catalog.creation_date = catalog.revision_date = UNDATED
    write_mo(out, catalog)
    return out.getvalue()


def main(command: str) -> int:
    """Run one command over all languages and say what is left to translate."""
    settings.configure(USE_I18N=True)
    for language in LANGUAGES:
        if command == "update":
            merged = update(language)
            left = [message.id for message in merged if message.id and not message.string]
            print(f"{language}: {len(merged)} sentences, {len(left)} to translate", *left, sep="\n  ")
        elif command == "compile":
            po_path(language).with_suffix(".mo").write_bytes(compiled(language))
        else:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
