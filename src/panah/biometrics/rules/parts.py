"""What can be captured of a person, and what is asked at which age (S16)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from types import MappingProxyType
from typing import Final, Self

from panah.foundation.errors import InvalidInput


class Modality(StrEnum):
    """What is captured: fingers and eyes by a device; the face is a live portrait that people compare, no machine."""

    FINGER = "finger"
    IRIS = "iris"
    FACE = "face"


BY_DEVICE: Final = (Modality.FINGER, Modality.IRIS)
"""What a desk's device reads; a portrait comes from the page."""
SIDES: Final = ("right", "left")
FINGERS: Final = tuple(
    f"{side}-{name}" for side, name in product(SIDES, ("thumb", "index", "middle", "ring", "little"))
)
"""Finger positions 1 to 10 of ISO/IEC 19794-2, in their order."""
POSITIONS: Final[Mapping[Modality, tuple[str, ...]]] = MappingProxyType(
    {Modality.FINGER: FINGERS, Modality.IRIS: SIDES, Modality.FACE: ("front",)}
)
USUALLY: Final[Mapping[Modality, tuple[str, ...]]] = MappingProxyType(
    {**POSITIONS, Modality.FINGER: ("right-index", "left-index", "right-thumb", "left-thumb")}
)
"""The positions asked where nobody names others."""
SIMULATED: Final = "simulated"
FORMATS: Final[Mapping[Modality, frozenset[str]]] = MappingProxyType(
    {
        Modality.FINGER: frozenset({"ISO 19794-2:2005", "ISO 39794-2:2019", SIMULATED}),
        Modality.IRIS: frozenset({"ISO 19794-6:2011", "ISO 39794-6:2021", SIMULATED}),
        Modality.FACE: frozenset(),
    }
)
"""The formats a template may come in. ICAO readers accept ISO/IEC 39794 from 2026; 19794 lasts until 2040."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One finger, one eye or the face: `finger:right-index`. Raises InvalidInput("part-unknown")."""

    modality: Modality
    position: str

    def __post_init__(self) -> None:
        if self.position not in POSITIONS[self.modality]:
            raise InvalidInput("part-unknown", modality=self.modality.value, position=self.position)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `finger:right-index`; raises InvalidInput("part-unknown")."""
        modality, _, position = text.partition(":")
        if modality not in Modality:
            raise InvalidInput("part-unknown", modality=modality, position=position)
        return cls(Modality(modality), position)

    def __str__(self) -> str:
        return f"{self.modality.value}:{self.position}"


def asked_at(
    age: int, *, biometric_age: int | None, portrait_age: int | None, reads: Iterable[Modality]
) -> tuple[Part, ...]:
    """Say what is asked of somebody of an age, in whole years, at a desk whose device reads these.

    The ages are the directive's, from which each is asked; where it names none, nothing is. Whose age is in doubt
    counts as the younger: the caller passes the lower one.
    """
    found: list[Part] = []
    if biometric_age is not None and age >= biometric_age:
        readable = frozenset(reads)
        found += [Part(one, place) for one in BY_DEVICE if one in readable for place in USUALLY[one]]
    if portrait_age is not None and age >= portrait_age:
        found += [Part(Modality.FACE, place) for place in USUALLY[Modality.FACE]]
    return tuple(found)


def write_parts(parts: Iterable[Part]) -> str:
    """Write parts as one text, to be read by `read_parts`."""
    return " ".join(map(str, parts))


def read_parts(text: str) -> tuple[Part, ...]:
    """Read what `write_parts` wrote."""
    return tuple(map(Part.read, text.split()))
