"""What shows that somebody gives up status freely: nothing may be missing, whoever says that it is there (S12, S13)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.departures import FREELY
from panah.casework.free_will import missing_for_child, missing_in_hearing, missing_in_undertaking

HEARING, SIGNED, INTEREST = FREELY["voluntary"], FREELY["signed"], FREELY["in-their-interest"]
TWO = {"witness-1": "کریم نوری", "witness-2": "زینب احمدی"}


@pytest.mark.parametrize("name", HEARING)
def test_a_hearing_that_lacks_one_thing_is_not_called_voluntary(name: str) -> None:
    assert missing_in_hearing(HEARING, {}) == ""
    assert missing_in_hearing({**HEARING, name: ""}, {}) == name
    assert missing_in_hearing({key: said for key, said in HEARING.items() if key != name}, {}) == name


@pytest.mark.parametrize("answer", ["not-wished", "", "no"])
def test_a_wish_for_a_woman_is_answered_by_a_woman_alone(answer: str) -> None:
    assert missing_in_hearing({**HEARING, "heard-by-woman": answer}, {"woman": "yes"}) == "heard-by-woman"
    assert missing_in_hearing({**HEARING, "heard-by-woman": "given"}, {"woman": "yes"}) == ""


def test_who_did_not_wish_for_a_woman_is_heard_by_anybody() -> None:
    assert missing_in_hearing({**HEARING, "heard-by-woman": "not-wished"}, {"woman": "no"}) == ""


@given(st.dictionaries(st.sampled_from([*HEARING, "note"]), st.sampled_from(["yes", "no", "given", " ", ""])))
def test_no_form_with_a_no_in_it_is_a_free_hearing(form: dict[str, str]) -> None:
    told = all(form.get(name) == "yes" for name in ("alone", "country", "unhcr", "losses"))
    assert told or missing_in_hearing(form, {})


@pytest.mark.parametrize(
    ("form", "missing"),
    [
        ({}, "notary-number"),
        ({**SIGNED, "notary-place": "—"}, "notary-place"),
        ({"witness-1": "کریم نوری", "mark": "signature"}, "witness-2"),
        ({**TWO, "witness-2": "کریم  نوری", "mark": "signature"}, "witness-2"),
        (TWO, "mark"),
        ({**TWO, "mark": "head"}, "mark"),
        (SIGNED, ""),
        ({**TWO, "mark": "signature"}, ""),
        ({**TWO, "mark": "thumbprint"}, ""),
    ],
)
def test_an_undertaking_has_a_notary_or_two_witnesses_and_ones_own_mark(
    form: dict[str, str], missing: str
) -> None:
    assert missing_in_undertaking(form, {}) == missing


@pytest.mark.parametrize(
    ("form", "missing"),
    [
        ({}, "consent"),
        ({**INTEREST, "consent": "head"}, "consent"),
        ({**INTEREST, "interests": ""}, "interests"),
        ({**INTEREST, "consent": "court"}, "ruling"),
        ({**INTEREST, "consent": "one-alone"}, "ruling"),
        ({**INTEREST, "consent": "welfare", "ruling": "۱۲/۳"}, ""),
        (INTEREST, ""),
    ],
)
def test_a_child_has_its_interests_in_writing_and_both_guardians_or_a_ruling(
    form: dict[str, str], missing: str
) -> None:
    assert missing_for_child(form, {}) == missing
