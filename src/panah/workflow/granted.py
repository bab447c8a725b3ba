"""What a place takes for granted: who must have spoken before anybody stands there, and what must have been done."""

from dataclasses import dataclass

from panah.workflow.checks.safeguards import harmful, second_officers
from panah.workflow.definition import Step
from panah.workflow.graph import JOIN, Edge, Graph, Nodes
from panah.workflow.registry import END_STATUS, LAWFUL_EXITS


@dataclass(frozen=True, slots=True)
class Granted:
    """The steps nobody reaches a place around: humans who guard, and acts of the system.

    A human step guards where a harm still ahead cannot be reached around it, or where it is one of two that different
    officers must take (S8): it names others, or is named at the place or ahead of it.
    """

    humans: tuple[Step, ...]
    acts: tuple[Step, ...]


def granted_at(graph: Graph, place: str) -> Granted:
    """Say what a step, or the join of a block (`people/join`), takes for granted.

    A step of a block for some roles is taken for granted of subjects in these roles only.
    """
    number = graph.index[place]
    ahead = graph.after[number] | 1 << number
    harms = ahead & _harms(graph)
    named = {other for step in graph.among(ahead) for other in step.not_the_same_as}
    around = {
        step.path: _around(graph, step)
        for step in graph.steps
        if step.kind in {"by", "do"} and step.path != place
    }
    before = [step for step in graph.steps if step.path in around and not around[step.path] >> number & 1]
    return Granted(
        humans=tuple(
            step
            for step in before
            if step.kind == "by"
            and (harms & ~around[step.path] or step.not_the_same_as or step.path in named)
        ),
        acts=tuple(step for step in before if step.kind == "do"),
    )


def is_past_the_law(graph: Graph, place: str) -> bool:
    """Whether nobody stands here but past a free renunciation or a due process, with an end of status ahead (S27)."""
    number = graph.index[place]
    ending = _ending(graph)
    if not ending & (graph.after[number] | 1 << number):
        return False
    around = graph.reach(graph.roots, cut=lambda edge: edge.way.leaves in LAWFUL_EXITS)
    return not around >> number & 1


def is_past_two_officers(graph: Graph, place: str) -> bool:
    """Whether nobody stands here but past a second officer, with what needs two still ahead (S8)."""
    number = graph.index[place]
    heavy = _nodes(
        graph, [one for one in graph.steps if any(effect.entry.needs_two_officers for effect in one.effects)]
    )
    if not heavy & (graph.after[number] | 1 << number):
        return False
    others = second_officers(graph) & ~(1 << number)
    return not graph.reach(graph.roots, without=others) >> number & 1


def _around(graph: Graph, step: Step) -> Nodes:
    """The nodes reached though nobody spoke at a step, or it did not act, by subjects every block on the way concerns.

    To come there and leave by the clock is to go around it.
    """
    joins = {number for path, number in graph.index.items() if path.endswith(JOIN)}
    done = {id(way) for way in step.ways if way.trigger in {"human", "work"}}

    def is_not_taken(edge: Edge) -> bool:
        return id(edge.way) in done or (edge.way.trigger == "join" and edge.node in joins)

    return graph.reach(graph.roots, cut=is_not_taken)


def _harms(graph: Graph) -> Nodes:
    """The steps that take something from a person, need two officers, or lead to an adverse end."""
    adverse = {end.name for end in graph.definition.ends.values() if end.kind == "adverse"}
    return _nodes(
        graph,
        [
            step
            for number, step in enumerate(graph.steps)
            if harmful(graph, step)
            or any(effect.entry.needs_two_officers for effect in step.effects)
            or any(edge.end in adverse for edge in graph.out[number])
        ],
    )


def _ending(graph: Graph) -> Nodes:
    return _nodes(
        graph, [one for one in graph.steps if any(effect.entry.name == END_STATUS for effect in one.effects)]
    )


def _nodes(graph: Graph, steps: list[Step]) -> Nodes:
    return sum(1 << graph.index[step.path] for step in steps)
