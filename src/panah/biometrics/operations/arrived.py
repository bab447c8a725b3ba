"""What a device brings: one reading of one part."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from panah.audit.keys import key_ring
from panah.biometrics.engines import Sample
from panah.biometrics.rules.parts import Part
from panah.foundation.canonical import encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One message of a device: under its own id and the ticket's nonce, one reading of one part.

    A poor reading may come without its template. `quality` is 0 to 100, `captured_at` UTC.
    """

    message: str
    ticket: str
    part: Part
    format: str
    encoder: str
    encoder_version: str
    quality: int
    captured_at: datetime
    template: bytes = field(repr=False)

    @property
    def sample(self) -> Sample:
        """What an engine compares."""
        return Sample(
            modality=self.part.modality,
            format=self.format,
            encoder=self.encoder,
            encoder_version=self.encoder_version,
            template=self.template,
        )

    @property
    def digest(self) -> str:
        """A keyed digest of the whole message, by which a repetition is known and nothing else."""
        whole = encode(
            {
                "ticket": self.ticket,
                "part": str(self.part),
                "by": [self.format, self.encoder, self.encoder_version],
                "quality": self.quality,
                "captured_at": self.captured_at.isoformat(),
                "template": sha256(self.template).hexdigest(),
            }
        )
        return key_ring().blind_index(sha256(whole).hexdigest(), aad=b"biometrics.attempt")
