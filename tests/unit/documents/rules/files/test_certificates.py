"""Certificates of whoever signs files: given by one root, told apart from another's, the same when made again."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from panah.documents.rules.files.ceremony import certify
from panah.documents.rules.files.certificates import (
    AUTHORITY,
    authority_of,
    from_pem,
    is_given_by,
    is_key,
    key_of,
    root_certificate,
)
from panah.documents.rules.proof.public_keys import der, key_id, raw
from panah.documents.rules.proof.trust_list import KeyState, Purpose, TrustedKey, TrustList
from panah.foundation.errors import InvalidInput

NOW = datetime(2026, 11, 22, 5, 42, tzinfo=UTC)
halves = st.integers(min_value=1, max_value=2**256 - 1)


def made() -> EllipticCurvePrivateKey:
    return generate_private_key(SECP256R1())


def key(purpose: Purpose, state: KeyState = KeyState.ACTIVE) -> TrustedKey:
    since = int(NOW.timestamp())
    return TrustedKey(made().public_key(), purpose, frozenset(), since, since + 1000, state)


@given(r=halves, s=halves)
def test_a_signature_goes_to_the_form_of_files_and_back(r: int, s: int) -> None:
    signature = r.to_bytes(32) + s.to_bytes(32)
    assert decode_dss_signature(der(signature)) == (r, s)
    assert raw(der(signature)) == signature


def test_the_root_certifies_the_keys_of_a_list_that_sign_files_and_no_others() -> None:
    root, signs = made(), key(Purpose.FILE)
    others = [key(one) for one in Purpose if one is not Purpose.FILE] + [key(Purpose.FILE, KeyState.RETIRED)]
    own, *given_keys = from_pem(certify(TrustList(1, 1, (signs, *others)), root=root, now=NOW))
    assert is_key(key_of(own), root.public_key())
    assert [key_id(key_of(one)) for one in given_keys] == [signs.id]
    assert all(is_given_by(one, root_der=own) for one in (own, *given_keys))


def test_a_certificate_of_another_root_is_none_even_under_the_same_name() -> None:
    trust = TrustList(1, 1, (key(Purpose.FILE),))
    (_, first), (other, _) = (from_pem(certify(trust, root=made(), now=NOW)) for _ in range(2))
    assert not is_given_by(first, root_der=other)
    assert not is_given_by(b"no certificate", root_der=other)


def test_a_certificate_says_what_a_reader_of_files_asks_of_it() -> None:
    trust = TrustList(1, 1, (key(Purpose.FILE),))
    own, signing = (
        x509.load_der_x509_certificate(one) for one in from_pem(certify(trust, root=made(), now=NOW))
    )
    usage, of_root = (one.extensions.get_extension_for_class(x509.KeyUsage).value for one in (signing, own))
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert (of_root.key_cert_sign, of_root.digital_signature) == (True, False)
    assert own.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0
    assert signing.not_valid_before_utc == NOW
    assert own.not_valid_before_utc < NOW < signing.not_valid_after_utc < own.not_valid_after_utc
    assert authority_of(from_pem(certify(trust, root=made(), authority="شعبه", now=NOW))[1]) == "شعبه"


def test_made_again_they_are_the_ones_people_imported() -> None:
    root = made()
    own = root_certificate(root, authority=AUTHORITY, now=NOW)
    trust = TrustList(1, 1, (key(Purpose.FILE),))
    assert own == root_certificate(root, authority=AUTHORITY, now=NOW)
    later = NOW + timedelta(days=400)
    assert certify(trust, root=root, own=own, now=NOW) == certify(trust, root=root, own=own, now=later)


@pytest.mark.parametrize("name", ["", "ا" * 33])
def test_a_name_no_certificate_can_bear_is_refused_and_not_cut(name: str) -> None:
    with pytest.raises(InvalidInput, match="authority-name-length"):
        root_certificate(made(), authority=name, now=NOW)


def test_what_is_no_certificate_is_told() -> None:
    for none in (b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        with pytest.raises(InvalidInput, match="certificate-wrong"):
            from_pem(none)
    with pytest.raises(InvalidInput, match="certificate-wrong"):
        key_of(b"\x30\x00")
