"""Whatever is done to a service file, it is either a definition or refused with its problems: nothing else."""

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from panah.workflow.definition import ServiceDefinition
from panah.workflow.loader import load
from panah.workflow.parts import read_part
from panah.workflow.problems import DefinitionRefused, Source
from unit.workflow.grammar import FIXTURES, GLOSSARY, REGISTRY, SLIP, TRIAL_PARTS, TRIALS

TEXTS = [path.read_text(encoding="utf-8") for path in (*TRIALS, SLIP, FIXTURES / "small.toml")]
LINES = sorted({line for text in TEXTS for line in text.split("\n")})
STRANGE = ["5", "true", '""', '" "', "[]", "[1]", "{}", "{ a = 1 }", "1979-05-27", '"x"', "[[]]"]
VALUES = st.sampled_from([*STRANGE, '"end:"', '"done"', '"exit:free"'])


def tried(text: str) -> ServiceDefinition | DefinitionRefused:
    try:
        return load(Source("service.toml", text), registry=REGISTRY, glossary=GLOSSARY, parts=TRIAL_PARTS)
    except DefinitionRefused as refusal:
        return refusal


def assert_told(outcome: ServiceDefinition | DefinitionRefused) -> None:
    if isinstance(outcome, DefinitionRefused):
        assert outcome.problems
        for problem in outcome.problems:
            assert problem.line >= 1
            assert problem.message


@given(st.sampled_from(TEXTS), st.data())
@settings(max_examples=300, deadline=None)
def test_a_lost_doubled_or_strange_line_is_at_most_refused(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        how = data.draw(st.sampled_from(["drop", "insert", "swap"]))
        if how == "drop":
            del lines[at]
        elif how == "insert":
            lines.insert(at, data.draw(st.sampled_from(LINES)))
        else:
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        if not lines:
            return
    assert_told(tried("\n".join(lines)))


@given(st.sampled_from(TEXTS), st.data())
@settings(max_examples=300, deadline=None)
def test_a_value_of_another_type_is_at_most_refused(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    written = [number for number, line in enumerate(lines) if " = " in line]
    at = data.draw(st.sampled_from(written))
    lines[at] = f"{lines[at].partition(' = ')[0]} = {data.draw(VALUES)}"
    assert_told(tried("\n".join(lines)))


@given(st.sampled_from(TEXTS), st.data())
@settings(max_examples=200, deadline=None)
def test_any_character_anywhere_is_at_most_refused(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert_told(tried(text[:at] + data.draw(st.text(max_size=3)) + text[at + data.draw(st.integers(0, 3)) :]))


_LEAVES = st.one_of(
    st.text(max_size=6), st.integers(), st.booleans(), st.lists(st.text(max_size=4), max_size=2)
)
_NAMES = st.sampled_from(
    ["step", "end", "start", "on", "by", "do", "each", "use", "choose", "title", "a", "kind", "at"]
)


@given(st.recursive(_LEAVES, lambda inner: st.dictionaries(_NAMES, inner, max_size=4), max_leaves=20))
@settings(max_examples=200, deadline=None)
def test_any_tables_at_all_are_at_most_refused(value: object) -> None:
    assert_told(tried(_toml({"slug": "a", "x": value} if not isinstance(value, dict) else value)))


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{key} = {_inline(inner)}" for key, inner in value.items())
    return f"x = {_inline(value)}"


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_inline(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = "".join(f"\\U{ord(letter):08X}" for letter in str(value) if not 0xD800 <= ord(letter) < 0xE000)
    return f'"{escaped}"'


@given(st.text())
@settings(max_examples=200)
def test_any_text_at_all_is_refused_as_a_part(text: str) -> None:
    try:
        read_part("any", Source("parts/any.toml", text))
    except DefinitionRefused as refusal:
        assert_told(refusal)
    else:
        raise AssertionError(text)


def test_the_mutations_begin_from_files_that_are_toml() -> None:
    assert all(tomllib.loads(text) for text in TEXTS)
