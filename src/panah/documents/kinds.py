"""The papers this installation can make, and those people hold: which name of which service means what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from panah.documents.rules.proof.trust_list import Purpose
from panah.foundation.errors import NotFound
from panah.registry.words import RESIDENCE_PAPERS, PaperKind
from panah.workflow.definition import ServiceDefinition


@dataclass(frozen=True, slots=True)
class PaperFace:
    """What people hold it as (`kind`), the file it is typeset by, and the role that signs it.

    `is_single` says that it is used once: a person has one at most, and a new one takes the place of the old.
    """

    kind: PaperKind
    face: str
    signed_by: str
    is_single: bool = False

    @property
    def purpose(self) -> Purpose:
        """Which key signs its code."""
        return Purpose.CARD if self.kind in CARDS else Purpose.PAPER


CARDS: Final = frozenset({PaperKind.AMAYESH_CARD, PaperKind.HOVIAT_CARD, PaperKind.SMART_ID})
"""What is printed as a card, and signed by the key of cards."""


def type_of(kind: str) -> str:
    """The word for a kind of paper inside its code: `exit-pass`."""
    return kind.replace("_", "-")


CARD_TYPES: Final = frozenset(type_of(kind) for kind in CARDS)
PAPER_TYPES: Final = frozenset(type_of(kind) for kind in PaperKind) - CARD_TYPES


FACES: Final = {
    ("intercity-travel", "slip"): PaperFace(PaperKind.INTERCITY_SLIP, "intercity-slip", "bureau-director"),
    ("voluntary-departure", "exit-paper"): PaperFace(
        PaperKind.EXIT_PASS, "exit-pass", "bureau-director", is_single=True
    ),
    ("residence-documents", "card"): PaperFace(PaperKind.AMAYESH_CARD, "amayesh-card", "bureau-director"),
}

IN_PROGRESS: Final = "in-progress"
"""What the proof that a request is open is called in every service; no service has to declare it."""

_IN_PROGRESS: Final = PaperFace(PaperKind.PENDING_PROOF, "in-progress", "bureau-director")

OTHER_FACES: Final = {
    ("residence-documents", "card"): (PaperFace(PaperKind.HOVIAT_CARD, "hoviat-card", "bureau-director"),),
}
"""Where a name means another paper for some people, by their status."""

HELD: Final[Mapping[str, frozenset[PaperKind]]] = {"card": RESIDENCE_PAPERS}
"""What services call the papers a person holds already, whoever issued them."""


def face_of(slug: str, name: str, *, kind: str = "") -> PaperFace:
    """Find the face of a service's paper, the one of a `kind` where it has several.

    Raises NotFound("paper-without-face").
    """
    if name == IN_PROGRESS:
        return _IN_PROGRESS
    others = OTHER_FACES.get((slug, name), ()) if kind else ()
    found = next((one for one in others if one.kind == kind), FACES.get((slug, name)))
    if found is None:
        raise NotFound("paper-without-face", service=slug, paper=name)
    return found


def is_held(definition: ServiceDefinition, name: str) -> bool:
    """Whether a name means papers a person holds, and not one that the service issues itself."""
    own = any(
        effect.entry.name == "issue" and effect.object == name
        for step in definition.steps.values()
        for effect in step.effects
    )
    return name in HELD and not own


def kinds_held(name: str) -> frozenset[PaperKind]:
    """The kinds a name of held papers means; raises NotFound("paper-without-face")."""
    if name not in HELD:
        raise NotFound("paper-without-face", paper=name)
    return HELD[name]
