"""A simulated encoder and its engine, for demos and tests: templates carry a made-up identity and some noise.

It says nothing of any real finger or eye, and refuses to run where real people are.
"""

import random
from hashlib import shake_256
from typing import Final

from django.conf import settings

from panah.biometrics.engines.base import Sample, UnreadableTemplate
from panah.biometrics.rules.parts import SIMULATED, Modality, Part
from panah.foundation.errors import NotAllowed

ENCODER: Final = "panah-simulated"
VERSION: Final = "1"
MAGIC: Final = b"PANAH-SIMULATED-1\n"
CODE: Final = 256
BITS: Final = CODE * 8
ALIKE: Final = 75
"""Per cent of equal bits that is a match: strangers share half, one person's readings all but the noise."""


def simulated_template(identity: str, part: Part, *, noise: float = 0.0, seed: int = 0) -> bytes:
    """Make up the template of somebody's part, with a share of its bits flipped; the same for the same words."""
    code = bytearray(shake_256(f"{identity}|{part}".encode()).digest(CODE))
    chance = random.Random(f"{identity}|{part}|{seed}")  # noqa: S311  # noise of a make-believe finger
    for bit in chance.sample(range(BITS), round(noise * BITS)):
        code[bit // 8] ^= 1 << bit % 8
    return MAGIC + bytes(code)


class SimulatedEngine:
    """Compares simulated templates. Raises NotAllowed("simulator-in-real-mode") in real mode."""

    name = f"{ENCODER} {VERSION}"

    def reads(self, sample: Sample) -> bool:
        """Whether the simulated encoder made it."""
        return (sample.format, sample.encoder) == (SIMULATED, ENCODER)

    def threshold(self, modality: Modality) -> int:
        """Give the per cent of equal bits that is a match."""
        del modality
        return ALIKE

    def refuse_unreadable(self, sample: Sample) -> None:
        """Look at a template that is to be kept; raises UnreadableTemplate."""
        _code(sample)

    def verify(self, *, probe: Sample, enrolled: Sample) -> int:
        """Give the per cent of bits that are equal; raises UnreadableTemplate."""
        left, right = _code(probe), _code(enrolled)
        return 100 * (BITS - (left ^ right).bit_count()) // BITS


def _code(sample: Sample) -> int:
    if not settings.PANAH_DEMO:
        raise NotAllowed("simulator-in-real-mode")
    if not sample.template.startswith(MAGIC) or len(sample.template) != len(MAGIC) + CODE:
        raise UnreadableTemplate
    return int.from_bytes(sample.template[len(MAGIC) :])
