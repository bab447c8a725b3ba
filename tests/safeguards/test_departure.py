"""S8, S10, S12, S13, S27: no status ends and no exit paper is made without one's own acts and two officers.

Every place the shipped definition can bring one person to is walked, with all that was done on the way; then households
of several walk it at random.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pytest

from panah.catalogue.rules.bundle import load_process
from panah.catalogue.shipped import shipped_files
from panah.workflow.definition import ServiceDefinition, Step, ToEnd, ToStep, Way
from unit.workflow.interpreter import Case

SLUG = "voluntary-departure"
DEPARTURE = load_process(SLUG, shipped_files(SLUG))
HEARD, SIGNED, THOUGHT, WEIGHED = "heard", "signed", "thought", "weighed"
FIRST, SECOND, CONFIRMED = "first officer", "second officer", "confirmed"
DONE_BY = {
    ("people/talk/hear", "voluntary"): HEARD,
    ("people/talk/undertake", "signed"): SIGNED,
    ("people/talk/think", "then"): THOUGHT,
    ("people/talk/child", "in-their-interest"): WEIGHED,
    ("people/approve", "approved"): FIRST,
    ("people/approve-second", "approved"): SECOND,
    ("people/confirm", "already-left"): CONFIRMED,
}
BEFORE_PAPER = {False: {HEARD, SIGNED, THOUGHT, FIRST, SECOND}, True: {WEIGHED, FIRST, SECOND}}
"""What must have been done before a grown-up (False) or a child (True) gets an exit paper."""

type Done = frozenset[str]
WALKS = 200


@dataclass(frozen=True)
class Standing:
    """Where one person stands, whether it is a child, and what was done since the talk last began."""

    path: str
    is_child: bool
    done: Done


def moves(step: Step, *, is_child: bool) -> Iterator[Way]:
    """Give every way a step may be left, by whomever; who is a child is no matter of chance."""
    for way in step.ways:
        if step.kind != "choose" or (way.word == "minor") is is_child:
            yield way


def after(done: Done, step: Step, way: Way) -> Done:
    """Say what is done once a step was left this way; a talk that begins again counts for nothing before it."""
    if step.path == "people/talk/age":
        return frozenset()
    fact = DONE_BY.get((step.path, way.word))
    return done | {fact} if fact else done


def entered(definition: ServiceDefinition, path: str) -> str:
    """The step one really stands at who is sent to a block or part."""
    step = definition.step(definition.entered(path))
    first = step.ways[0].target if step.kind == "each" else None
    return entered(definition, first.path) if isinstance(first, ToStep) else step.path


def reachable() -> set[Standing]:
    """Find everything that can become of one person, by humans, clocks, messages and work alike."""
    first = entered(DEPARTURE, DEPARTURE.starts["request"].at)
    begun = [Standing(first, is_child, frozenset()) for is_child in (False, True)]
    seen, left = set(begun), begun
    while left:
        here = left.pop()
        step = DEPARTURE.step(here.path)
        for way in moves(step, is_child=here.is_child):
            if isinstance(way.target, ToStep):
                done = after(here.done, step, way)
                there = Standing(entered(DEPARTURE, way.target.path), here.is_child, done)
                if there not in seen:
                    seen.add(there)
                    left.append(there)
    return seen


def does(step: Step, effect: str) -> bool:
    return any(one.name == effect for one in step.effects)


def lacking(standing: Standing) -> set[str]:
    """What was not done and should have been, of somebody who stands where something is done to them."""
    step, needed = DEPARTURE.step(standing.path), set[str]()
    if does(step, "issue:exit-paper") or does(step, "hold:card") or does(step, "suspend:card"):
        needed |= BEFORE_PAPER[standing.is_child]
    if does(step, "end-status") or does(step, "invalidate:card"):
        needed |= BEFORE_PAPER[standing.is_child] | {CONFIRMED}
    return needed - standing.done


def test_no_place_is_reached_where_something_is_taken_and_something_was_not_done() -> None:
    everywhere = reachable()
    assert {one.path for one in everywhere} == {
        step.path for step in DEPARTURE.steps.values() if step.kind != "each"
    }
    assert {one: lacking(one) for one in everywhere if lacking(one)} == {}


def test_a_status_that_ended_was_confirmed_by_a_human_and_by_nothing_else() -> None:
    closing = [step.path for step in DEPARTURE.steps.values() if does(step, "end-status")]
    leading = [
        (step.path, way.trigger)
        for step in DEPARTURE.steps.values()
        for way in step.ways
        if isinstance(way.target, ToStep) and way.target.path in closing
    ]
    assert leading == [("people/confirm", "human")]


def test_the_three_who_must_differ_are_named_at_every_step() -> None:
    second, first = DEPARTURE.step("people/approve-second"), DEPARTURE.step("people/approve")
    assert {"people/review", "people/talk/hear", "people/talk/child", "people/approve"} <= set(
        second.not_the_same_as
    )
    assert {"people/review", "people/talk/hear", "people/talk/child"} <= set(first.not_the_same_as)
    for name in ("hear", "child"):
        assert "people/review" in DEPARTURE.step(f"people/talk/{name}").not_the_same_as


def test_until_the_paper_is_made_everybody_may_withdraw_and_afterwards_stay() -> None:
    withdrawn = DEPARTURE.ons["withdrawn"]
    assert (withdrawn.until, withdrawn.go) == ("people/issue", ToEnd("withdrawn"))
    later = ("exchange", "remind", "journey", "confirm", "hand-again")
    assert all(DEPARTURE.step(f"people/{name}").way("stays") for name in later)


@pytest.mark.parametrize("seed", range(WALKS))
def test_households_that_walk_at_random_lose_nothing_unheard(seed: int) -> None:
    random = Random(seed)
    people = {f"leaver-{place}": "leaver" for place in range(random.randint(1, 5))}
    children = {name for name in people if random.random() < 0.4}
    case = Case(DEPARTURE, people, "request")
    case.begin()
    done: dict[str, Done] = dict.fromkeys(people, frozenset())
    for _ in range(300):
        places = case.positions()
        if not places:
            break
        path, name = random.choice(places)
        step = DEPARTURE.step(path)
        if name is None:
            case.act(path, name, random.choice(step.ways).word)
            continue
        standing = Standing(path, name in children, done[name])
        assert lacking(standing) == set()
        if random.random() < 0.02 and not {FIRST, SECOND} <= done[name]:
            case.say("withdrawn", name)
            assert case.ended[name] == "withdrawn"
            continue
        way = random.choice(list(moves(step, is_child=name in children)))
        done[name] = after(done[name], step, way)
        case.act(path, name, way.word)
        if case.ended.get(name) == "departed":
            assert done[name] >= BEFORE_PAPER[name in children] | {CONFIRMED}
