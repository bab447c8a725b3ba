"""What SpiffWorkflow wants of BPMN that the standard does not: an executable process and words in Python.

Nothing is drawn anew: a step stays the node it was exported as, a race stays a race, a deadline stays a boundary event.
Only what an engine would have to guess is said: whom a block is for, what a condition asks, and that time, conditions
and messages all come from the one who walks.
"""

from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
BY_HAND = ("serviceTask", "receiveTask", "callActivity")
EVENTS = ("timerEventDefinition", "conditionalEventDefinition", "messageEventDefinition")


def executable(bpmn: bytes, start: str) -> bytes:
    """Write an exported process so that SpiffWorkflow runs it from one of its starts.

    Tasks of the machine and of others become tasks that the walker completes.
    """
    root = ET.fromstring(bpmn)
    process = root.find(f"{MODEL}process")
    assert process is not None
    process.set("isExecutable", "true")
    _keep_start(process, start)
    for block in root.iter(f"{MODEL}subProcess"):
        if block.get("triggeredByEvent") != "true":
            _say_for_whom(block)
    _say_conditions(process, "None")
    for name in BY_HAND:
        for task in root.iter(f"{MODEL}{name}"):
            task.tag = f"{MODEL}userTask"
    _name_events(root)
    return bytes(ET.tostring(root, encoding="utf-8"))


def people_of(block: str) -> str:
    """Name the variable that lists whom a block is for."""
    return f"people_{''.join(letter if letter.isalnum() else '_' for letter in block)}"


def _keep_start(process: Element, start: str) -> None:
    for event in process.findall(f"{MODEL}startEvent"):
        own = event.get("id")
        if own == f"start.{start}":
            for waited in _events_of(event):
                event.remove(waited)
            continue
        process.remove(event)
        for flow in process.findall(f"{MODEL}sequenceFlow"):
            if flow.get("sourceRef") == own:
                process.remove(flow)


def _say_for_whom(block: Element) -> None:
    loop = block.find(f"{MODEL}multiInstanceLoopCharacteristics")
    assert loop is not None
    ET.SubElement(loop, f"{MODEL}loopDataInputRef").text = people_of(block.get("id", ""))
    ET.SubElement(loop, f"{MODEL}inputDataItem", {"id": "who", "name": "who"})


def _say_conditions(scope: Element, who: str) -> None:
    for flow in scope.findall(f"{MODEL}sequenceFlow"):
        condition = flow.find(f"{MODEL}conditionExpression")
        if condition is not None and " == " not in (condition.text or ""):
            condition.text = f"holds({condition.text!r}, {who})"
    for block in scope.findall(f"{MODEL}subProcess"):
        _say_conditions(block, "who")


def _name_events(root: Element) -> None:
    """Let every event wait for a message of its own name."""
    names = []
    for node in root.iter():
        for event in _events_of(node):
            name = node.get("id", "")
            node.remove(event)
            ET.SubElement(node, f"{MODEL}messageEventDefinition", {"messageRef": f"message.{name}"})
            names.append(name)
    for place, name in enumerate(names):
        root.insert(place, ET.Element(f"{MODEL}message", {"id": f"message.{name}", "name": name}))


def _events_of(node: Element) -> list[Element]:
    return [child for child in node if child.tag.removeprefix(MODEL) in EVENTS]
