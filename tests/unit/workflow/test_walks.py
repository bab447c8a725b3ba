"""Whoever walks a service at random comes to an end, and the flow table says the same as the definition."""

from random import Random

from panah.workflow.definition import Done, ServiceDefinition, ToEnd, ToStep
from panah.workflow.plan import entries, flows, joins
from unit.workflow.interpreter import DONE, open_case, walk

WALKS = 500
LIMIT = 20_000


def test_every_random_walk_closes_its_case(definition: ServiceDefinition) -> None:
    random = Random(definition.slug)
    starts = list(definition.starts)
    for number in range(WALKS):
        case = open_case(definition, starts[number % len(starts)], random)
        assert walk(case, random, limit=LIMIT) < LIMIT
        assert not case.open
        assert set(case.ended) == set(case.subjects)
        assert set(case.ended.values()) <= set(definition.ends)


def test_a_random_walk_may_be_left_by_a_message_and_still_closes(definition: ServiceDefinition) -> None:
    random = Random(7)
    for number in range(100):
        case = open_case(definition, next(iter(definition.starts)), random)
        walk(case, random, limit=number % 6)
        for message, on in definition.ons.items():
            inside = on.block is None or case.block == on.block
            if case.open and inside and number % 2:
                case.say(message, case.open[0])
        assert walk(case, random, limit=LIMIT) < LIMIT
        assert not case.open


def test_every_reopened_case_closes_too(definition: ServiceDefinition) -> None:
    random = Random(11)
    for entry in entries(definition):
        if entry.kind != "reopen":
            continue
        case = open_case(definition, next(iter(definition.starts)), random)
        case.ended, case.place, case.places = {}, None, {}
        case.block = definition.steps[entry.target].block
        if case.block is None:
            case.place = entry.target
        else:
            case.places = dict.fromkeys(case.subjects, entry.target)
        assert walk(case, random, limit=LIMIT) < LIMIT


def test_the_walks_pass_every_way_of_a_service(definition: ServiceDefinition) -> None:
    random = Random(3)
    wanted = {(flow.step, flow.word) for flow in flows(definition)}
    seen: set[tuple[str, str]] = set()
    for start in definition.starts:
        for _ in range(600):
            case = open_case(definition, start, random)
            walk(case, random, limit=LIMIT)
            seen |= set(case.passed)
    reopened = {end.reopen for end in definition.ends.values()}
    assert {step for step, _ in wanted - seen} <= reopened | _only_after(definition, reopened)


def _only_after(definition: ServiceDefinition, reopened: set[str | None]) -> set[str | None]:
    """The steps that only a reopened case or a message reaches."""
    found: set[str | None] = set()
    said = [on.go.path for on in definition.ons.values() if isinstance(on.go, ToStep)]
    waiting = [*said, *(path for path in reopened if path)]
    while waiting:
        path = waiting.pop()
        found.add(path)
        for way in definition.steps[path].ways:
            target = way.target
            waiting += [target.path] if isinstance(target, ToStep) and target.path not in found else []
    return found


def test_a_flow_leads_where_the_interpreter_goes(definition: ServiceDefinition) -> None:
    for flow in flows(definition):
        step = definition.steps[flow.step]
        target = definition.target(flow.step, flow.word)
        if isinstance(target, ToEnd):
            assert (flow.target_kind, flow.target, flow.leaves_block) == ("end", target.end, step.block)
        elif isinstance(target, Done):
            assert (flow.target_kind, flow.target, flow.leaves_block) == (DONE, step.block, step.block)
        else:
            landed = definition.steps[flow.target]
            assert (flow.target_kind, landed.kind != "each", flow.leaves_block) == ("step", True, None)
            assert flow.opens_block == (target.path if definition.steps[target.path].kind == "each" else None)


def test_no_flow_crosses_the_edge_of_a_block(definition: ServiceDefinition) -> None:
    for flow in flows(definition):
        if flow.target_kind == "step":
            inside = definition.steps[flow.target].block
            assert inside == (flow.opens_block or definition.steps[flow.step].block)


def test_a_word_is_written_once_for_each_step(definition: ServiceDefinition) -> None:
    rows = [(flow.step, flow.word) for flow in flows(definition)]
    assert len(rows) == len(set(rows))


def test_a_join_is_listed_for_each_block_that_goes_on_together(definition: ServiceDefinition) -> None:
    together = {step.path for step in definition.steps.values() if step.kind == "each" and step.way("then")}
    assert {join.block for join in joins(definition)} == together
    for join in joins(definition):
        assert join.target in (definition.steps if join.target_kind == "step" else definition.ends)


def test_each_way_in_puts_a_case_at_a_step_where_something_can_happen(definition: ServiceDefinition) -> None:
    begun = {entry.name: entry.target for entry in entries(definition) if entry.kind == "start"}
    assert begun == {name: definition.first_step(name) for name in definition.starts}
    assert all(definition.steps[path].kind != "each" for path in begun.values())
