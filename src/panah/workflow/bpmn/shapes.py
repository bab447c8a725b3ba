"""The few shapes of BPMN a definition needs, before they are placed or written."""

from dataclasses import dataclass, field
from typing import Literal

type NodeKind = Literal[
    "startEvent",
    "endEvent",
    "userTask",
    "serviceTask",
    "receiveTask",
    "callActivity",
    "exclusiveGateway",
    "eventBasedGateway",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "boundaryEvent",
    "subProcess",
]
type EventKind = Literal["timer", "message", "conditional"]


@dataclass(frozen=True, slots=True)
class Node:
    """A flow node; `event` and `when` say what an event waits for, `host` the task a boundary event sits on.

    `interrupts` marks a sub-process that begins by its own event whenever that comes, and ends the scope it is in.
    """

    id: str
    kind: NodeKind
    name: str
    lane: str
    event: EventKind | None = None
    when: str = ""
    host: str | None = None
    note: str = ""
    calls: str | None = None
    interrupts: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A sequence flow; the condition is a comparison other tools can read."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""


@dataclass(slots=True)
class Scope:
    """A process or an embedded sub-process: nodes and links in the order they were drawn."""

    id: str
    name: str
    nodes: dict[str, Node] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    inner: dict[str, "Scope"] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)

    def add(self, node: Node) -> str:
        """Add a node once; returns its id."""
        self.nodes.setdefault(node.id, node)
        return node.id

    def connect(self, source: str, target: str, name: str = "", condition: str = "") -> str:
        """Draw a sequence flow; returns its id."""
        link = f"flow.{len(self.links)}.{self.id}"
        self.links[link] = Link(link, source, target, name, condition)
        return link

    def incoming(self, node: str) -> list[str]:
        """List the flows that come in."""
        return [link.id for link in self.links.values() if link.target == node]

    def outgoing(self, node: str) -> list[str]:
        """List the flows that go out."""
        return [link.id for link in self.links.values() if link.source == node]
