"""Papers are typeset here, from data, without a network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.documents.rules.data import Data, Value
from panah.documents.typesetting import isolated, typeset

VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
ISOLATES = str.maketrans("", "", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _bare(value: Value) -> Value:
    if isinstance(value, str):
        return value.translate(ISOLATES)
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items()}
    return value


@given(VALUES)
def test_setting_numbers_apart_changes_nothing_else(value: Value) -> None:
    assert _bare(isolated(value)) == _bare(value)


def test_dates_phones_and_amounts_are_set_apart_at_any_depth() -> None:
    data: Data = {"rows": [{"text": "متولد 1990-08-05، تلفن ۰۷۷-۳۳۳۳۰۶۹۶"}], "count": 3, "is_open": True}
    assert isolated(data) == {
        "rows": [{"text": "متولد \u20661990-08-05\u2069، تلفن \u2066۰۷۷-۳۳۳۳۰۶۹۶\u2069"}],
        "count": 3,
        "is_open": True,
    }


def test_a_face_that_does_not_exist_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-face"):
        typeset("no-such-face", {})


def test_data_that_does_not_fit_its_face_is_refused() -> None:
    with pytest.raises(ValueError, match="service-form"):
        typeset("service-form", {"title": "بی‌چیز"})
