"""Cases of one version go over to another only where nobody is taken past what the law puts before a harm."""

from collections import defaultdict
from pathlib import Path
from random import Random

import pytest

from panah.foundation.errors import InvalidInput
from panah.workflow.definition import ServiceDefinition
from panah.workflow.granted import granted_at, is_past_the_law, is_past_two_officers
from panah.workflow.graph import JOIN, Graph
from panah.workflow.loader import load
from panah.workflow.mapping import (
    Crossing,
    VersionMap,
    done_twice,
    led_to,
    moments_needed,
    problems_of,
    read_map,
)
from panah.workflow.problems import Source
from unit.workflow.grammar import FILES, GLOSSARY, REGISTRY, TRIAL_PARTS, TRIALS, load_file
from unit.workflow.interpreter import DONE, Case, open_case

DEPARTURE = TRIALS[0]


def departure(**renamed: str) -> ServiceDefinition:
    """The departure of the trials, with some step names replaced."""
    text = DEPARTURE.read_text(encoding="utf-8")
    for old, new in renamed.items():
        text = text.replace(f"people.{old}]", f"people.{new}]").replace(f'"{old}"', f'"{new}"')
    return load(Source("departure.toml", text), registry=REGISTRY, glossary=GLOSSARY, parts=TRIAL_PARTS)


def rules(
    pairs: dict[str, str], *standing: str, new: ServiceDefinition | None = None, joined: tuple[str, ...] = ()
) -> set[str]:
    old = departure()
    crossing = Crossing.of(old, new or departure(), VersionMap(pairs))
    return {one.rule for one in problems_of(crossing, standing=standing, joined=joined)}


def places(definition: ServiceDefinition) -> list[str]:
    resting = [step.path for step in definition.steps.values() if step.kind not in {"each", "choose"}]
    joins = [
        step.path + JOIN for step in definition.steps.values() if step.kind == "each" and step.way("then")
    ]
    return [*resting, *joins]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_version_goes_over_to_itself_from_every_place(path: Path) -> None:
    definition = load_file(path)
    crossing = Crossing.of(definition, definition, VersionMap({}))
    standing = [place for place in places(definition) if not place.endswith(JOIN)]
    joined = [place.removesuffix(JOIN) for place in places(definition) if place.endswith(JOIN)]
    assert problems_of(crossing, standing=standing, joined=joined) == []
    for place in places(definition):
        assert done_twice(crossing, place) == frozenset()


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_whoever_walked_to_a_place_has_done_what_it_takes_for_granted(path: Path, seed: int) -> None:
    random = Random(f"{path.stem}{seed}")
    definition = load_file(path)
    graph = Graph(definition)
    case = open_case(definition, random.choice(list(definition.starts)), random)
    said: dict[str | None, dict[str, str]] = defaultdict(dict)
    for _ in range(60):
        assert unmet(case, graph, said) == []
        if not case.positions():
            break
        step, subject = random.choice(case.positions())
        word = random.choice(definition.steps[step].ways).word
        case.act(step, subject, word)
        said[subject][step] = word


def unmet(case: Case, graph: Graph, said: dict[str | None, dict[str, str]]) -> list[tuple[str, str]]:
    """What the places somebody stands at take for granted and was not done."""
    found = []
    definition = graph.definition
    waiting = [(f"{case.block}{JOIN}", name) for name, place in case.places.items() if place == DONE]
    for place, subject in [*case.positions(), *waiting]:
        granted = granted_at(graph, place)
        for step in (*granted.humans, *granted.acts):
            roles = definition.steps[step.block].subjects if step.block else ()
            people = [subject] if subject else case.open
            for who in people if step.block else [None]:
                if who and roles and case.subjects[who] not in roles:
                    continue
                word = said[who].get(step.path)
                if word is None or not led_to(graph, step.path, word, place):
                    found.append((place, step.path))
    return found


def test_nobody_lands_past_the_law_without_having_passed_it() -> None:
    assert rules({}, "people/approve") == set()
    assert "S27" in rules({"people/talk/hear": "people/approve"}, "people/talk/hear")
    assert "S8" in rules({"people/approve": "people/exchange"}, "people/approve")
    assert "guard-ahead" in rules({"people/approve": "people/exchange"}, "people/approve")


def test_the_law_is_passed_in_the_order_of_the_departure() -> None:
    graph = Graph(departure())
    past_law = [one for one in places(departure()) if is_past_the_law(graph, one)]
    past_two = [one for one in places(departure()) if is_past_two_officers(graph, one)]
    assert "people/talk/think" not in past_law
    assert {"people/pay", "people/approve", "people/exchange", "people/ask"} <= set(past_law)
    assert "people/approve" not in past_two
    assert {"people/together", "people/exchange", "people/ask"} <= set(past_two)


def test_a_step_may_change_its_name_and_everybody_stands_at_the_new_one() -> None:
    new = departure(approve="first-look")
    assert (
        rules({"people/approve": "people/first-look"}, "people/approve", "people/approve-second", new=new)
        == set()
    )
    assert rules({}, "people/approve", new=new) == {"no-image"}


@pytest.mark.parametrize(
    ("pairs", "standing", "rule"),
    [
        ({"nowhere": "review"}, (), "unknown"),
        ({"review": "nowhere"}, ("review",), "unknown"),
        ({"review": "amend"}, ("review",), "name-reused"),
        ({"people/talk/think": "people/talk/hear"}, ("people/talk/think",), "kind"),
        ({"people/approve": "review"}, ("people/approve",), "block"),
        ({"review": "people/approve"}, ("review",), "block"),
    ],
)
def test_what_a_map_cannot_say_is_named(pairs: dict[str, str], standing: tuple[str, ...], rule: str) -> None:
    assert rule in rules(pairs, *standing)


def test_work_under_way_elsewhere_keeps_its_name() -> None:
    assert "under-way" in rules({"people/pay": "people/fee"}, "people/pay", new=departure(pay="fee"))
    assert rules({"people/pay": "people/fee"}, "people/approve", new=departure(pay="fee")) == set()


def test_what_was_done_is_not_done_again() -> None:
    definition = departure()
    crossing = Crossing.of(definition, definition, VersionMap({"people/exchange": "people/approve-second"}))
    assert done_twice(crossing, "people/exchange") == {"people/pay"}


def test_a_time_that_counts_from_a_step_needs_to_know_its_moment() -> None:
    definition = departure()
    crossing = Crossing.of(definition, definition, VersionMap({}))
    assert "people/issue" not in moments_needed(crossing, "people/approve")
    assert moments_needed(crossing, "people/exchange") <= {"people/issue"}


@pytest.mark.parametrize(
    "text", ["", "[steps", "[other]\na = 'b'", "[steps]\na = 1", "[steps]\n[more]\na = 'b'"]
)
def test_an_unreadable_map_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="map-unreadable"):
        read_map(text)


def test_a_map_has_one_digest_however_it_is_written() -> None:
    first = read_map('[steps]\n"a" = "b"\n"c" = "d"\n')
    second = read_map('# a word\n[steps]\nc = "d"\na = "b"\n')
    assert first.digest("x", 1, 2) == second.digest("x", 1, 2)
    assert first.digest("x", 1, 2) != first.digest("x", 2, 1)
