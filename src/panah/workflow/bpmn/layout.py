"""Where the shapes stand: columns by distance from the start, rows by lane, the first column at the right."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from panah.workflow.bpmn.shapes import Link, Node, Scope

_EVENT, _GATE, _TASK = (36, 36), (50, 50), (120, 72)
_GAP_X, _GAP_Y, _PAD, _LANE_NAME = 64, 44, 30, 30


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels from the upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, x: float, y: float) -> "Box":
        """The same box elsewhere."""
        return Box(self.x + x, self.y + y, self.width, self.height)


@dataclass(slots=True)
class Placement:
    """The boxes of a scope and of what is inside it, its lanes and the corners of its flows."""

    width: float = 0
    height: float = 0
    nodes: dict[str, Box] = field(default_factory=dict)
    lanes: dict[tuple[str, str], Box] = field(default_factory=dict)
    flows: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def take_in(self, other: "Placement", x: float, y: float) -> None:
        """Put the placement of an inner scope where its sub-process stands."""
        self.nodes |= {key: box.moved(x, y) for key, box in other.nodes.items()}
        self.lanes |= {key: box.moved(x, y) for key, box in other.lanes.items()}
        self.flows |= {key: [(a + x, b + y) for a, b in corners] for key, corners in other.flows.items()}


def lay_out(scope: Scope) -> Placement:
    """Place a scope, inner scopes first."""
    inner = {key: lay_out(child) for key, child in scope.inner.items()}
    columns = _columns(scope)
    sizes = {key: _size(node, inner) for key, node in scope.nodes.items() if node.kind != "boundaryEvent"}
    found = Placement()
    _place_nodes(scope, columns, sizes, found)
    _place_boundaries(scope, found)
    for key, child in inner.items():
        box = found.nodes[key]
        found.take_in(child, box.x + _PAD, box.y + _PAD)
    for link in scope.links.values():
        found.flows[link.id] = _corners(link, columns, found.nodes)
    return found


def _size(node: Node, inner: dict[str, Placement]) -> tuple[float, float]:
    if node.id in inner:
        child = inner[node.id]
        return child.width + 2 * _PAD, child.height + 2 * _PAD
    if node.kind.endswith("Event"):
        return _EVENT
    return _GATE if node.kind.endswith("Gateway") else _TASK


def _columns(scope: Scope) -> dict[str, int]:
    """Number the columns: how many flows away from a start a node is; a boundary event stands with its task."""
    following: dict[str, list[str]] = {}
    for link in scope.links.values():
        source = scope.nodes[link.source].host or link.source
        following.setdefault(source, []).append(link.target)
    found = {key: 0 for key, node in scope.nodes.items() if node.kind == "startEvent" or node.interrupts}
    waiting = list(found)
    for key in waiting:
        for target in following.get(key, ()):
            if target not in found:
                found[target] = found[key] + 1
                waiting.append(target)
    for key, node in scope.nodes.items():
        if node.host is not None:
            found[key] = found.get(node.host, 0)
    return found


def _lane_names(nodes: Iterable[Node]) -> list[str]:
    return list(dict.fromkeys(node.lane for node in nodes))


def _place_nodes(
    scope: Scope, columns: dict[str, int], sizes: dict[str, tuple[float, float]], found: Placement
) -> None:
    widths: dict[int, float] = {}
    for key, (width, _) in sizes.items():
        widths[columns[key]] = max(widths.get(columns[key], 0), width)
    left = _left_edges(widths)
    total = max(left.values()) + widths[max(widths)] + _GAP_X
    top = 0.0
    for lane in _lane_names(scope.nodes.values()):
        heights: dict[int, float] = {}
        members = [key for key in sizes if scope.nodes[key].lane == lane]
        for key in members:
            column, (width, height) = columns[key], sizes[key]
            y = top + heights.get(column, 0) + _GAP_Y
            x = total - left[column] - (widths[column] + width) / 2
            found.nodes[key] = Box(x, y, width, height)
            heights[column] = y + height - top
        bottom = top + max(heights.values(), default=0) + _GAP_Y
        found.lanes[scope.id, lane] = Box(0, top, total + _LANE_NAME, bottom - top)
        top = bottom
    found.width, found.height = total + _LANE_NAME, top


def _left_edges(widths: dict[int, float]) -> dict[int, float]:
    """Say how far each column is from the beginning."""
    edges, at = {}, float(_GAP_X)
    for column in sorted(widths):
        edges[column] = at
        at += widths[column] + _GAP_X
    return edges


def _place_boundaries(scope: Scope, found: Placement) -> None:
    for key, node in scope.nodes.items():
        if node.host is not None:
            host = found.nodes[node.host]
            width, height = _EVENT
            found.nodes[key] = Box(host.x + 12, host.y + host.height - height / 2, width, height)


def _corners(link: Link, columns: dict[str, int], boxes: dict[str, Box]) -> list[tuple[float, float]]:
    """Lead a flow from the left of its source to the right of its target; one that goes back runs above both."""
    source, target = boxes[link.source], boxes[link.target]
    begin, end = (
        (source.x, source.y + source.height / 2),
        (target.x + target.width, target.y + target.height / 2),
    )
    if columns[link.target] > columns[link.source]:
        middle = end[0] + _GAP_X / 2
        return [begin, end] if begin[1] == end[1] else [begin, (middle, begin[1]), (middle, end[1]), end]
    above = min(source.y, target.y) - _GAP_Y / 2
    out, into = source.x + source.width / 2, target.x + target.width / 2
    return [(out, source.y), (out, above), (into, above), (into, target.y)]
