"""The glossary speaks the words of the code."""

import re

from unit.docs.tree import code_words, defined, page, rows, said

ROWS = rows(page("GLOSSARY.md"))


def terms(*, later: bool) -> list[str]:
    return [word for row in ROWS if ("(later)" in row[1]) is later for word in code_words(row[1])]


def test_every_line_has_its_persian_its_code_its_meaning_and_its_source() -> None:
    assert len(ROWS) > 80
    wrong = [row for row in ROWS if len(row) != 4 or not all(row) or len(code_words(row[1])) != 1]
    assert wrong == []


def test_every_word_stands_in_the_code() -> None:
    assert [word for word in terms(later=False) if word not in defined() | said()] == []


def test_what_is_marked_as_to_come_is_not_there_yet() -> None:
    assert [word for word in terms(later=True) if word in defined()] == []


def test_one_word_has_one_line() -> None:
    words = terms(later=False) + terms(later=True)
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_persian_is_written_with_its_own_letters() -> None:
    assert [row[0] for row in ROWS if not re.fullmatch(r"[\u0621-\u06cc\u200c۰-۹ ،()]+", row[0])] == []
