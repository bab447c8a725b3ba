"""Two libraries of other people read ten thousand random papers as we do, and believe no forged one."""

from random import Random

import cbor2
import claim169  # type: ignore[import-untyped]  # its stubs come without py.typed
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cwt import CWT, COSEKey
from cwt.cose_key_interface import COSEKeyInterface
from cwt.exceptions import VerifyError

from panah.documents.rules.proof import claims, cose, printed, status_list
from panah.documents.rules.proof.paper import Paper
from panah.documents.rules.proof.proving import prove
from panah.documents.rules.proof.reasons import Refused
from panah.documents.rules.proof.status_list import Status, pack
from unit.documents.rules.proof.made import (
    CARDS,
    MODERN,
    NOW,
    SHARD_URI,
    STATUS,
    TRUST,
    Key,
    random_paper,
    token_of,
)

PAPERS, FORGED = 10_000, 1_000
READER = CWT.new(leeway=2**33)
"""It asks the clock of the machine; a leeway of centuries keeps the test the same every year."""


def cose_key(key: Key) -> COSEKeyInterface:
    return COSEKey.from_pem(
        key.public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), kid=key.id
    )


def point(key: Key) -> bytes:
    return key.public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def as_claim169(paper: Paper) -> dict[str, object]:
    """What its reader shows of a paper."""
    known = paper.birth is not None and paper.birth.first == paper.birth.last
    told = {
        "fullName": paper.name,
        "secondaryFullName": paper.name_latin,
        "dateOfBirth": f"{paper.birth.first:08}" if paper.birth and known else "",
        "gender": paper.sex and int(paper.sex),
        "nationality": paper.nationality,
        "legalStatus": paper.legal_status,
        "countryOfIssuance": paper.country,
    }
    return {name: value for name, value in told.items() if value}


def test_others_read_ten_thousand_random_papers_as_we_do() -> None:
    chance, key, public = Random(1405), cose_key(CARDS), point(CARDS)
    for _ in range(PAPERS):
        paper = random_paper(chance)
        token = token_of(paper)
        ours = prove(token, TRUST).paper
        assert ours == paper
        assert READER.decode(token, key) == claims.to_claims(ours)
        read = claim169.decode(printed.bare(token), verify_with_ecdsa_p256=public, validate_timestamps=False)
        assert read.is_verified()
        assert read.claim169.to_dict() == as_claim169(ours)
        meta = read.cwt_meta
        assert (meta.issuer, meta.issued_at) == (ours.issuer, ours.issued_at)
        assert (meta.not_before, meta.expires_at) == (ours.not_before, ours.expires_at)


def test_others_refuse_what_we_refuse_when_a_claim_or_a_signature_is_changed() -> None:
    chance, key, public = Random(1406), cose_key(CARDS), point(CARDS)
    for _ in range(FORGED):
        token = bytearray(token_of(random_paper(chance)))
        token[-chance.randint(1, 64)] ^= 1 << chance.randrange(8)
        with pytest.raises(Refused, match="bad-signature"):
            prove(bytes(token), TRUST)
        with pytest.raises(VerifyError):
            READER.decode(bytes(token), key)
        with pytest.raises(claim169.SignatureError):
            claim169.decode(printed.bare(bytes(token)), verify_with_ecdsa_p256=public)


def test_a_token_of_an_edwards_key_is_one_to_others_too() -> None:
    paper = random_paper(Random(7))
    token = token_of(paper, MODERN)
    assert READER.decode(token, cose_key(MODERN)) == claims.to_claims(paper)
    raw = MODERN.public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    read = claim169.decode(printed.bare(token), verify_with_ed25519=raw, validate_timestamps=False)
    assert read.claim169.to_dict() == as_claim169(paper)


def test_a_status_list_is_a_web_token_to_others_too() -> None:
    bits = pack([(5, Status.USED)])
    token = status_list.make(bits, uri=SHARD_URI, now=NOW, sign=STATUS.sign, key_id=STATUS.id)
    read = READER.decode(token, cose_key(STATUS))
    assert isinstance(read, dict)
    assert read == cbor2.loads(cose.read(token, kind=status_list.KIND).payload)
    assert status_list.unpack(read[65533]["lst"]) == bits
