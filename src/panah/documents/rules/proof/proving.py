"""From the bytes of a token to a paper that a trusted key has signed and was entitled to sign."""

from dataclasses import dataclass

from panah.documents.rules.proof import claims, cose
from panah.documents.rules.proof.cose import Sign
from panah.documents.rules.proof.paper import Paper
from panah.documents.rules.proof.reasons import Reason, Refused
from panah.documents.rules.proof.trust_list import Purpose, TrustedKey, TrustList


@dataclass(frozen=True, slots=True)
class Proof:
    """A paper and the key that signed it; `is_doubted` when that key later fell into other hands.

    Whoever has a key can write an earlier date, so such a paper is believed only together with its status.
    """

    paper: Paper
    key: TrustedKey
    is_doubted: bool


def issue(paper: Paper, *, sign: Sign, key_id: bytes) -> bytes:
    """Make the token of a paper; `sign` is asked for an ES256 signature, `r || s` in 64 bytes."""
    return cose.sign(claims.encode(paper), sign=sign, key_id=key_id)


def prove(token: bytes, trust: TrustList) -> Proof:
    """Read a token and believe it, whatever the time is now.

    Raises `Refused`: `malformed`, `unknown-key`, `wrong-purpose` (a key for other things, other types or another
    time), `bad-signature`, or `compromised-key` when it was signed after the key was lost.
    """
    signed = cose.read(token)
    key = trust.signer_of(signed, Purpose.CARD, Purpose.PAPER)
    paper = claims.decode(signed.payload)
    if paper.type not in key.types:
        raise Refused(Reason.WRONG_PURPOSE, "type")
    if not key.may_sign_at(paper.issued_at):
        raise Refused(Reason.WRONG_PURPOSE, "time")
    lost = key.compromised_since
    if lost is not None and paper.issued_at >= lost:
        raise Refused(Reason.COMPROMISED_KEY)
    return Proof(paper, key, is_doubted=lost is not None)
