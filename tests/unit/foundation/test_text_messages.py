"""How long a text message is, as networks count it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.text_messages import sms_parts

PERSIAN = st.text("آابپتسچحخدذرزژسشصضطظعغفقکگلمنوهی ۰۱۲۳۴", max_size=400)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 307, 3),
        ("ب" * 70, 1),
        ("ب" * 71, 2),
        ("ب" * 134, 2),
        ("ب" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("a" * 159 + "{", 3),
    ],
)
def test_parts_are_counted_as_networks_count_them(text: str, parts: int) -> None:
    assert sms_parts(text) == parts


@given(PERSIAN)
def test_the_parts_hold_the_text_and_one_fewer_would_not(text: str) -> None:
    parts = sms_parts("ب" + text)
    length = len(text) + 1
    assert length <= (70 if parts == 1 else 67 * parts)
    assert parts == 1 or length > (70 if parts == 2 else 67 * (parts - 1))


@given(PERSIAN, PERSIAN)
def test_a_longer_text_never_takes_fewer_parts(text: str, more: str) -> None:
    assert sms_parts("ب" + text) <= sms_parts("ب" + text + more)
