"""The papers this installation can make: which paper of which service is held as what, and typeset how."""

from dataclasses import dataclass
from typing import Final

from panah.foundation.errors import NotFound
from panah.registry.words import PaperKind


@dataclass(frozen=True, slots=True)
class PaperFace:
    """What people hold it as (`kind`), the file it is typeset by, and the role that signs it."""

    kind: PaperKind
    face: str
    signed_by: str


FACES: Final = {
    ("intercity-travel", "slip"): PaperFace(PaperKind.INTERCITY_SLIP, "intercity-slip", "bureau-director"),
}


def face_of(slug: str, name: str) -> PaperFace:
    """Find the face of a service's paper; raises NotFound("paper-without-face")."""
    found = FACES.get((slug, name))
    if found is None:
        raise NotFound("paper-without-face", service=slug, paper=name)
    return found
