"""Nobody is refused without a ground that may be used, words for them, and a rule (S1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.catalogue.rules.directive import DirectiveTable, Reason, ReasonKind
from panah.catalogue.rules.fields import CodedReason, FieldForm
from panah.decisions.rules.grounds import Ground, ground_of, letters, read_reasons
from panah.foundation.errors import InvalidInput

OWN = CodedReason(code="court-order", outcomes=("refused",), text="از گام", remedy="راه", rule="حکم")
FORM = FieldForm(title="نظر", reasons=(OWN,))
TABLE = DirectiveTable(
    slug="x",
    title="دستورالعمل",
    reasons=(
        Reason(code="court-order", text="از دستورالعمل", remedy="راه", kinds=(ReasonKind.REFUSED,)),
        Reason(code="no-go-area", text="ممنوع", remedy="راه", kinds=(ReasonKind.REFUSED,), rule="فهرست"),
        Reason(code="no-rule", text="بی‌مقرره", remedy="راه", kinds=(ReasonKind.REFUSED,)),
    ),
)
GOOD = {"reason_code": "no-go-area", "reason_text": "برای همین شخص"}


def test_the_steps_own_list_comes_before_the_directives() -> None:
    assert ground_of(FORM, TABLE, code="court-order", word="refused") == Ground(
        "court-order", "از گام", "راه", "حکم"
    )
    assert ground_of(None, TABLE, code="court-order", word="refused") is not None


def test_a_ground_stands_only_beside_its_own_words() -> None:
    assert ground_of(FORM, TABLE, code="no-go-area", word="returned") is None
    assert ground_of(FORM, TABLE, code="unheard-of", word="refused") is None


def test_good_reasons_are_read_as_given() -> None:
    read = read_reasons(GOOD, FORM, TABLE, word="refused")
    assert (read.ground.code, read.text, read.rule) == ("no-go-area", "برای همین شخص", "فهرست")


def test_an_officers_nearer_rule_is_taken() -> None:
    assert read_reasons(GOOD | {"reason_rule": " بند ۲ "}, None, TABLE, word="refused").rule == "بند ۲"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason_code": ""}, "reason-needed"),
        ({"reason_text": None}, "reason-needed"),
        ({"reason_text": "…— \u200c"}, "reason-needed"),
        ({"reason_code": "unheard-of"}, "ground-unknown"),
        ({"reason_code": "no-rule"}, "rule-needed"),
        ({"reason_rule": "ب" * 401}, "rule-too-long"),
    ],
)
def test_what_is_missing_is_named(change: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        read_reasons(GOOD | change, FORM, TABLE, word="refused")


def test_an_answer_in_somebodys_favour_needs_no_rule() -> None:
    values = GOOD | {"reason_code": "no-rule"}
    assert read_reasons(values, FORM, TABLE, word="refused", is_against=False).rule == ""


@given(
    st.dictionaries(
        st.sampled_from(["reason_code", "reason_text", "reason_rule"]),
        st.none() | st.text(max_size=12) | st.integers() | st.just("no-go-area"),
    )
)
def test_whatever_is_sent_nothing_is_read_without_all_three(values: dict[str, object]) -> None:
    try:
        read = read_reasons(values, FORM, TABLE, word="refused")
    except InvalidInput:
        return
    assert letters(read.text)
    assert letters(read.rule)
    assert read.ground.code == "no-go-area"
