"""What is exported is BPMN that other tools can read: whole, connected, drawn from the right, always the same."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest

from panah.workflow.bpmn import to_bpmn
from panah.workflow.definition import ServiceDefinition, ToEnd
from unit.workflow.grammar import SLIP, TRIALS, load_file

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
EVENTS = ("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent")
TASKS = ("userTask", "serviceTask", "receiveTask", "callActivity", "subProcess")
SENT = "intermediateThrowEvent"
GATES = ("exclusiveGateway", "eventBasedGateway")
NODES = {f"{MODEL}{name}" for name in (*EVENTS, *TASKS, *GATES)}


@pytest.fixture
def root(definition: ServiceDefinition) -> Element:
    return ET.fromstring(to_bpmn(definition))


def scopes(root: Element) -> Iterator[Element]:
    for tag in ("process", "subProcess"):
        yield from root.iter(f"{MODEL}{tag}")


def nodes(scope: Element) -> list[Element]:
    return [node for node in scope if node.tag in NODES]


def test_the_same_definition_gives_the_same_bytes(definition: ServiceDefinition) -> None:
    assert to_bpmn(definition) == to_bpmn(definition)
    assert to_bpmn(definition).startswith(b'<?xml version="1.0" encoding="UTF-8"?>')


def test_every_id_is_used_once_and_every_reference_is_met(root: Element) -> None:
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    for node in root.iter():
        for name in ("sourceRef", "targetRef", "attachedToRef", "default", "bpmnElement"):
            assert node.get(name) is None or node.get(name) in ids
        if node.tag in {f"{MODEL}{name}" for name in ("incoming", "outgoing", "flowNodeRef")}:
            assert node.text in ids


def test_flows_stay_in_their_scope_and_nodes_name_them_as_they_are(root: Element) -> None:
    for scope in scopes(root):
        flows = {flow.get("id"): flow for flow in scope.findall(f"{MODEL}sequenceFlow")}
        inside = {node.get("id"): node for node in nodes(scope)}
        for own, node in inside.items():
            incoming = {found.text for found in node.findall(f"{MODEL}incoming")}
            outgoing = {found.text for found in node.findall(f"{MODEL}outgoing")}
            assert incoming == {name for name, flow in flows.items() if flow.get("targetRef") == own}
            assert outgoing == {name for name, flow in flows.items() if flow.get("sourceRef") == own}


def test_every_node_is_entered_and_left_as_its_kind_must_be(root: Element) -> None:
    for scope in scopes(root):
        for node in nodes(scope):
            entered, left = node.find(f"{MODEL}incoming"), node.find(f"{MODEL}outgoing")
            kind, interrupts = node.tag.removeprefix(MODEL), node.get("triggeredByEvent") == "true"
            assert (entered is None) == (kind in {"startEvent", "boundaryEvent"} or interrupts), node.attrib
            assert (left is None) == (kind == "endEvent" or interrupts), node.attrib


def test_elements_stand_in_the_order_the_standard_wants(root: Element) -> None:
    order = ["documentation", "incoming", "outgoing", "multiInstanceLoopCharacteristics", "laneSet"]
    for scope in scopes(root):
        for node in (scope, *nodes(scope)):
            ranks = [order.index(name) for child in node if (name := child.tag.removeprefix(MODEL)) in order]
            assert ranks == sorted(ranks)


def test_every_node_stands_in_one_lane_of_its_scope(root: Element) -> None:
    for scope in scopes(root):
        lanes = scope.findall(f"{MODEL}laneSet/{MODEL}lane")
        refs = [ref.text for lane in lanes for ref in lane.findall(f"{MODEL}flowNodeRef")]
        assert sorted(refs, key=str) == sorted((node.get("id") for node in nodes(scope)), key=str)
        assert all(lane.get("name") for lane in lanes)


def test_a_default_way_has_no_condition_and_the_others_of_a_choice_have_one(root: Element) -> None:
    for scope in scopes(root):
        for gate in scope.findall(f"{MODEL}exclusiveGateway"):
            ways = [
                flow
                for flow in scope.findall(f"{MODEL}sequenceFlow")
                if flow.get("sourceRef") == gate.get("id")
            ]
            free = [flow.get("id") for flow in ways if flow.find(f"{MODEL}conditionExpression") is None]
            assert free == ([gate.get("default")] if gate.get("default") else [])


def test_every_shape_and_flow_is_drawn_inside_the_picture(root: Element) -> None:
    drawn = {shape.get("bpmnElement"): shape.find(f"{DC}Bounds") for shape in root.iter(f"{DI}BPMNShape")}
    edges = {edge.get("bpmnElement") for edge in root.iter(f"{DI}BPMNEdge")}
    for scope in scopes(root):
        assert {node.get("id") for node in nodes(scope)} <= drawn.keys()
        assert {flow.get("id") for flow in scope.findall(f"{MODEL}sequenceFlow")} <= edges
    assert all(bounds is not None and float(bounds.get("width", 0)) > 0 for bounds in drawn.values())
    assert all(len(edge.findall(WAYPOINT)) >= 2 for edge in root.iter(f"{DI}BPMNEdge"))


def test_no_two_shapes_of_a_scope_lie_on_each_other(root: Element) -> None:
    drawn = {shape.get("bpmnElement"): shape.find(f"{DC}Bounds") for shape in root.iter(f"{DI}BPMNShape")}
    for scope in scopes(root):
        boxes = []
        for node in nodes(scope):
            bounds = drawn[node.get("id")]
            assert bounds is not None
            if node.tag != f"{MODEL}boundaryEvent":
                boxes.append([float(bounds.get(name, 0)) for name in ("x", "y", "width", "height")])
        for number, (x, y, width, height) in enumerate(boxes):
            for left, top, wide, high in boxes[number + 1 :]:
                assert x + width <= left or left + wide <= x or y + height <= top or top + high <= y


def test_the_slip_reads_from_the_right_with_each_traveller_in_a_sub_process() -> None:
    root = ET.fromstring(to_bpmn(load_file(SLIP)))
    block = root.find(f".//{MODEL}subProcess")
    assert block is not None
    assert block.get("name") == "بررسی هر مسافر"
    assert block.find(f"{MODEL}multiInstanceLoopCharacteristics") is not None
    places = {
        shape.get("bpmnElement"): float(bounds.get("x", 0))
        for shape in root.iter(f"{DI}BPMNShape")
        if (bounds := shape.find(f"{DC}Bounds")) is not None
    }
    assert places["start.request"] > places["step.travellers"] > places["step.pay"] > places["step.issue"]


def test_a_deadline_that_moves_the_item_is_a_boundary_timer() -> None:
    root = ET.fromstring(to_bpmn(load_file(SLIP)))
    late = next(
        event for event in root.iter(f"{MODEL}boundaryEvent") if event.get("attachedToRef") == "step.pay"
    )
    assert late.findtext(f"{MODEL}timerEventDefinition/{MODEL}timeDuration") == "P3D"


def test_a_wait_that_may_be_ended_by_a_message_races_against_its_time() -> None:
    root = ET.fromstring(to_bpmn(load_file(TRIALS[0])))
    race = next(
        gate for gate in root.iter(f"{MODEL}eventBasedGateway") if gate.get("id") == "step.people.journey"
    )
    assert len(race.findall(f"{MODEL}outgoing")) == 3


def test_an_inquiry_goes_out_as_a_message_before_its_answer_is_waited_for(
    definition: ServiceDefinition,
) -> None:
    root = ET.fromstring(to_bpmn(definition))
    sent = [event.get("id", "") for event in root.iter(f"{MODEL}intermediateThrowEvent")]
    asked = [
        f"step.{path.replace('/', '.')}" for path, step in definition.steps.items() if step.kind == "ask"
    ]
    assert sent == [f"{own}.sent" for own in asked]
    flows = [(flow.get("sourceRef"), flow.get("targetRef")) for flow in root.iter(f"{MODEL}sequenceFlow")]
    assert {source for source, target in flows if target in asked} <= set(sent)
    assert all(
        event.find(f"{MODEL}messageEventDefinition") is not None for event in root.iter(f"{MODEL}{SENT}")
    )


def test_who_leaves_by_a_word_said_at_any_time_leaves_by_an_event_sub_process(
    definition: ServiceDefinition,
) -> None:
    root = ET.fromstring(to_bpmn(definition))
    drawn = {
        block.get("id"): scope.get("id")
        for scope in scopes(root)
        for block in scope.findall(f"{MODEL}subProcess")
        if block.get("triggeredByEvent") == "true"
    }
    ending = [on for on in definition.ons.values() if isinstance(on.go, ToEnd)]
    assert drawn == {
        f"on.{on.message}": f"step.{on.block}" if on.block else f"process.{definition.slug}" for on in ending
    }


def test_what_may_be_said_at_any_time_stands_in_the_documentation() -> None:
    root = ET.fromstring(to_bpmn(load_file(SLIP)))
    said = [text.text or "" for text in root.findall(f"{MODEL}process/{MODEL}documentation")]
    assert any("انصراف از سفر" in text for text in said)
