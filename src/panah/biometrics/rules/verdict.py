"""What a session says once its parts came in; a word for people to stand on, never a decision."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from panah.biometrics.rules.parts import Modality, Part


class Outcome(StrEnum):
    """What is known of one part.

    `FIRST` had nothing earlier to compare with. `UNCOMPARED` had, but of another encoder or with no engine here: that
    says nothing.
    """

    WAITING = "waiting"
    FIRST = "first"
    MATCHED = "matched"
    DIFFERS = "differs"
    UNCOMPARED = "uncompared"
    EXCUSED = "excused"


class Verdict(StrEnum):
    """What a session says. `NOT_ASKED`: the directive asks nothing of a person of this age."""

    NOT_ASKED = "not-asked"
    UNFINISHED = "unfinished"
    IDENTIFIED = "identified"
    EXCUSED = "excused"
    MISMATCH = "mismatch"


class BySight(StrEnum):
    """Whether somebody was known by sight and a paper after the last ticket, and whether a second person said so."""

    NONE = "none"
    NOTED = "noted"
    CONFIRMED = "confirmed"


STANDS_BY_ITSELF: Final = frozenset({Verdict.IDENTIFIED, Verdict.NOT_ASKED})
"""Verdicts that need no second person's word."""
CAPTURED: Final = frozenset({Outcome.FIRST, Outcome.MATCHED, Outcome.DIFFERS, Outcome.UNCOMPARED})


def verdict_of(parts: Mapping[Part, Outcome], by_sight: BySight = BySight.NONE) -> Verdict:
    """Say what the parts of a session amount to.

    A difference is said as soon as it shows; only a confirmed check by sight that followed it outweighs it.
    """
    if by_sight is BySight.CONFIRMED:
        return Verdict.EXCUSED
    if any(_differs(parts, modality) for modality in Modality):
        return Verdict.MISMATCH
    if by_sight is BySight.NOTED:
        return Verdict.EXCUSED
    if not parts or not {Outcome.WAITING, Outcome.UNCOMPARED}.isdisjoint(parts.values()):
        return Verdict.UNFINISHED
    return Verdict.EXCUSED if Outcome.EXCUSED in parts.values() else Verdict.IDENTIFIED


def identity_is_shown(verdict: Verdict, *, is_confirmed: bool) -> bool:
    """Whether a clerk's word may stand on it: identified, nothing asked, or excused with a second person's word."""
    return verdict in STANDS_BY_ITSELF or (verdict is Verdict.EXCUSED and is_confirmed)


def _differs(parts: Mapping[Part, Outcome], modality: Modality) -> bool:
    """Whether at least as many parts of a modality differ as match: one worn finger among many accuses nobody."""
    compared = _compared(outcome for part, outcome in parts.items() if part.modality is modality)
    differ = compared.count(Outcome.DIFFERS)
    return differ > 0 and differ * 2 >= len(compared)


def _compared(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [one for one in outcomes if one in {Outcome.DIFFERS, Outcome.MATCHED}]
