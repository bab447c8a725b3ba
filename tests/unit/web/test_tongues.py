"""Numbers, dates and amounts in the five languages."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.persian import to_latin_digits
from panah.web.dates import long_date, short_date
from panah.web.templatetags import days
from panah.web.tongues import TONGUES, in_digits_of, tongue_of

DAY = date(2026, 11, 20)


def shown(template: str, language: str, **context: object) -> str:
    with override(language):
        return Template("{% load panah %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("language", "said"), [("fa", "۱۴۰۵"), ("prs", "۱۴۰۵"), ("ps", "۱۴۰۵"), ("ar", "١٤٠٥"), ("en", "1405")]
)
def test_a_number_is_read_in_the_digits_of_the_language(language: str, said: str) -> None:
    for typed in ("1405", "۱۴۰۵", "١٤٠٥"):
        assert in_digits_of(tongue_of(language), typed) == said


@pytest.mark.parametrize("written", ["Atbaboushehr1@yahoo.com", "A10000001", "https://example.org/7"])
def test_what_is_written_in_latin_letters_keeps_latin_digits(written: str) -> None:
    assert in_digits_of(TONGUES["fa"], f"نشانی: {written}") == f"نشانی: {written}"


@given(
    text=st.text(alphabet="۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩0123456789 -/:؛ابپ"), language=st.sampled_from(sorted(TONGUES))
)
def test_no_digit_is_lost_or_changed_in_value(text: str, language: str) -> None:
    assert to_latin_digits(in_digits_of(tongue_of(language), text)) == to_latin_digits(text)


def test_an_unknown_language_reads_persian() -> None:
    assert tongue_of("xx").code == tongue_of(None).code == "fa"


def test_only_english_reads_from_the_left() -> None:
    assert [code for code, tongue in TONGUES.items() if tongue.direction == "ltr"] == ["en"]


def test_only_persian_is_reviewed() -> None:
    assert [code for code, tongue in TONGUES.items() if tongue.reviewed] == ["fa"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fa", "۲۹ آبان ۱۴۰۵"),
        ("prs", "۲۹ عقرب ۱۴۰۵"),
        ("ps", "۲۹ لړم ۱۴۰۵"),
        ("ar", "٢٩ آبان ١٤٠٥ (٢٠ تشرين الثاني ٢٠٢٦)"),
        ("en", "29 Aban 1405 (20 November 2026)"),
    ],
)
def test_a_date_is_said_in_the_months_people_use(language: str, said: str) -> None:
    assert long_date(DAY, tongue_of(language)) == said


def test_a_moment_is_dated_by_the_clock_of_tehran() -> None:
    late_evening_in_london = datetime(2026, 11, 19, 21, 0, tzinfo=UTC)
    assert short_date(late_evening_in_london, TONGUES["fa"]) == "۱۴۰۵/۰۸/۲۹"


def test_a_date_inside_persian_keeps_its_order() -> None:
    assert shown("زادهٔ {{ text|num }}", "fa", text="1990-08-05") == 'زادهٔ <bdi dir="ltr">۱۹۹۰-۰۸-۰۵</bdi>'


def test_markup_in_a_value_is_only_text() -> None:
    assert "<script>" not in shown("{{ text|num }}", "fa", text="<script>1</script>")


def test_a_bare_number_goes_where_markup_cannot() -> None:
    assert shown("<title>{{ text|digits }}</title>", "fa", text="<12>") == "<title>&lt;۱۲&gt;</title>"


@pytest.mark.parametrize(
    ("language", "said"),
    [("fa", "۵۰۰٬۰۰۰</bdi> ریال"), ("ar", "٥٠٠٬٠٠٠</bdi> ريال"), ("en", "500,000</bdi> rial")],
)
def test_an_amount_carries_its_unit(language: str, said: str) -> None:
    assert said in shown("{{ amount|rial }}", language, amount=500_000)


def test_a_day_in_figures_and_with_its_weekday() -> None:
    assert "۱۴۰۵/۰۸/۲۹" in shown("{{ day|jalali_short }}", "fa", day=DAY)
    assert shown("{{ day|jalali_weekday }}", "fa", day=DAY).startswith("جمعه ")


def test_names_in_an_english_line_keep_their_order_and_are_read_aloud_in_persian() -> None:
    written = shown("{{ names|num }}", "en", names="رضا فقیری, حلیمه نظری, 2 <b>")
    assert written == (
        '<bdi lang="fa" dir="rtl">رضا فقیری</bdi>, <bdi lang="fa" dir="rtl">حلیمه نظری</bdi>, '
        '<bdi dir="ltr">2</bdi> &lt;b&gt;'
    )
    assert "lang" not in shown("{{ names|num }}", "ar", names="رضا فقیری، حلیمه نظری")


@pytest.mark.parametrize(("language", "said"), [("fa", "الف، ب"), ("en", "الف, ب")])
def test_parts_of_a_line_are_parted_as_the_language_does(language: str, said: str) -> None:
    assert shown("الف{% comma %}ب", language) == said


def test_a_telephone_number_is_written_as_people_say_it() -> None:
    assert shown("{{ '+989171234567'|phone }}", "fa") == '<bdi dir="ltr">۰۹۱۷\u00a0۱۲۳\u00a0۴۵۶۷</bdi>'


def test_the_year_is_left_out_only_of_days_of_this_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "utc_now", lambda: datetime(2026, 11, 21, 8, tzinfo=UTC))
    with override("fa"):
        assert "۱۴۰۵" not in days.jalali_near(DAY)
        assert "۱۴۰۴" in days.jalali_near(date(2025, 11, 20))
