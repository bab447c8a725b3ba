"""Whatever a paper says is read back as it was said, and nothing else is a paper."""

from dataclasses import replace
from random import Random
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.documents.rules.proof import cbor
from panah.documents.rules.proof.claims import decode, encode, to_claims
from panah.documents.rules.proof.paper import MOST_DETAILS, MOST_OTHERS, Birth, Paper, Sex, StatusReference
from panah.documents.rules.proof.reasons import Reason, Refused
from unit.documents.rules.proof.made import CARD, LETTER, NOW, random_paper

days = st.dates().map(lambda day: day.year * 10_000 + day.month * 100 + day.day)
moments = st.integers(0, 2**40)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
births = st.builds(Birth.on, days) | st.tuples(days, days).map(lambda pair: Birth(min(pair), max(pair)))


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    begins = draw(st.none() | moments)
    return Paper(
        issuer=draw(st.sampled_from(["https://panah.test", "http://127.0.0.1:8000"])),
        type=draw(st.from_regex(r"[a-z][a-z0-9-]{0,23}", fullmatch=True)),
        issued_at=draw(moments),
        not_before=begins,
        expires_at=draw(st.none() | st.integers((begins or 0) + 1, 2**41)),
        birth=draw(st.none() | births),
        sex=draw(st.none() | st.sampled_from(Sex)),
        others=tuple(draw(st.lists(texts.filter(bool), max_size=MOST_OTHERS))),
        details=draw(
            st.dictionaries(
                st.from_regex(r"[a-z][a-z0-9_]{0,15}", fullmatch=True), texts | moments, max_size=MOST_DETAILS
            )
        ),
        status=draw(st.none() | st.builds(StatusReference, st.just("https://panah.test/s/1"), moments)),
        **{
            part: draw(texts)
            for part in ("number", "name", "name_latin", "nationality", "legal_status", "country")
        },
    )


@given(papers().filter(lambda paper: len(encode(paper)) <= cbor.LONGEST))
def test_every_paper_is_read_back_as_it_was_written(paper: Paper) -> None:
    assert decode(encode(paper)) == paper


@given(papers())
def test_one_paper_has_one_payload(paper: Paper) -> None:
    payload = encode(paper)
    assert cbor2.dumps(cbor2.loads(payload), canonical=True) == payload


def test_made_up_papers_are_read_back_too() -> None:
    chance = Random(1405)
    for paper in (random_paper(chance) for _ in range(500)):
        assert decode(encode(paper)) == paper


def test_the_claims_stand_under_the_numbers_of_the_standards() -> None:
    assert cbor2.loads(encode(CARD)) == {
        1: "https://panah.test",
        4: CARD.expires_at,
        6: CARD.issued_at,
        169: {
            4: "محمدعلی رضایی",
            8: "19880102",
            9: 1,
            13: "AFG",
            19: "Mohammad Ali Rezaei",
            22: "refugee",
            23: "IRN",
            75: "amayesh",
            76: "K7M4P2XW9Q",
        },
        65535: {"status_list": {"idx": 131_071, "uri": "https://panah.test/s/7"}},
    }


def test_what_is_not_known_is_not_said() -> None:
    assert to_claims(LETTER) == {1: LETTER.issuer, 6: LETTER.issued_at, 169: {75: "letter", 76: "1405/1/2"}}


def test_a_birth_known_only_by_its_year_is_a_span_that_no_other_reader_stumbles_over() -> None:
    paper = replace(CARD, birth=Birth(19880321, 19890320))
    identity = cbor2.loads(encode(paper))[169]
    assert 8 not in identity
    assert identity[79] == [19880321, 19890320]
    assert decode(encode(paper)).birth == paper.birth


def test_claims_of_later_days_are_passed_over() -> None:
    claims = cbor2.loads(encode(CARD))
    claims[7] = b"later"
    claims[169][80] = ["later", {1: 2}]
    assert decode(cbor2.dumps(claims, canonical=True)) == CARD


def changed(path: list[Any], value: Any) -> bytes:
    """The card's payload with one claim of another value, or without it."""
    claims = cbor2.loads(encode(CARD))
    inner = claims
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    if value is None:
        del inner[path[-1]]
    return cbor2.dumps(claims, canonical=True)


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        ([1], None, "claim-1"),
        ([1], "panah.test", "issuer"),
        ([1], 5, "claim-1"),
        ([6], None, "issued-at"),
        ([6], "now", "claim-6"),
        ([6], -1, "times"),
        ([4], "later", "claim-4"),
        ([4], 0, "times"),
        ([5], 2**45, "times"),
        ([5], b"", "claim-5"),
        ([169], None, "identity"),
        ([169], [], "identity"),
        ([169], {}, "identity"),
        ([169], {"name": "x"}, "identity"),
        ([169, 4], b"bytes", "claim-4"),
        ([169, 4], "", "claim-4"),
        ([169, 8], 19880102, "birth"),
        ([169, 8], "1988", "birth"),
        ([169, 8], "19880230", "birth"),
        ([169, 8], "۱۹۸۸۰۱۰۲", "birth"),
        ([169, 8], "00000101", "birth"),
        ([169, 79], [19880102, 19880103], "birth"),
        ([169, 9], 0, "claim-9"),
        ([169, 9], 4, "claim-9"),
        ([169, 9], "1", "claim-9"),
        ([169, 75], None, "type"),
        ([169, 75], "Amayesh", "type"),
        ([169, 75], "a" * 25, "type"),
        ([169, 77], [], "others"),
        ([169, 77], ["a", 1], "others"),
        ([169, 77], ["a", ""], "others"),
        ([169, 77], ["a"] * (MOST_OTHERS + 1), "others"),
        ([169, 77], "a", "others"),
        ([169, 78], {}, "details"),
        ([169, 78], {1: "x"}, "details"),
        ([169, 78], {"a": []}, "details"),
        ([169, 78], {"A": "x"}, "details"),
        ([169, 78], {f"d{n}": n for n in range(MOST_DETAILS + 1)}, "details"),
        ([65535], {}, "status-reference"),
        ([65535], {"status_list": {"idx": 1}}, "status-reference"),
        ([65535, "status_list", "idx"], -1, "status-reference"),
        ([65535, "status_list", "idx"], "1", "status-reference"),
        ([65535, "status_list", "uri"], "ftp://panah.test", "status-reference"),
        ([65535, "status_list", "more"], 1, "status-reference"),
    ],
)
def test_a_claim_of_another_shape_makes_it_no_paper(path: list[Any], value: Any, why: str) -> None:
    with pytest.raises(Refused) as refused:
        decode(changed(path, value))
    assert (refused.value.reason, refused.value.why) == (Reason.MALFORMED, why)


@pytest.mark.parametrize(
    "birth",
    [
        [19880102],
        [19880102, 19880102],
        [19880103, 19880102],
        ["a", "b"],
        [1, 2],
        [2**52, 2**52 + 1],
        19880102,
    ],
)
def test_a_span_has_two_days_in_their_order(birth: object) -> None:
    claims = cbor2.loads(changed([169, 8], None))
    claims[169][79] = birth
    with pytest.raises(Refused, match="birth"):
        decode(cbor2.dumps(claims, canonical=True))


def test_what_could_not_be_read_back_cannot_be_written() -> None:
    for wrong in (
        {"type": "Amayesh card"},
        {"issuer": "panah"},
        {"expires_at": 0},
        {"not_before": NOW, "expires_at": NOW},
        {"others": ("",)},
        {"details": {"Card No": 1}},
    ):
        with pytest.raises(Refused):
            replace(CARD, **wrong)
    with pytest.raises(Refused):
        Birth.on(19880230)
    with pytest.raises(Refused):
        Birth(19890320, 19880321)
