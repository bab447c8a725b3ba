"""The two printed forms of a token: an address any phone opens, and the bare form of Claim 169.

The address carries the token after its `#`, which no browser sends to a server, in Base32, which a QR code packs as
letters and digits. Who runs the address is of no account: the signature decides, so any host is read.
"""

import base64
import zlib
from typing import Final

import segno

from panah.documents.rules.proof import base45
from panah.documents.rules.proof.cbor import LONGEST
from panah.documents.rules.proof.cose import START
from panah.documents.rules.proof.reasons import Reason, Refused, malformed

PREFIX: Final = "2KC"
"""How every token of ours begins in Base32."""

LONGEST_TEXT: Final = 4_296
"""Letters of the largest QR code there is."""

_SCHEMES: Final = ("https://", "http://")
_PAD: Final = 8


def address(token: bytes, *, page: str) -> str:
    """Write a token as an address of the verifier's page (`https://v.example/`)."""
    return "".join(_address(token, page))


def bare(token: bytes) -> str:
    """Write a token as Claim 169 prints it: compressed, then Base45."""
    return base45.encode(zlib.compress(token, 9))


def address_square(token: bytes, *, page: str) -> list[str]:
    """Draw the address as a QR code of two segments, as rows of `x` and `.` without the quiet field."""
    return _square(_address(token, page))


def bare_square(token: bytes) -> list[str]:
    """Draw the bare form as a QR code of one segment."""
    return _square((bare(token),))


def version_of(rows: list[str]) -> int:
    """The QR version (1 to 40) of a drawn code, from its width in modules."""
    return (len(rows) - 17) // 4


def read(text: str) -> bytes:
    """Find the token in what was scanned.

    Raises `Refused`: `foreign-code` for any code that is not of this kind, `malformed` for one that begins as ours.
    """
    text = text.strip()
    if not text.isascii() or len(text) > LONGEST_TEXT:
        raise Refused(Reason.FOREIGN_CODE)
    if text.startswith(_SCHEMES):
        return _read_fragment(text.partition("#")[2])
    return _read_bare(text)


def _address(token: bytes, page: str) -> tuple[str, str]:
    return f"{page}#", base64.b32encode(token).decode().rstrip("=")


def _square(segments: tuple[str, ...]) -> list[str]:
    """Level M: 15 % may be soiled. Every segment is packed by itself, so a `#` does not cost the letters after it."""
    code = segno.make_qr(segments, error="m", boost_error=False)  # type: ignore[arg-type]  # segno takes segments too
    return ["".join("x" if dark else "." for dark in row) for row in code.matrix]


def _read_fragment(letters: str) -> bytes:
    if not letters.startswith(PREFIX):
        raise Refused(Reason.FOREIGN_CODE)
    try:
        token = base64.b32decode(letters + "=" * (-len(letters) % _PAD))
    except ValueError as error:
        raise malformed("base32") from error
    if base64.b32encode(token).decode().rstrip("=") != letters:
        raise malformed("base32")
    return token


def _read_bare(text: str) -> bytes:
    """Undo Base45 and zlib, never past the longest token, whatever the code claims to hold."""
    try:
        packed = base45.decode(text)
        unpacking = zlib.decompressobj()
        token = unpacking.decompress(packed, LONGEST + 1)
    except (Refused, zlib.error) as error:
        raise Refused(Reason.FOREIGN_CODE) from error
    if not token.startswith(START):
        raise Refused(Reason.FOREIGN_CODE)
    if not unpacking.eof or unpacking.unused_data or len(token) > LONGEST:
        raise malformed("compressed")
    return token
