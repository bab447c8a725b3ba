"""Every sentence of people's pages exists in five languages."""

import gettext
import importlib.util
import io
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

from panah.web.tongues import TONGUES, in_digits_of

ROOT = Path(__file__).parents[3]
LANGUAGES = ("prs", "ar", "ps", "en")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
PEOPLES_PAGES = (
    "organisation",
    "services",
    "web/templates/403",
    "web/templates/404",
    "web/templates/500",
    "web/templates/account/",
    "web/templates/mfa/",
    "web/templates/panah/account/",
    "web/templates/panah/base_public.html",
    "web/templates/panah/forms/",
    "web/templates/panah/moved_on.html",
    "web/templates/panah/parts/",
    "web/templates/panah/public/",
    "web/templates/panah/signin/",
    "web/account/",
    "web/fields.py",
    "web/forms/",
    "web/public/",
    "web/signin/",
    "web/templatetags/",
)
"""Where what people read comes from; what stands in the office, at the counter and in the kit is Persian only."""
DIGITS = re.compile(r"[0-9۰-۹٠-٩]+")


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages_tool", ROOT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


TOOL = load_tool()


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    found = {
        sentence for find in TOOL.SOURCES for sentence, place in find() if place.startswith(PEOPLES_PAGES)
    }
    assert len(found) > 400
    return found


@pytest.fixture(scope="module", params=LANGUAGES)
def translated(request: pytest.FixtureRequest) -> Catalog:
    catalog = TOOL.translations(request.param)
    assert isinstance(catalog, Catalog)
    return catalog


def test_every_sentence_of_the_pages_is_translated(sentences: set[str], translated: Catalog) -> None:
    have = {message.id for message in translated if message.id and message.string}
    assert sorted(sentences - have) == []


def test_a_translation_keeps_what_is_filled_in(translated: Catalog) -> None:
    wrong = [
        message.id
        for message in translated
        if message.id
        and message.string
        and sorted(PLACEHOLDER.findall(str(message.id))) != sorted(PLACEHOLDER.findall(str(message.string)))
    ]
    assert wrong == []


def test_a_translation_keeps_the_numbers(translated: Catalog) -> None:
    def numbers(text: object) -> list[int]:
        return sorted(int(number) for number in DIGITS.findall(str(text)))

    spelled_out = {"برای ۹ تا از هر ۱۰"}
    wrong = [
        message.id
        for message in translated
        if message.id
        and message.string
        and not any(words in str(message.id) for words in spelled_out)
        and numbers(message.id) != numbers(message.string)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_written_with_the_digits_of_its_language(language: str) -> None:
    tongue = TONGUES[language]
    texts = [str(message.string) for message in TOOL.translations(language) if message.id]
    assert [text for text in texts if in_digits_of(tongue, text) != text] == []


@pytest.mark.parametrize(("language", "foreign"), [("prs", "[يك]"), ("ps", "ك"), ("ar", "[یکگ]")])
def test_a_translation_is_written_with_the_letters_of_its_language(language: str, foreign: str) -> None:
    wrong = [
        text for message in TOOL.translations(language) if re.search(foreign, text := str(message.string))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    path = TOOL.po_path(language).with_suffix(".mo")
    compiled = gettext.GNUTranslations(io.BytesIO(path.read_bytes()))
    for message in TOOL.translations(language):
        if message.id and message.string:
            assert compiled.gettext(str(message.id)) == message.string
