"""A date typed in three fields."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override

from panah.foundation.jalali import Jalali, PartialDate, to_gregorian
from panah.web.fields import JalaliDateField


class Birth(forms.Form):
    born = JalaliDateField(label="تاریخ تولد")
    left = JalaliDateField(label="روز سفر", whole=True, required=False)


def typed(day: str, month: str, year: str, **more: str) -> Birth:
    return Birth({"born_day": day, "born_month": month, "born_year": year, **more})


@pytest.mark.parametrize("fields", [("11", "3", "1371"), ("۱۱", "۳", "۱۳۷۱"), ("١١", "خرداد", "١٣٧١")])
def test_any_digits_and_the_name_of_a_month_are_read(fields: tuple[str, str, str]) -> None:
    form = typed(*fields)
    assert form.is_valid(), form.errors
    day = to_gregorian(Jalali(1371, 3, 11))
    assert form.cleaned_data["born"] == PartialDate(day, day, "day")


def test_a_year_alone_is_a_birth_date() -> None:
    form = typed("", "", "۱۳۶۹")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"].precision == "year"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (("11", "3", "71"), "سال را با ۴ رقم بنویسید، مثل ۱۳۷۱."),
        (("11", "", "1371"), "ماه را هم بنویسید، یا روز را خالی بگذارید."),
        (("30", "12", "1404"), "اسفند آن سال ۲۹ روز داشت؛ روز را دوباره ببینید."),
        (("11", "13", "1371"), "ماه را با عدد ۱ تا ۱۲ یا با نامش بنویسید."),
        (("x", "3", "1371"), "روز را با عدد ۱ تا ۳۱ بنویسید."),
        (("31", "8", "1371"), "این روز در تقویم نیست؛ روز و ماه را دوباره ببینید."),
        (("11", "3", "1992"), "این سال میلادی است؛ سال خورشیدی را بنویسید، مثل ۱۳۷۱."),
        (("11", "3", ""), "سال را بنویسید، با ۴ رقم، مثل ۱۳۷۱."),
    ],
)
def test_each_mistake_has_a_sentence_that_says_what_to_type(
    fields: tuple[str, str, str], sentence: str
) -> None:
    with override("fa"):
        assert typed(*fields).errors["born"] == [sentence]


def test_a_day_of_travel_must_be_whole() -> None:
    form = typed("11", "3", "1371", left_day="", left_month="9", left_year="1405")
    with override("fa"):
        assert form.errors["left"] == ["روز و ماه را هم بنویسید."]


def test_a_date_that_may_stay_empty_may() -> None:
    form = typed("11", "3", "1371")
    assert form.is_valid()
    assert form.cleaned_data["left"] is None


def test_a_known_year_leaves_the_other_fields_empty() -> None:
    first, last = to_gregorian(Jalali(1369, 1, 1)), to_gregorian(Jalali(1369, 12, 29))
    html = str(Birth(initial={"born": PartialDate(first, last, "year")})["born"])
    assert 'value="۱۳۶۹"' in html
    assert html.count("value=") == 1


def test_each_of_the_three_fields_has_its_own_label() -> None:
    with override("fa"):
        html = str(Birth()["born"])
    for place, word in enumerate(["روز", "ماه", "سال"]):
        assert f'<label for="id_born_{place}">{word}</label>' in html
        assert f'id="id_born_{place}"' in html


def test_the_error_summary_leads_to_the_first_of_the_three_fields() -> None:
    html = render_to_string("panah/parts/error_summary.html", {"form": typed("11", "3", "71")})
    assert 'href="#id_born_0"' in html


def test_an_error_is_tied_to_its_field_for_those_who_listen() -> None:
    html = render_to_string("panah/parts/field.html", {"field": typed("11", "3", "71")["born"]})
    assert 'aria-describedby="id_born_error"' in html
    assert 'id="id_born_error"' in html
