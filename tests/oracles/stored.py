"""A case of SpiffWorkflow as it would be kept in a table: its state by itself, its specification once for all.

It is given every advantage: the specification is read once and kept in memory, and only the state is written.
"""

from collections import deque
from collections.abc import Sequence

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.serializer.config import DEFAULT_CONFIG
from SpiffWorkflow.bpmn.serializer.default.workflow import BpmnWorkflowConverter, WorkflowConverter

from oracles.spiff import Spiff, Where, specification
from panah.workflow.definition import ServiceDefinition, ToStep

type Road = list[tuple[str, str]]


class StateOnly(BpmnWorkflowConverter):  # type: ignore[misc]  # the library has no types
    """Writes and reads a workflow without its specification."""

    specification: tuple[object, dict[str, object]]

    def to_dict(self, workflow: BpmnWorkflow) -> dict[str, object]:
        """Write tasks and sub-processes alone."""
        found: dict[str, object] = WorkflowConverter.to_dict(self, workflow)
        found["subprocesses"] = self.mapping_to_dict(workflow.subprocesses)
        found["bpmn_events"] = self.registry.convert(workflow.bpmn_events)
        return found

    def from_dict(self, dct: dict[str, object]) -> BpmnWorkflow:
        """Read them into the specification that is kept."""
        spec, blocks = self.specification
        return super().from_dict({**dct, "spec": spec, "subprocess_specs": blocks})


class StoredCases:
    """The service as a peer runs it: begins cases that stand at a step, and says a word for one person."""

    def __init__(self, definition: ServiceDefinition, step: str) -> None:
        self.definition = definition
        self.step = definition.step(step)
        self.start = next(iter(definition.starts))
        self.road = road(definition, definition.first_step(self.start), step)
        chosen = set(self.road)
        self._choices = {word for path, word in chosen if definition.step(path).kind == "choose"}
        StateOnly.specification = specification(definition, self.start)
        registry = BpmnWorkflowSerializer.configure(DEFAULT_CONFIG | {BpmnWorkflow: StateOnly})
        self._serializer = BpmnWorkflowSerializer(registry)

    def begin(self, people: Sequence[str]) -> str:
        """Open a case that walked to the step, with everyone in it there; returns its state."""
        case, lists = self._case(), self._lists(people)
        case.begin(lists)
        for path, word in self.road:
            step = self.definition.step(path)
            if step.kind != "choose":
                for who in people if step.block else [None]:
                    case.act(path, who, word, lists)
        return self._written(case)

    def say(self, state: str, who: str, word: str) -> tuple[str, Where]:
        """Say a word for one person at the step; returns the new state, and where something can happen now."""
        case = self._case()
        case.read(self._serializer.deserialize_json(state))
        case.act(self.step.path, who, word, {})
        return self._written(case), case.positions()

    def _case(self) -> Spiff:
        return Spiff(self.definition, self.start, lambda word, _: word in self._choices)

    def _lists(self, people: Sequence[str]) -> dict[str, Sequence[str]]:
        return {step.path: people for step in self.definition.steps.values() if step.kind == "each"}

    def _written(self, case: Spiff) -> str:
        return str(self._serializer.serialize_json(case.workflow))


def road(definition: ServiceDefinition, first: str, last: str) -> Road:
    """Find the fewest words that lead from one step to another."""
    ways: dict[str, Road] = {first: []}
    waiting = deque([first])
    while last not in ways:
        path = waiting.popleft()
        for way in definition.step(path).ways:
            if isinstance(way.target, ToStep) and way.word != "late":
                target = definition.entered(way.target.path)
                if target not in ways:
                    ways[target] = [*ways[path], (path, way.word)]
                    waiting.append(target)
    return ways[last]
