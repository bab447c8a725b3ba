"""A hundred thousand forged papers: none is believed, and nothing but a refusal comes of any."""

import cbor2
import pytest

from panah.conf.drill import forging
from panah.conf.drill.forging import forge
from panah.documents.rules.proof.cose import Signed
from panah.documents.rules.proof.reasons import Reason, malformed
from panah.documents.rules.proof.trust_list import Purpose, TrustList


def test_of_a_hundred_thousand_forgeries_none_is_believed_and_none_breaks_the_verifier() -> None:
    report = forge(100_000, seed=1405)
    print(f"slowest: {report.slowest * 1000:.1f} ms ({report.slowest_kind})")
    assert (report.accepted, report.broken) == ([], [])
    assert sum(report.refused.values()) == report.tried == 100_000
    assert set(report.refused) == {
        Reason.MALFORMED,
        Reason.BAD_SIGNATURE,
        Reason.FOREIGN_CODE,
        Reason.UNKNOWN_KEY,
    }


def lenient(token: bytes, trust: TrustList) -> None:
    """A verifier that is content with any form of CBOR and does not look at the open header."""
    try:
        protected, _, payload, signature = cbor2.loads(token).value
        header = cbor2.loads(protected)
        structure = cbor2.dumps(["Signature1", protected, b"", payload])
        signed = Signed(header[1], header[4], payload, signature, structure)
    except Exception as error:
        raise malformed("whatever") from error
    trust.signer_of(signed, Purpose.CARD, Purpose.PAPER)


def test_a_verifier_that_takes_any_form_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forging, "prove", lenient)
    believed = forge(3_000, seed=1).accepted
    assert {failure.partition(":")[0] for failure in believed} >= {"other_form", "other_header"}


def test_what_breaks_a_reader_is_told_and_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr(forging, "prove", breaks)
    report = forge(forging.SHOWN * 3, seed=1)
    assert len(report.broken) > forging.SHOWN
    assert not report.is_clean


def test_the_same_seed_forges_the_same_papers() -> None:
    assert forge(500, seed=3).refused == forge(500, seed=3).refused != forge(500, seed=4).refused
