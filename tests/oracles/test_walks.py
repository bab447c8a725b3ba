"""Another engine that runs what we export stands, whatever is said, where a naive reading of the definition stands."""

from collections import Counter
from random import Random

import pytest

from factories.definitions import definition
from integration.casework.processes import EACH, SHORT, WAITS
from oracles import spiff as spiff_module
from oracles.spiff import Spiff
from panah.catalogue.rules.bundle import read_bundle
from panah.catalogue.shipped import procedure_slugs, service_slugs, shipped_files
from panah.workflow.bpmn import to_bpmn
from panah.workflow.definition import ServiceDefinition
from unit.workflow.grammar import TRIALS, load_file
from unit.workflow.interpreter import Case, open_case

WALKS, LONGEST = 12, 60
WRITTEN = {"short": SHORT, "each": EACH, "waits": WAITS}
FILES = {path.stem: path for path in TRIALS}
SHIPPED = [slug for slug in (*service_slugs(), *procedure_slugs()) if "service.toml" in shipped_files(slug)]
PROCESSES = [*WRITTEN, *FILES, *SHIPPED]


def holds(condition: str, subject: str | None) -> bool:
    """A made-up answer that is the same whoever asks."""
    return (len(subject or "") + sum(map(ord, subject or "")) + len(condition)) % 3 == 0


def read(name: str) -> ServiceDefinition:
    if name in WRITTEN:
        return definition(WRITTEN[name])
    if name in FILES:
        return load_file(FILES[name])
    found = read_bundle(name, shipped_files(name)).definition
    assert found is not None
    return found


def people(case: Case) -> dict[str, list[str]]:
    """Whom each block would be for, were it begun now."""
    blocks = [step for step in case.definition.steps.values() if step.kind == "each"]
    return {
        block.path: [
            name for name in case.open if not block.subjects or case.subjects[name] in block.subjects
        ]
        for block in blocks
    }


def pass_choices(case: Case) -> None:
    """Go past the choices, at which nobody waits."""
    for path, subject in case.positions():
        step = case.definition.step(path)
        if step.kind == "choose":
            asked = [way.word for way in step.ways if way.word != "otherwise"]
            case.act(path, subject, next((word for word in asked if holds(word, subject)), "otherwise"))
            pass_choices(case)
            return


def walk(read_definition: ServiceDefinition, start: str, random: Random) -> list[str]:
    """Walk one case in both worlds; returns the kinds of the steps at which something was said."""
    case = open_case(read_definition, start, random)
    spiff = Spiff(read_definition, start, holds)
    spiff.begin(people(case))
    pass_choices(case)
    passed: list[str] = []
    goes_on = False
    while case.open and len(passed) < LONGEST:
        assert spiff.positions() == set(case.positions())
        path, subject = random.choice(case.positions())
        step = read_definition.steps[path]
        word = random.choice(step.ways).word
        passed.append("late" if word == "late" else step.kind)
        before = people(case)
        case.act(path, subject, word)
        spiff.act(path, subject, word, before)
        pass_choices(case)
        goes_on = step.block is not None and read_definition.join(step.block) is not None
    assert case.open or goes_on or spiff.positions() == set()
    return passed


def walks(read_definition: ServiceDefinition, name: str) -> Counter[str]:
    random, starts = Random(name), list(read_definition.starts)
    passed: Counter[str] = Counter()
    for number in range(WALKS):
        passed.update(walk(read_definition, starts[number % len(starts)], random))
    return passed


@pytest.mark.parametrize("process", PROCESSES)
def test_the_exported_process_stands_where_the_definition_says(process: str) -> None:
    assert walks(read(process), process).total() > WALKS


def test_the_walks_pass_every_kind_of_step() -> None:
    passed: Counter[str] = Counter()
    for name in WRITTEN:
        passed += walks(read(name), name)
    assert set(passed) == {"by", "do", "pay", "wait", "ask", "call", "late"}


def test_a_process_exported_wrongly_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two words that lead to different places are exchanged in the export."""
    right = to_bpmn(read("short")).decode()
    first, second = "outcome == 'approved'", "outcome == 'returned'"
    wrong = right.replace(first, "swapped").replace(second, first).replace("swapped", second)
    assert wrong != right
    monkeypatch.setattr(spiff_module, "to_bpmn", lambda _: wrong.encode())
    with pytest.raises(AssertionError):
        walks(read("short"), "short")
