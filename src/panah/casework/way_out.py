"""What must have been said before a status counts as given up freely, read from the words of one person (S12, S13).

A status ends by its own shared part, two officers, and a human who saw that the person left; nothing else. Pure.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Final

from panah.casework.free_will import NEEDED
from panah.workflow.definition import ServiceDefinition, Step, ToStep
from panah.workflow.registry import END_STATUS, RENOUNCE_FREELY

TO_THINK: Final = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Word:
    """A word that a human said about one person: at which step, when (UTC), by and for which accounts."""

    step: str
    word: str
    at: datetime
    hands: frozenset[int]


def lacking(definition: ServiceDefinition, words: Sequence[Word]) -> str:
    """Name what a way out lacks: hearing, signature, three days, two officers, confirmation; empty where nothing."""
    judged = [one for one in _since_sent_back(definition, words) if _takes_other_hands(definition, one)]
    if not any(
        one.step != other.step and one.hands.isdisjoint(other.hands) for one, other in combinations(judged, 2)
    ):
        return "two officers"
    if not any((one.step, one.word) in set(_leading_out(definition)) for one in words):
        return "confirmation"
    if _said(definition, words, "child"):
        return ""
    signed = _said(definition, words, "undertake")
    if not signed or not _said(definition, words, "hear"):
        return "signature" if not signed else "hearing"
    after = [one.at for one in judged if one.at >= signed[-1].at]
    return "three days" if min(after, default=signed[-1].at) < signed[-1].at + TO_THINK else ""


def _since_sent_back(definition: ServiceDefinition, words: Sequence[Word]) -> Sequence[Word]:
    """What was said after the last word that sent the matter back: a yes before it is no yes any more."""
    back = [place for place, one in enumerate(words, 1) if _sends_back(definition, one)]
    return words[back[-1] :] if back else words


def _sends_back(definition: ServiceDefinition, said: Word) -> bool:
    step = definition.steps.get(said.step)
    return step is not None and said.word in step.words and definition.nature(said.word) == "returns"


def _said(definition: ServiceDefinition, words: Iterable[Word], name: str) -> list[Word]:
    """What was said at a step of the shared part that leads towards leaving."""
    found = []
    for one in words:
        step = definition.steps.get(one.step)
        is_of_part = step is not None and step.part == RENOUNCE_FREELY
        if is_of_part and (name, one.word) in NEEDED and one.step.endswith(f"/{name}"):
            found.append(one)
    return found


def _takes_other_hands(definition: ServiceDefinition, said: Word) -> bool:
    """Whether it is an officer's yes, at a step outside the shared part that asks for other hands than earlier ones."""
    step = definition.steps.get(said.step)
    if step is None or not step.not_the_same_as or step.part == RENOUNCE_FREELY:
        return False
    return definition.nature(said.word) == "plain"


def _leading_out(definition: ServiceDefinition) -> Iterator[tuple[str, str]]:
    """The words by which a human sends somebody to where a status ends."""
    for step in definition.steps.values():
        for way in step.ways:
            target = way.target
            if (
                way.trigger == "human"
                and isinstance(target, ToStep)
                and _ends_status(definition.step(target.path))
            ):
                yield step.path, way.word


def _ends_status(step: Step) -> bool:
    return any(effect.name == END_STATUS for effect in step.effects)
