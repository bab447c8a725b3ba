"""The effects `end-status` and `restore-status`: what a decision does to the right by which somebody stays.

They stand here and not in the registry, which knows no cases; the registry writes them.
"""

from panah.casework.matters import matters_of
from panah.casework.registrations import Call, register_effect
from panah.foundation.errors import Conflict
from panah.registry.operations import end_statuses, restore_statuses
from panah.registry.words import StatusCause
from panah.workflow.definition import Effect, ServiceDefinition
from panah.workflow.registry import DUE_PROCESS, END_STATUS, RENOUNCE_FREELY

CAUSES = {RENOUNCE_FREELY: StatusCause.RENOUNCED, DUE_PROCESS: StatusCause.REVOKED}
"""By which shared part of the law a service ends a status, and what that makes of its end (S27)."""


def register() -> None:
    """Give the effects to the engine by name."""
    register_effect(END_STATUS, end)
    register_effect("restore-status", restore)


def end(call: Call, _: Effect) -> None:
    """End the status of every person among the travellers; a constant number of statements.

    Raises NotAllowed("two-officers-needed") and Conflict("cause-unclear") for a service without a lawful part.
    """
    matters = matters_of(call, confirmed=True)
    end_statuses(matters=matters, cause=cause_of(call.definition), now=call.now)


def restore(call: Call, _: Effect) -> None:
    """Give back the statuses that these cases, or those they were reopened from, ended; nothing where none was."""
    restore_statuses(matters=matters_of(call), now=call.now)


def cause_of(definition: ServiceDefinition) -> StatusCause:
    """Say what ending a status means in a service: the person's own act, or what was decided after due process.

    Raises Conflict("cause-unclear") where both or neither of the parts are used.
    """
    used = {step.part for step in definition.steps.values()} & CAUSES.keys()
    if len(used) != 1:
        raise Conflict("cause-unclear", service=definition.slug)
    return CAUSES[str(used.pop())]
