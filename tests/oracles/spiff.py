"""An exported process run by SpiffWorkflow, step by step, beside another reading of the same definition."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree
from SpiffWorkflow.bpmn import BpmnEvent, BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.bpmn.specs.event_definitions import MessageEventDefinition
from SpiffWorkflow.task import Task, TaskState

from oracles.dialect import executable, people_of
from panah.workflow.bpmn import to_bpmn
from panah.workflow.bpmn.drawing import step_id
from panah.workflow.definition import ServiceDefinition, Step

type Holds = Callable[[str, str | None], bool]
"""Whether a condition holds for a subject, or for the whole case."""
type Where = set[tuple[str, str | None]]


@dataclass
class Spiff:
    """One case in SpiffWorkflow: where it stands, and what it is told."""

    definition: ServiceDefinition
    start: str
    holds: Holds
    workflow: BpmnWorkflow = field(init=False)

    def begin(self, people: Mapping[str, Iterable[str]]) -> None:
        """Open the case; `people` lists by block whom it is for."""
        spec, blocks = specification(self.definition, self.start)
        self.read(BpmnWorkflow(spec, blocks))
        for task in self.workflow.get_tasks(state=TaskState.READY):
            task.data.update(self._data(people))
        self.workflow.do_engine_steps()

    def read(self, workflow: BpmnWorkflow) -> None:
        """Go on with a case that was begun before."""
        environment = TaskDataEnvironment({"holds": self.holds})
        workflow.script_engine = PythonScriptEngine(environment=environment)
        self.workflow = workflow

    @cached_property
    def paths(self) -> dict[str, str]:
        """The step that each shape is."""
        return {step_id(path): path for path in self.definition.steps}

    def positions(self) -> Where:
        """Where something can happen: (step, the subject it concerns or none)."""
        return set(self._standing())

    def act(self, path: str, subject: str | None, word: str, people: Mapping[str, Iterable[str]]) -> None:
        """Say a word at a step: complete its task, or let the event come that the word is."""
        step, task = self.definition.step(path), self._standing()[path, subject]
        if subject is None:
            task.data.clear()
            task.data.update(self._data(people))
        event = _event(step, word)
        if event:
            self._let_come(task, event)
        else:
            task.data["outcome"] = word
            task.run()
        self.workflow.do_engine_steps()

    def _standing(self) -> dict[tuple[str, str | None], Task]:
        found = {}
        for task in self.workflow.get_tasks(state=TaskState.READY | TaskState.WAITING):
            path = self.paths.get(task.task_spec.name)
            if path is not None and self.definition.step(path).kind != "each":
                own = task.data["who"] if self.definition.step(path).block else None
                assert (path, own) not in found, f"{own} stands twice at {path}"
                found[path, own] = task
        return found

    def _let_come(self, task: Task, name: str) -> None:
        """Let an event come in the process this task belongs to, and in no other."""
        event = BpmnEvent(MessageEventDefinition(name), {})
        waiting = task.workflow.get_tasks(state=TaskState.WAITING, skip_subprocesses=True)
        (one,) = [each for each in waiting if _catches(each, event)]
        one.data.update(task.data)
        one.task_spec.catch(one, event)
        one.task_spec._update(one)

    def _data(self, people: Mapping[str, Iterable[str]]) -> dict[str, object]:
        lists = {people_of(step_id(block)): list(names) for block, names in people.items()}
        return {"begins": "", "outcome": "", **lists}


def specification(definition: ServiceDefinition, start: str) -> tuple[object, dict[str, object]]:
    """Read an exported process: its specification, and those of its blocks."""
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.fromstring(executable(to_bpmn(definition), start)))
    name = f"process.{definition.slug}"
    return parser.get_spec(name), parser.get_subprocess_specs(name)


def _event(step: Step, word: str) -> str:
    """Name the event a word is; none where it is said by completing a task."""
    own = step_id(step.path)
    if step.kind == "wait":
        return own if len(step.ways) == 1 else f"{own}.on.{word}"
    return f"{own}.late" if word == "late" else ""


def _catches(task: Task, event: BpmnEvent) -> bool:
    return hasattr(task.task_spec, "event_definition") and task.task_spec.catches(task, event)
