"""From steps to shapes: one task or event for each step, gateways where words part the ways."""

from panah.foundation.durations import Duration
from panah.workflow.bpmn.shapes import EventKind, Node, NodeKind, Scope
from panah.workflow.definition import ServiceDefinition, Step, Target, ToEnd, ToStep, Way
from panah.workflow.stages import SYSTEM
from panah.workflow.times import After, At, Before, Time, Until
from panah.workflow.words import holders_of, say_condition, say_effect, say_time, say_word, title_of

_TASKS: dict[str, NodeKind] = {
    "by": "userTask",
    "do": "serviceTask",
    "ask": "receiveTask",
    "pay": "receiveTask",
    "call": "callActivity",
}
_ISO = {
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "working-day": "P{}D",
    "month": "P{}M",
    "year": "P{}Y",
}


def draw(definition: ServiceDefinition) -> Scope:
    """Draw the process with its blocks as inner scopes."""
    process = Scope(f"process.{definition.slug}", definition.title)
    _Pen(definition, process, None).draw()
    _draw_starts(definition, process)
    _draw_words_at_any_time(definition, process)
    return process


def _draw_starts(definition: ServiceDefinition, process: Scope) -> None:
    for start in definition.starts.values():
        event: EventKind | None = "timer" if start.when is not None else None
        holder = definition.glossary.label("role", start.by[0]) if start.by else SYSTEM
        when = iso_time(start.when) if start.when is not None else ""
        node = Node(f"start.{start.name}", "startEvent", start.title, holder, event, when)
        process.connect(process.add(node), entry_id(definition, start.at))
    for path, title in _doors(definition, process, None):
        node = Node(f"start.at.{path}", "startEvent", title, SYSTEM, "message")
        process.connect(process.add(node), entry_id(definition, path))


def _draw_words_at_any_time(definition: ServiceDefinition, process: Scope) -> None:
    """Draw what may be said at any time and ends somebody's way: an event sub-process of the scope it ends.

    What leads to a step instead cannot be drawn so; it stands in the documentation, as does until when.
    """
    for on in definition.ons.values():
        scope = process.inner[step_id(on.block)] if on.block else process
        if not isinstance(on.go, ToEnd):
            continue
        holder = definition.glossary.label("role", on.by[0])
        own = scope.add(Node(f"on.{on.message}", "subProcess", on.title, holder, interrupts=True))
        inner = Scope(f"said.{on.message}", on.title)
        scope.inner[own] = inner
        said = inner.add(Node(f"start.on.{on.message}", "startEvent", on.title, holder, "message"))
        end = definition.ends[on.go.end]
        over = inner.add(Node(f"end.on.{on.message}.{end.name}", "endEvent", end.title, SYSTEM))
        inner.connect(said, over)


def _doors(definition: ServiceDefinition, scope: Scope, block: str | None) -> list[tuple[str, str]]:
    """List the steps nothing in this scope leads to: those of reopened cases and of messages."""
    found = {}
    for end in definition.ends.values():
        if end.reopen is not None:
            found[end.reopen] = end.title
    for on in definition.ons.values():
        for target in (on.go, *(target for _, target in on.also)):
            if isinstance(target, ToStep):
                found[target.path] = on.title
    return [
        (path, title)
        for path, title in found.items()
        if definition.steps[path].block == block and not scope.incoming(entry_id(definition, path))
    ]


def step_id(path: str) -> str:
    """Name the shape of a step."""
    return f"step.{path.replace('/', '.')}"


def entry_id(definition: ServiceDefinition, path: str) -> str:
    """Name the shape one comes to on the way to a step: of an inquiry, the message that goes out first."""
    own = step_id(path)
    return f"{own}.sent" if definition.steps[path].kind == "ask" else own


def iso_time(time: Time | Until) -> str:
    """Write a time for other tools: ISO 8601 lengths, with the moment they count from; working days as days."""
    match time:
        case Until(condition):
            return condition
        case After(duration, anchor) if anchor.kind == "opening":
            return _iso(duration)
        case After(duration, anchor):
            return f"{anchor.name} + {_iso(duration)}"
        case Before(duration, anchor):
            return f"{anchor.name} - {_iso(duration)}"
        case At(anchor):
            return anchor.name


def _iso(duration: Duration) -> str:
    return _ISO[duration.unit].format(duration.n)


class _Pen:
    """Draws the steps of one scope."""

    def __init__(self, definition: ServiceDefinition, scope: Scope, block: str | None) -> None:
        self.definition = definition
        self.scope = scope
        self.block = block

    def draw(self) -> None:
        steps = self.definition.block_steps(self.block)
        for step in steps:
            self._shape(step)
        for step in steps:
            self._ways(step)

    def _lane(self, step: Step) -> str:
        holders = holders_of(self.definition, step) if step.kind == "by" else ()
        return holders[0] if holders else SYSTEM

    def _shape(self, step: Step) -> None:
        name, lane, own = title_of(step), self._lane(step), step_id(step.path)
        if step.kind == "each":
            self.scope.add(Node(own, "subProcess", name, SYSTEM))
            self._inner(step)
        elif step.kind == "choose":
            self.scope.add(Node(own, "exclusiveGateway", name, lane))
        elif step.kind == "wait" and len(step.ways) > 1:
            self.scope.add(Node(own, "eventBasedGateway", name, lane))
        elif step.kind == "wait":
            self.scope.add(self._timer(own, name, step.wait, lane))
        else:
            if step.kind == "ask":
                self._send(step, lane)
            acts = [say_effect(self.definition, effect.name) for effect in step.effects]
            self.scope.add(Node(own, _TASKS[step.kind], name, lane, note="، ".join(acts), calls=step.service))

    def _send(self, step: Step, lane: str) -> None:
        """Draw the message that goes out before an answer is waited for."""
        asked = "، ".join(holders_of(self.definition, step))
        name, own = title_of(step), entry_id(self.definition, step.path)
        sent = Node(own, "intermediateThrowEvent", name, lane, "message", note=asked)
        self.scope.connect(self.scope.add(sent), step_id(step.path))

    def _timer(self, own: str, name: str, time: Time | Until | None, lane: str) -> Node:
        kind: EventKind = "conditional" if isinstance(time, Until) else "timer"
        when = iso_time(time) if time is not None else ""
        note = say_time(self.definition, time) if time is not None else ""
        return Node(own, "intermediateCatchEvent", name, lane, kind, when, note=note)

    def _inner(self, step: Step) -> None:
        """Draw a block: everyone begins at its first step, but who comes back after an objection."""
        inner = Scope(f"block.{step.path}", step.title)
        self.scope.inner[step_id(step.path)] = inner
        _Pen(self.definition, inner, step.path).draw()
        begin = inner.add(Node(f"start.{step.path}", "startEvent", "", SYSTEM))
        entered = self.definition.entered(step.path)
        first = entry_id(self.definition, entered)
        doors = _doors(self.definition, inner, step.path)
        doors = [(path, title) for path, title in doors if path != entered]
        if not doors:
            inner.connect(begin, first)
            return
        gate = inner.add(Node(f"begin.{step.path}", "exclusiveGateway", "", SYSTEM))
        inner.connect(begin, gate)
        inner.defaults[gate] = inner.connect(gate, first)
        for path, title in doors:
            inner.connect(gate, entry_id(self.definition, path), title, f"begins == '{path}'")

    def _ways(self, step: Step) -> None:
        own = step_id(step.path)
        if step.kind == "each":
            self._join(step)
        elif step.kind == "choose":
            self._choices(step, own)
        elif step.kind == "wait":
            self._waits(step, own)
        else:
            self._task_ways(step, own)

    def _join(self, step: Step) -> None:
        """Go on after a block; where everyone in it goes to an end of their own, the case is over."""
        target = self.definition.join(step.path)
        if target is not None:
            self.scope.connect(step_id(step.path), self._target(target))
        else:
            over = self.scope.add(Node(f"over.{step.path}", "endEvent", "پایان کار همه", SYSTEM))
            self.scope.connect(step_id(step.path), over)

    def _choices(self, step: Step, own: str) -> None:
        for way in step.ways:
            name = say_condition(self.definition, way.word)
            condition = "" if way.word == "otherwise" else way.word
            link = self.scope.connect(own, self._target(way.target), name, condition)
            if way.word == "otherwise":
                self.scope.defaults[own] = link

    def _waits(self, step: Step, own: str) -> None:
        if len(step.ways) == 1:
            self.scope.connect(own, self._target(step.ways[0].target))
            return
        for way in step.ways:
            event = self.scope.add(self._event(step, way))
            self.scope.connect(own, event)
            self.scope.connect(event, self._target(way.target))

    def _event(self, step: Step, way: Way) -> Node:
        name, own = say_word(self.definition, step, way.word), f"{step_id(step.path)}.on.{way.word}"
        if way.trigger == "message":
            return Node(own, "intermediateCatchEvent", name, self._lane(step), "message")
        time = step.due if way.word == "late" else step.wait
        return self._timer(own, name or title_of(step), time, self._lane(step))

    def _task_ways(self, step: Step, own: str) -> None:
        said = [way for way in step.ways if way.word != "late"]
        source = own
        if len(said) > 1:
            source = self.scope.add(Node(f"{own}.said", "exclusiveGateway", "", self._lane(step)))
            self.scope.connect(own, source)
        for way in said:
            name = say_word(self.definition, step, way.word)
            condition = f"outcome == '{way.word}'" if len(said) > 1 else ""
            self.scope.connect(source, self._target(way.target), name, condition)
        late = step.way("late")
        if late is not None and step.due is not None:
            timer = Node(
                f"{own}.late",
                "boundaryEvent",
                say_word(self.definition, step, "late"),
                self._lane(step),
                "timer",
                iso_time(step.due),
                own,
                say_time(self.definition, step.due),
            )
            self.scope.connect(self.scope.add(timer), self._target(late.target))

    def _target(self, target: Target) -> str:
        """Name the shape a target is; ends are drawn once in each scope."""
        if isinstance(target, ToStep):
            return entry_id(self.definition, target.path)
        if isinstance(target, ToEnd):
            prefix = f"{self.block}." if self.block else ""
            title = self.definition.ends[target.end].title
            return self.scope.add(Node(f"end.{prefix}{target.end}", "endEvent", title, SYSTEM))
        return self.scope.add(Node(f"done.{self.block}", "endEvent", "در انتظار دیگران", SYSTEM))
