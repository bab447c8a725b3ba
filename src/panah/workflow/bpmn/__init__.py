"""BPMN 2.0 of a definition, for the tools of analysts: standard XML with a diagram laid out right to left."""

from panah.workflow.bpmn.drawing import draw
from panah.workflow.bpmn.layout import lay_out
from panah.workflow.bpmn.xml import write
from panah.workflow.definition import ServiceDefinition

__all__ = ["to_bpmn"]


def to_bpmn(definition: ServiceDefinition, *, language: str = "fa") -> bytes:
    """Export a definition as BPMN 2.0 XML (UTF-8); the same definition always gives the same bytes.

    A block becomes a multi-instance embedded sub-process, a deadline that moves the item a boundary timer;
    what may be said at any time stands in the documentation of the process. `language` is written as the
    language of the names, which are those of the definition: Persian.
    """
    process = draw(definition)
    return write(definition, process, lay_out(process), language=language).encode()
