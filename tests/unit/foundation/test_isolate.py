import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.isolate import isolate_html, isolate_text
from panah.foundation.persian import BIDI_CONTROLS

TEXTS = st.text() | st.text(alphabet="اب ۱۲٣45AB-/.:+<>&\"'\u202e\u2066\0\u00a0")
NO_CONTROLS = dict.fromkeys(map(ord, BIDI_CONTROLS))


def bdi(run: str) -> str:
    return f'<bdi dir="ltr">{run}</bdi>'


@pytest.mark.parametrize(
    "run",
    [
        "1990-08-05", "۰۷۷-۳۳۳۳۰۶۹۶", "٠٧٧-٣٣٣٣", "+989121234567", "A10000001", "10:30", "۱۴۰۵/۰۸/۲۹",
        "IR82\u00a00540\u00a01026", "192.168.0.1", "۵۰۰٬۰۰۰", "1405/301/12-B", "7",
    ],
)  # fmt: skip
def test_an_identifier_inside_persian_keeps_its_own_order(run: str) -> None:
    assert isolate_html(f"تاریخ {run} است") == f"تاریخ {bdi(run)} است"
    assert isolate_text(f"تاریخ {run}، است") == f"تاریخ \u2066{run}\u2069، است"


@pytest.mark.parametrize("text", ["", "پناه", "GMT", "a@b.example", "الف-ب", "- / . :"])
def test_text_without_a_digit_is_left_alone(text: str) -> None:
    assert isolate_html(text) == isolate_text(text) == text


def test_punctuation_of_the_sentence_stays_outside() -> None:
    assert isolate_html("کارت 12.") == f"کارت {bdi('12')}."
    assert isolate_html("آبان-1405 (12)") == f"آبان-{bdi('1405')} ({bdi('12')})"


def test_html_is_escaped_inside_and_outside_the_run() -> None:
    assert isolate_html('<b>5</b> & "x"') == f"&lt;b&gt;{bdi('5')}&lt;/b&gt; &amp; &quot;x&quot;"


def test_direction_marks_hidden_in_the_text_are_dropped() -> None:
    assert isolate_html("\u202e1990\u202c-08") == bdi("1990-08")


@given(TEXTS)
def test_nothing_but_the_marks_is_added(text: str) -> None:
    shown = isolate_html(text).replace('<bdi dir="ltr">', "").replace("</bdi>", "")

    assert unescape(shown) == text.translate(NO_CONTROLS)
    assert isolate_text(text).translate(NO_CONTROLS) == text.translate(NO_CONTROLS)


@given(TEXTS)
def test_no_digit_stands_outside_an_isolate_and_no_markup_comes_through(text: str) -> None:
    outside = re.sub('<bdi dir="ltr">[^<>]*</bdi>', "", isolate_html(text))

    assert not set("<>\"'") & set(outside)
    assert not re.search("[0-9۰-۹٠-٩]", re.sub("&[^;]+;", "", outside))


@given(TEXTS)
def test_isolating_twice_changes_nothing(text: str) -> None:
    assert isolate_text(isolate_text(text)) == isolate_text(text)
