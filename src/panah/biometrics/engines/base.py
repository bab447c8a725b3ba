"""What a comparison engine must do."""

from dataclasses import dataclass, field
from typing import Protocol

from panah.biometrics.rules.parts import Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One template in its format, with the encoder that made it; templates of two encoders are never compared."""

    modality: Modality
    format: str
    encoder: str
    encoder_version: str
    template: bytes = field(repr=False)

    def is_comparable(self, other: "Sample") -> bool:
        """Whether both are of the same modality, format and encoder in the same version."""
        return (self.modality, self.format, self.encoder, self.encoder_version) == (
            other.modality,
            other.format,
            other.encoder,
            other.encoder_version,
        )


class UnreadableTemplate(Exception):
    """A template is not what its format says."""


class BiometricEngine(Protocol):
    """Compares two templates. Its threshold is calibrated for its encoder, and written beside every score."""

    @property
    def name(self) -> str:
        """The engine and its version, as written into each check."""
        ...

    def reads(self, sample: Sample) -> bool:
        """Whether it knows this format and encoder."""
        ...

    def threshold(self, modality: Modality) -> int:
        """Give the least score that is a match."""
        ...

    def refuse_unreadable(self, sample: Sample) -> None:
        """Look at a template that is to be kept; raises UnreadableTemplate."""
        ...

    def verify(self, *, probe: Sample, enrolled: Sample) -> int:
        """Score two comparable templates, the higher the more alike; raises UnreadableTemplate."""
        ...
