"""Names of places and offices, as each language reads them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.organisation.place_names import LANGUAGES, county_in, latin_letters, latin_name, name_in, shipped

PROVINCES = [
    line.split("\t")[2] for line in shipped("provinces.tsv").splitlines() if line and not line.startswith("#")
]
COUNTIES = [
    line.split("\t") for line in shipped("counties.tsv").splitlines() if line and not line.startswith("#")
]
OFFICE_301 = "دفتر خدمات اقامت و اشتغال اتباع خارجی ۳۰۱ بوشهر"
BUREAU = "اداره کل امور اتباع و مهاجرین خارجی استانداری سیستان و بلوچستان"


@pytest.mark.parametrize("province", PROVINCES)
def test_every_province_has_a_name_in_every_language(province: str) -> None:
    names = {language: name_in(language, province) for language in LANGUAGES}
    assert re.fullmatch("[A-Za-z -]+", names["en"])
    assert all(names.values())


def test_the_list_of_counties_is_whole_and_each_has_one_place() -> None:
    assert len(COUNTIES) == 484
    assert len({(province, slug) for province, slug, _ in COUNTIES}) == 484
    assert len({(province, name) for province, _, name in COUNTIES}) == 484
    assert {province for province, _, _ in COUNTIES} == {
        line.split("\t")[1]
        for line in shipped("provinces.tsv").splitlines()
        if line and not line.startswith("#")
    }


def test_an_office_is_called_as_each_language_calls_it() -> None:
    assert name_in("fa", OFFICE_301) == OFFICE_301
    assert name_in("en", OFFICE_301) == "Residence and employment service office 301, Bushehr"
    assert name_in("ar", OFFICE_301) == "مكتب خدمات الإقامة والعمل للأجانب 301، بوشهر"
    assert name_in("en", BUREAU) == "Bureau for Foreign Nationals and Immigrants, Sistan and Baluchestan"
    assert "سیستان او بلوچستان" in name_in("ps", BUREAU)


@pytest.mark.parametrize("language", ["fa", *LANGUAGES, "xx"])
def test_a_name_nobody_translated_stays_as_it_is_on_the_door(language: str) -> None:
    assert name_in(language, "شعبهٔ ویژهٔ نوآباد") == "شعبهٔ ویژهٔ نوآباد"


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_has_a_name(text: str, language: str) -> None:
    assert isinstance(name_in(language, text), str)


def test_a_county_stands_with_its_province() -> None:
    fars = {"county": "شیراز", "slug": "shiraz", "province": "فارس"}
    assert county_in("fa", **fars) == "شیراز، استان فارس"
    assert county_in("en", **fars) == "Shiraz, Fars"
    assert county_in("ps", **fars) == "شیراز، د فارس ولایت"
    assert latin_name("bandar-abbas") == "Bandar Abbas"


@given(st.text(max_size=80))
def test_a_slug_is_always_readable_or_empty(text: str) -> None:
    assert re.fullmatch("[a-z-]{0,40}", latin_letters(text))
