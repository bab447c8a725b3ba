"""Every way a service file can be wrong is told, so that its author can mend it."""

import tomllib
from dataclasses import dataclass

import pytest

from panah.workflow.checks import check_runs
from panah.workflow.definition import Kind
from panah.workflow.loader import load
from panah.workflow.parts import read_part
from panah.workflow.problems import DefinitionRefused, Problem, Source
from unit.workflow.grammar import FIXTURES, GLOSSARY, REGISTRY, TRIAL_PARTS

SMALL = (FIXTURES / "small.toml").read_text(encoding="utf-8")


NEW_STEP = '\n[step.{}]\ntitle = "گمشده"\nby = "operator"\nthen = "{}"\n'


def refused(text: str) -> tuple[Problem, ...]:
    with pytest.raises(DefinitionRefused) as caught:
        load(Source("small.toml", text), registry=REGISTRY, glossary=GLOSSARY, parts=TRIAL_PARTS)
    return caught.value.problems


def changed(old: str, new: str) -> str:
    assert SMALL.count(old) >= 1, old
    return SMALL.replace(old, new, 1)


def line_with(text: str, fragment: str) -> int:
    return text[: text.index(fragment)].count("\n") + 1


@dataclass(frozen=True)
class Refusal:
    """One way to break the small file, and the problem that must be told."""

    code: str
    key: str
    at: str
    nearest: str | None = None
    changes: tuple[tuple[str, str], ...] = ()
    append: str = ""

    def text(self) -> str:
        text = SMALL
        for old, new in self.changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        return text + self.append


def _refusals() -> list[Refusal]:
    written = tomllib.loads((FIXTURES / "refusals.toml").read_text(encoding="utf-8"))["refusal"]
    return [Refusal(**entry) for entry in written]


@pytest.mark.parametrize("refusal", _refusals(), ids=lambda refusal: f"{refusal.code}-{refusal.key}")
def test_what_is_wrong_is_told_with_its_file_line_key_and_the_nearest_right_name(refusal: Refusal) -> None:
    text = refusal.text()
    problems = refused(text)
    found = [each for each in problems if (each.code, each.key) == (refusal.code, refusal.key)]
    assert found, [str(problem) for problem in problems]
    assert (found[0].file, found[0].line) == ("small.toml", line_with(text, refusal.at))
    if refusal.nearest is not None:
        assert found[0].nearest == refusal.nearest


def test_the_small_file_itself_is_accepted() -> None:
    found = load(Source("small.toml", SMALL), registry=REGISTRY, glossary=GLOSSARY, parts=TRIAL_PARTS)
    assert found.first_step("request") == "check"


def test_a_dangling_target_makes_no_complaint_about_what_it_would_have_reached() -> None:
    problems = refused(changed('then = "call"', 'then = "cal"'))
    assert [problem.code for problem in problems] == ["unknown-step"]


def test_of_a_lost_stretch_only_its_head_is_named() -> None:
    tail = NEW_STEP.format("lost", "later") + NEW_STEP.format("later", "check")
    assert [problem.key for problem in refused(SMALL + tail)] == ["step.lost"]


def test_all_wrong_names_are_told_at_once_in_the_order_of_the_file() -> None:
    text = changed('by = "bureau-expert"', 'by = "bureau-exprt"').replace('["police"]', '["polic"]')
    assert [problem.code for problem in refused(text)] == ["unknown-role", "unknown-inquiry"]


def test_a_part_for_each_subject_is_refused_where_several_go_together() -> None:
    text = changed('then = "known"', 'then = "hear"') + (
        '\n[step.hear]\ntitle = "شنیدن"\nuse = "due-process"\noutcomes = { heard = "known" }\n'
    )
    assert [problem.code for problem in refused(text)] == ["part-for-each"]


def test_a_step_named_in_two_blocks_must_be_named_by_its_path() -> None:
    block = (
        '\n[step.more]\ntitle = "بار دیگر"\neach = "subject"\nfirst = "approve"\n'
        '\n[step.more.approve]\ntitle = "تأیید"\nby = "operator"\nthen = "end:granted"\n'
    )
    text = changed('keep = "end:granted"', 'keep = "more"') + block
    assert {problem.code for problem in refused(text)} == {"ambiguous-step"}


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('first = "notice"', 'first = "notic"', "unknown-step", "part.first"),
        ('exits = ["heard"]', 'exits = ["heard", "left"]', "exit-unused", "part.exits"),
        ('waived = "exit:heard"', 'waived = "exit:herd"', "unknown-exit", "step.answer.on.waived"),
        ('then = "serve"', 'then = "serv"', "unknown-step", "step.notice.then"),
        ('per = "subject"', 'per = "person"', "wrong-value", "part.per"),
        ("[part]", "[prt]", "unknown-key", "prt"),
        ('by = "bureau-expert"', 'use = "due-process"', "nested-part", "step.notice.use"),
    ],
)
def test_a_wrong_shared_part_is_refused_by_itself(old: str, new: str, code: str, key: str) -> None:
    text = (FIXTURES / "parts" / "due-process.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(DefinitionRefused) as caught:
        read_part("due-process", Source("due-process.toml", text.replace(old, new, 1)))
    assert (code, key) in {(problem.code, problem.key) for problem in caught.value.problems}


def test_a_wrong_role_in_a_shared_part_is_told_in_the_file_of_the_part() -> None:
    text = (FIXTURES / "parts" / "renounce-freely.toml").read_text(encoding="utf-8")
    part = read_part(
        "renounce-freely", Source("parts/renounce-freely.toml", text.replace("child-officer", "childofficer"))
    )
    with pytest.raises(DefinitionRefused) as caught:
        load(
            Source("small.toml", SMALL),
            registry=REGISTRY,
            glossary=GLOSSARY,
            parts={**TRIAL_PARTS, "renounce-freely": part},
        )
    (problem,) = caught.value.problems
    assert (problem.file, problem.key) == ("parts/renounce-freely.toml", "step.child.by")
    assert problem.nearest == "child-officer"


def test_kinds_the_engine_does_not_run_yet_are_not_published() -> None:
    found = load(Source("small.toml", SMALL), registry=REGISTRY, glossary=GLOSSARY, parts=TRIAL_PARTS)
    runs: frozenset[Kind] = frozenset({"by", "do", "choose", "pay", "each", "ask"})
    keys = [problem.key for problem in check_runs(found, runs)]
    assert keys == ["step.people.talk.wait", "step.people.talk.wait", "step.hand-over.wait", "step.call.call"]


def test_lines_are_counted_past_texts_of_several_lines() -> None:
    text = changed('title = "بررسی"\n', 'title = """\nبررسی\n[step.amend]\ntitle = 5\n"""\n')
    (problem,) = refused(text)
    assert (problem.key, problem.line) == ("step.check.title", line_with(text, 'title = """'))


def test_a_problem_reads_as_one_line() -> None:
    (problem,) = refused(changed('by = "bureau-expert"', 'by = "bureau-exprt"'))
    line = line_with(SMALL, 'by = "bureau-expert"')
    said = "unknown role 'bureau-exprt'; did you mean 'bureau-expert'? [unknown-role]"
    assert str(problem) == f"small.toml:{line}: step.check.by: {said}"
