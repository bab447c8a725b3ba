"""The shapes written as BPMN 2.0 XML: elements in the order the standard's schema wants them."""

from collections.abc import Iterable

from panah.workflow.bpmn.layout import Box, Placement
from panah.workflow.bpmn.shapes import Node, Scope
from panah.workflow.definition import ServiceDefinition
from panah.workflow.markup import tag, text
from panah.workflow.sentences import sentences

_NAMESPACES = {
    "xmlns": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def write(definition: ServiceDefinition, process: Scope, placement: Placement, *, language: str) -> str:
    """Write the whole file."""
    body = [_process(definition, process), _diagram(process, placement)]
    head = tag(
        "definitions",
        *body,
        **_NAMESPACES,
        id=f"definitions.{definition.slug}",
        name=definition.title,
        targetNamespace=f"urn:panah:{definition.slug}",
        exporter="panah",
        exporterVersion=definition.digest[:12],
        **{"xml:lang": language},
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n'


def _process(definition: ServiceDefinition, process: Scope) -> str:
    """Write the process; what may be said at any time, which has no shape, is said in its documentation."""
    said = [each.text for each in sentences(definition) if each.key.startswith("on.")]
    parts = [tag("documentation", text(line)) for line in said]
    parts += [_lanes(process), *_contents(process)]
    return tag("process", *parts, id=process.id, name=process.name, isExecutable="false")


def _lanes(scope: Scope) -> str:
    lanes: dict[str, list[str]] = {}
    for node in scope.nodes.values():
        lanes.setdefault(node.lane, []).append(tag("flowNodeRef", text(node.id)))
    written = [
        tag("lane", *refs, id=lane_id(scope.id, number), name=name)
        for number, (name, refs) in enumerate(lanes.items())
    ]
    return tag("laneSet", *written, id=f"lanes.{scope.id}")


def lane_id(scope: str, number: int) -> str:
    """Name a lane by its place among those of its scope."""
    return f"lane.{number}.{scope}"


def _contents(scope: Scope) -> Iterable[str]:
    for node in scope.nodes.values():
        yield _node(scope, node)
    for link in scope.links.values():
        condition = _expression("conditionExpression", link.condition) if link.condition else ""
        yield tag(
            "sequenceFlow",
            *([condition] if condition else []),
            id=link.id,
            name=link.name or None,
            sourceRef=link.source,
            targetRef=link.target,
        )


def _expression(name: str, content: str) -> str:
    return tag(name, text(content), **{"xsi:type": "tFormalExpression"})


def _node(scope: Scope, node: Node) -> str:
    parts = [tag("documentation", text(node.note))] if node.note else []
    parts += [tag("incoming", text(link)) for link in scope.incoming(node.id)]
    parts += [tag("outgoing", text(link)) for link in scope.outgoing(node.id)]
    if node.kind == "subProcess":
        inner = scope.inner[node.id]
        if not node.interrupts:
            parts.append(tag("multiInstanceLoopCharacteristics", isSequential="false"))
        parts += [_lanes(inner), *_contents(inner)]
    if node.event is not None:
        parts.append(_event(node))
    return tag(
        node.kind,
        *parts,
        id=node.id,
        name=node.name or None,
        attachedToRef=node.host,
        cancelActivity="true" if node.host else None,
        default=scope.defaults.get(node.id),
        triggeredByEvent="true" if node.interrupts else None,
        calledElement=f"process.{node.calls}" if node.calls else None,
    )


def _event(node: Node) -> str:
    """Write what an event waits for; a length from the opening is a duration, any other time a date."""
    own = f"event.{node.id}"
    if node.event == "conditional":
        return tag("conditionalEventDefinition", _expression("condition", node.when), id=own)
    if node.event == "message":
        return tag("messageEventDefinition", id=own)
    kind = "timeDuration" if node.when.startswith("P") else "timeDate"
    return tag("timerEventDefinition", _expression(kind, node.when), id=own)


def _diagram(process: Scope, placement: Placement) -> str:
    parts = [*_lane_shapes(process, placement), *_shapes(process, placement)]
    plane = tag("bpmndi:BPMNPlane", *parts, id="plane", bpmnElement=process.id)
    return tag("bpmndi:BPMNDiagram", plane, id="diagram")


def _scopes(scope: Scope) -> Iterable[Scope]:
    yield scope
    for inner in scope.inner.values():
        yield from _scopes(inner)


def _lane_shapes(process: Scope, placement: Placement) -> Iterable[str]:
    numbers: dict[str, int] = {}
    for (scope, _), box in placement.lanes.items():
        own = lane_id(scope, numbers.get(scope, 0))
        numbers[scope] = numbers.get(scope, 0) + 1
        if scope == process.id:
            yield _shape(own, box, horizontal=True)


def _shapes(process: Scope, placement: Placement) -> Iterable[str]:
    for scope in _scopes(process):
        for node in scope.nodes.values():
            yield _shape(node.id, placement.nodes[node.id], expanded=node.kind == "subProcess")
        for link in scope.links:
            corners = [tag("di:waypoint", x=float(x), y=float(y)) for x, y in placement.flows[link]]
            yield tag("bpmndi:BPMNEdge", *corners, id=f"di.{link}", bpmnElement=link)


def _shape(own: str, box: Box, *, horizontal: bool = False, expanded: bool = False) -> str:
    bounds = tag(
        "dc:Bounds", x=float(box.x), y=float(box.y), width=float(box.width), height=float(box.height)
    )
    return tag(
        "bpmndi:BPMNShape",
        bounds,
        id=f"di.{own}",
        bpmnElement=own,
        isHorizontal="true" if horizontal else None,
        isExpanded="true" if expanded else None,
    )
