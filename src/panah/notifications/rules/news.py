"""What the opening of an item, or an end, is news of."""

from typing import Final

from panah.workflow.definition import End, ServiceDefinition, Step, ToStep
from panah.workflow.messages import News

PARTIES: Final = frozenset({"applicant", "person", "head", "guardian"})
_OF_ENDS: Final = {"adverse": News.LETTER, "closed": News.ENDED, "withdrawn": News.ENDED}


def news_of(definition: ServiceDefinition, step: Step) -> News | None:
    """Say what the opening of an item at a step is news of, to the people of the case; None for office work."""
    if step.kind == "pay":
        return News.TO_PAY
    if _follows_issue(definition, step.path):
        return News.READY
    return News.YOUR_TURN if PARTIES & set(step.holders) else None


def news_of_end(definition: ServiceDefinition, end: End) -> News | None:
    """Say what an end is news of: of a refusal only that a letter waits, never why.

    That something was granted is told where no paper follows; a paper in the hand says it itself.
    """
    if end.kind == "granted":
        return None if any(map(_issues, definition.steps.values())) else News.GRANTED
    return _OF_ENDS.get(end.kind)


def _follows_issue(definition: ServiceDefinition, path: str) -> bool:
    issuing = (step.way("then") for step in definition.steps.values() if _issues(step))
    return any(way is not None and way.target == ToStep(path) for way in issuing)


def _issues(step: Step) -> bool:
    return step.kind == "do" and any(effect.entry.name == "issue" for effect in step.effects)
