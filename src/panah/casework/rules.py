"""What an act asks for before anything moves; pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from panah.foundation.canonical import Canonical, encode
from panah.foundation.errors import InvalidInput, NotAllowed
from panah.workflow.definition import Done, Step, Target, ToEnd, ToStep
from panah.workflow.glossary import Nature

DONE = "done:"
END = "end:"
RECALLED = "recalled"
"""What an officer says to take back a motion that still waits (grammar §5)."""
REASON_CODE, REASON_TEXT = "reason_code", "reason_text"
MOST_ATTEMPTS = 8
"""Of a message of the outbox; then it is an operator's."""
SAMPLED_PERCENT, LEAST_SAMPLED, MOST_SAMPLED = 5, 3, 20
"""Of a motion that opens after a sample (S24)."""


@dataclass(frozen=True, slots=True)
class Selected:
    """An item as the page showed it: its number and version."""

    item: int
    ver: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item that did not move, and why: `moved-on`, `changed`, `assigned`, `same-officer`, `not-found`."""

    item: int
    reason: str


@dataclass(frozen=True, slots=True)
class ActResult:
    """What one act did: of `selected` items `moved` went on and the others are named with their reason."""

    selected: int
    moved: int
    skipped: tuple[Skipped, ...]


def position(target: Target, block: str | None = None) -> str:
    """Write a target, seen from a step of `block`, as a place a traveller stands at."""
    match target:
        case ToStep(path):
            return path
        case ToEnd(end):
            return END + end
        case Done():
            return f"{DONE}{block}"


def request_digest(step: str, word: str, selection: Sequence[Selected], form: Mapping[str, Canonical]) -> str:
    """Digest a request, so that the same key with another request is noticed (SHA-256, hexadecimal)."""
    chosen = sorted((one.item, one.ver) for one in selection)
    return hashlib.sha256(encode([step, word, [list(pair) for pair in chosen], dict(form)])).hexdigest()


def refuse_unreasoned(nature: Nature, form: Mapping[str, Canonical]) -> None:
    """Refuse a return or an adverse word without reason code and text (S1); raises InvalidInput."""
    if nature == "plain":
        return
    for name in (REASON_CODE, REASON_TEXT):
        if not any(map(str.isalnum, str(form.get(name) or ""))):
            raise InvalidInput("reason-needed", field=name)


def refuse_in_bulk(step: Step, nature: Nature, count: int) -> None:
    """Refuse to decide several files in one motion where each must be decided by itself; raises NotAllowed."""
    if count > 1 and (nature != "plain" or step.bulk == "no"):
        raise NotAllowed("one-by-one", step=step.path)


def sample_size(chosen: int) -> int:
    """How many of the chosen files are judged one by one before the rest: 5 %, at least 3, at most 20 (proposed)."""
    share = -(-chosen * SAMPLED_PERCENT // 100)
    return min(chosen, max(LEAST_SAMPLED, min(MOST_SAMPLED, share)))


def may_be_recalled(step: Step, due_at: datetime | None, now: datetime) -> bool:
    """Whether a motion that led to this wait may still be taken back: it names it, and its time (UTC) is not over."""
    return RECALLED in step.messages and (due_at is None or due_at > now)


def decides(natures: Sequence[Nature]) -> bool:
    """Whether a step with outcomes of these natures is a decision about somebody (S8)."""
    return any(nature != "plain" for nature in natures)
