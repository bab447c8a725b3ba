"""The names a service file may use: the code that stands behind them lives in other packages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

RENOUNCE_FREELY = "renounce-freely"
DUE_PROCESS = "due-process"
LAWFUL_EXITS = frozenset({(RENOUNCE_FREELY, "free"), (DUE_PROCESS, "heard")})
"""The exits of shared parts that open the way to ending a status (S27)."""

END_STATUS = "end-status"
OPEN_CASE = "open"
EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class EffectEntry:
    """What the loader must know of an effect (or of a verb, `issue:card`).

    `rows` effects happen inside the transition, a `job` goes by the outbox; the scope says whether it runs
    once per open subject or once per case. `inverse` undoes it (none: nothing is left to undo).
    `harm` takes something from a person (S10); `needs_two_officers` is S8.
    """

    name: str
    kind: Literal["rows", "job"]
    scope: Literal["subject", "case"]
    needs_two_officers: bool = False
    inverse: str | None = None
    harm: bool = False


@dataclass(frozen=True, slots=True)
class Registry:
    """Every name known to the product, by what it names; `ends` lists the ends of each open service.

    `messengers` says who may bring a message to a case that waits for it; outside systems bring the others.
    """

    roles: frozenset[str]
    conditions: frozenset[str] = frozenset()
    inquiries: frozenset[str] = frozenset()
    verbs: Mapping[str, EffectEntry] = field(default_factory=dict)
    effects: Mapping[str, EffectEntry] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    calendars: frozenset[str] = frozenset()
    ends: Mapping[str, frozenset[str]] = field(default_factory=dict)
    messengers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    contractor_roles: frozenset[str] = frozenset({"service-clerk"})
    public_roles: frozenset[str] = frozenset({"applicant", "person", "head", "guardian"})

    def restores(self) -> frozenset[str]:
        """Name the effects that give back what a harmful one took (`reinstate`, `restore-status`)."""
        entries = (*self.verbs.values(), *self.effects.values())
        return frozenset(entry.inverse for entry in entries if entry.harm and entry.inverse)
