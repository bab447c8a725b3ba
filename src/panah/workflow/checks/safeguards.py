"""The safeguards that are laws for every service: S1, S8, S10, S19, S24 and S27."""

from collections.abc import Iterable

from panah.workflow.definition import Effect, Step, ToEnd
from panah.workflow.graph import Edge, Graph, Nodes
from panah.workflow.problems import Place, Problem, problem_at
from panah.workflow.registry import END_STATUS, LAWFUL_EXITS

_UNASKED = frozenset({"clock", "message"})


def check_safeguards(graph: Graph) -> list[Problem]:
    """Check that nobody is harmed without a human's word, hearing, and a second officer."""
    return [
        *_by_clock(graph),
        *_messages_that_harm(graph),
        *_unsaid(graph),
        *_around_the_law(graph),
        *_alone(graph),
        *_decided_by_contractors(graph),
        *_approved_unseen(graph),
    ]


def _by_clock(graph: Graph) -> Iterable[Problem]:
    """S10: no path from a clock or a message to harm without a human step."""
    adverse = _adverse_ends(graph)
    moved = _moved_unasked(graph)
    for number, step in enumerate(graph.steps):
        reached = bool(moved >> number & 1)
        if reached and step.effects and (harm := harmful(graph, step)):
            place = graph.definition.place(step.path) / "do"
            yield problem_at(
                place, "S10", f"a clock or a message leads to {harm.name!r} with no human between"
            )
        for edge in graph.out[number]:
            if edge.end in adverse and step.kind != "by" and (reached or _unasked(step, edge)):
                place = graph.definition.place(step.path)
                yield problem_at(
                    place, "S10", f"a clock or a message leads to end {edge.end!r} with no human between"
                )
            elif edge.end in adverse and edge.way.trigger == "clock":
                place = graph.definition.place(step.path) / "late"
                yield problem_at(place, "S10", f"being late leads to end {edge.end!r} with no human between")


def _unasked(step: Step, edge: Edge) -> bool:
    return edge.way.trigger in _UNASKED or step.kind == "wait"


def _moved_unasked(graph: Graph) -> Nodes:
    """Find the steps a clock or a message reaches with no human step between."""
    humans = sum(1 << number for number, step in enumerate(graph.steps) if step.kind == "by")
    begun = [start.at for start in graph.definition.starts.values() if start.kind in {"time", "called"}]
    first = sum({1 << graph.index[path] for path in begun})
    for number, step in enumerate(graph.steps):
        for edge in graph.out[number]:
            if edge.node >= 0 and _unasked(step, edge):
                first |= 1 << edge.node
    return graph.reach(first, without=humans)


def harmful(graph: Graph, step: Step) -> Effect | None:
    """Find the effect of a step that takes something from a person and gives nothing back."""
    restores = graph.definition.registry.restores()
    gives_back = any(effect.entry.name in restores for effect in step.effects)
    for effect in step.effects:
        if effect.entry.name == END_STATUS or (effect.entry.harm and not gives_back):
            return effect
    return None


def _messages_that_harm(graph: Graph) -> Iterable[Problem]:
    """S10: what somebody says at any time does no harm by itself."""
    adverse = _adverse_ends(graph)
    for on in graph.definition.ons.values():
        place = Place(graph.definition.source, f"on.{on.message}")
        for effect in on.effects:
            if effect.entry.harm or effect.entry.needs_two_officers:
                yield problem_at(
                    place / "do", "S10", f"a message does {effect.name!r} with no human step between"
                )
        for key, target in (("go", on.go), *((f"also.{group}", target) for group, target in on.also)):
            if isinstance(target, ToEnd) and target.end in adverse:
                yield problem_at(
                    place / key, "S10", f"a message leads to end {target.end!r} with no human between"
                )


def _adverse_ends(graph: Graph) -> frozenset[str]:
    return frozenset(end.name for end in graph.definition.ends.values() if end.kind == "adverse")


def _unsaid(graph: Graph) -> Iterable[Problem]:
    """S1: nobody reaches an adverse end on which no human said an adverse word."""
    adverse = _adverse_ends(graph)
    nature = graph.definition.glossary.nature

    def said(edge: Edge) -> bool:
        return edge.way.trigger == "human" and nature(edge.way.word) == "adverse"

    silent = graph.reach(graph.roots, cut=said)
    for number, step in enumerate(graph.steps):
        for edge in graph.out[number] if silent >> number & 1 else ():
            if edge.end in adverse and not said(edge) and edge.way.trigger != "clock":
                place = graph.definition.place(step.path)
                yield problem_at(
                    place, "S1", f"end {edge.end!r} is reached though no human said an adverse word"
                )


def _around_the_law(graph: Graph) -> Iterable[Problem]:
    """S27: a status ends only past a free renunciation or a due process."""
    ending = [step for step in graph.steps if any(effect.entry.name == END_STATUS for effect in step.effects)]
    if not ending:
        return
    around = graph.reach(graph.roots, cut=lambda edge: edge.way.leaves in LAWFUL_EXITS)
    for step in ending:
        if graph.has(around, step.path):
            message = "a status is ended on a path around 'renounce-freely' and 'due-process'"
            yield problem_at(graph.definition.place(step.path) / "do", "S27", message)


def _alone(graph: Graph) -> Iterable[Problem]:
    """S8: what needs two officers comes after two human steps, the second not by who acted at the first."""
    heavy = [step for step in graph.steps if any(effect.entry.needs_two_officers for effect in step.effects)]
    if not heavy:
        return
    around = graph.reach(graph.roots, without=second_officers(graph))
    for step in heavy:
        if graph.has(around, step.path):
            place = graph.definition.place(step.path) / "do"
            yield problem_at(place, "four-eyes", f"{step.path!r} can be reached on one officer's word alone")


def second_officers(graph: Graph) -> Nodes:
    """Find the steps at which another officer speaks than one who surely spoke before (S8)."""
    second = 0
    for number, step in enumerate(graph.steps):
        if _officer(graph, step) and any(
            _surely_before(graph, other, step) for other in step.not_the_same_as
        ):
            second |= 1 << number
    return second


def _surely_before(graph: Graph, other: str, step: Step) -> bool:
    return _officer(graph, graph.definition.steps[other]) and not graph.has(graph.around(other), step.path)


def _officer(graph: Graph, step: Step) -> bool:
    return step.kind == "by" and graph.definition.registry.public_roles.isdisjoint(step.holders)


def _decided_by_contractors(graph: Graph) -> Iterable[Problem]:
    """S19: whoever works for a contractor refuses nobody."""
    adverse = _adverse_ends(graph)
    contractors = graph.definition.registry.contractor_roles
    for number, step in enumerate(graph.steps):
        if contractors.isdisjoint(step.holders):
            continue
        for edge in graph.out[number]:
            if edge.end in adverse and edge.way.trigger == "human":
                place = graph.definition.place(step.path) / "outcomes" / edge.way.word
                yield problem_at(place, "S19", f"a contractor's clerk would decide for end {edge.end!r}")


def _approved_unseen(graph: Graph) -> Iterable[Problem]:
    """S24: an officer who judges after another does it file by file, or in one motion after a sample; nothing else."""
    nature, steps = graph.definition.glossary.nature, graph.definition.steps
    for step in graph.steps:
        comes_after = any(_officer(graph, steps[other]) for other in step.not_the_same_as)
        may_object = any(nature(word) != "plain" for word in step.words)
        if step.bulk == "yes" and may_object and comes_after and _officer(graph, step):
            message = "a second officer's approval says bulk = 'no' or 'after-sample'"
            yield problem_at(graph.definition.place(step.path), "S24", message)
