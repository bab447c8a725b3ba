"""The kinds of letters: each file can be read, asks for what it says, and leaves no gap where all is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.correspondence.rules.templates import GAP, PLACES, fill, read_template
from panah.correspondence.rules.words import Level
from panah.correspondence.shelf import template, templates
from panah.foundation.errors import InvalidInput, NotFound

KNOWN = {place: f"«{place}»" for place in PLACES}
WHOLE = 'title = "الف"\nsubject = "ب"\nbody = "پ"\n'


def test_every_kind_on_the_shelf_can_be_read_and_there_is_one_of_each_level() -> None:
    assert {one.level for one in templates()} == set(Level)
    assert {one.direction for one in templates()} == {"outgoing", "internal"}
    assert len({one.title for one in templates()}) == len(templates()) >= 6


@pytest.mark.parametrize("name", [one.name for one in templates()])
def test_where_all_is_known_only_what_nobody_can_know_is_left_open(name: str) -> None:
    kind = template(name)
    assert GAP not in fill(kind.subject, KNOWN) or kind.subject == GAP
    assert "{" not in fill(kind.body, KNOWN) + fill(kind.alone, KNOWN)


def test_what_is_not_known_is_left_to_be_written_over() -> None:
    assert fill("پروندهٔ {case} دربارهٔ {people}", {"case": "301/05/1"}) == f"پروندهٔ 301/05/1 دربارهٔ {GAP}"


@pytest.mark.parametrize(
    "wrong",
    [
        "title = ",
        'title = "الف"\n',
        WHOLE + 'colour = "red"\n',
        WHOLE + 'level = "seal"\n',
        WHOLE + 'size = "a3"\n',
        WHOLE + 'direction = "incoming"\n',
        WHOLE.replace("پ", "{secret}"),
        WHOLE.replace("پ", "{case"),
        WHOLE + 'urgency = "soon"\n',
    ],
)
def test_a_file_that_is_wrong_says_so(wrong: str) -> None:
    with pytest.raises(InvalidInput, match="template-wrong"):
        read_template("x", wrong)


def test_an_unknown_kind_is_not_found() -> None:
    with pytest.raises(NotFound, match="template-unknown"):
        template("nothing")


@given(st.dictionaries(st.sampled_from(sorted(PLACES)), st.text(max_size=20)))
def test_whatever_stands_in_a_case_is_written_as_it_is(values: dict[str, str]) -> None:
    for place, value in values.items():
        assert fill(f"<{{{place}}}>", values) == f"<{value or GAP}>"
