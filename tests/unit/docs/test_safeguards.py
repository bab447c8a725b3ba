"""The page of safeguards says where each is held, and what it names is there."""

import re

from unit.docs.tree import ROOT, SRC, code_words, defined, page, proofs, said, texts

PAGE = page("docs/safeguards.md")
SECTIONS = dict(re.findall(r"^## (S\d+) [^\n]+\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
NUMBER = re.compile(r"\bS\d{1,2}\b")


def is_there(word: str) -> bool:
    if word.startswith("test_"):
        return word in proofs()
    if "/" in word:
        return (SRC / word).exists() or (ROOT / word).exists()
    return word in defined() | said() | in_sql()


def in_sql() -> set[str]:
    migrations = [path.read_text(encoding="utf-8") for path in SRC.glob("*/migrations/*.py")]
    return {name for text in migrations for name in re.findall(r"CONSTRAINT (\w+)", text)}


def test_all_thirty_stand_in_their_order() -> None:
    assert list(SECTIONS) == [f"S{n}" for n in range(1, 31)]


def test_each_says_where_it_is_held_or_that_it_is_to_come() -> None:
    silent = [
        name for name, text in SECTIONS.items() if "- Held by: " not in text and "- Later: " not in text
    ]
    assert silent == []


def test_what_is_held_without_anything_to_come_is_shown_by_a_test() -> None:
    unshown = [
        name for name, text in SECTIONS.items() if "- Later: " not in text and "- Shown by: " not in text
    ]
    assert unshown == []


def test_every_file_constraint_and_test_the_page_names_is_there() -> None:
    words = code_words(PAGE)
    assert len(words) > 100
    assert [word for word in words if not is_there(word)] == []


def test_the_code_names_no_safeguard_that_does_not_exist() -> None:
    ours = [(path, text) for path, text in texts() if SRC in path.parents and path.suffix in {".py", ".toml"}]
    named = {number for _, text in ours for number in NUMBER.findall(text)}
    assert len(named) > 20
    assert sorted(named - set(SECTIONS)) == []
