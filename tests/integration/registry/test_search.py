"""Finding people by whatever was typed."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from factories import people
from factories.people import NOW, entry, family, person
from panah.registry import operations as ops
from panah.registry.models import NameToken, NameVocabulary, Person
from panah.registry.queries import Hints, carriers, find_persons, search
from panah.registry.values import NameInput, NewHousehold, PaperInput
from panah.registry.words import PaperKind, Sex

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> people.House:
    return people.house()


@pytest.fixture
def zabih(house: people.House) -> Person:
    crowd = [
        person("فاطمه", "حسینی", sex=Sex.FEMALE, latin=("Fatima", "Hussaini")),
        person("محمدعلی", "رضایی", latin=("Mohammad Ali", "Rezaei")),
        person("قربان‌علی", "بهسودی", latin=("Qurban Ali", "Behsudi")),
        person("ذبیح‌الله", "صدیقی", latin=("Zabihullah", "Sediqi")),
    ]
    _, members = family(house.bushehr, *crowd)
    return members[3]


def first(typed: str) -> Person | None:
    found = find_persons(typed, scope=None)
    return found[0].person if found else None


@pytest.mark.parametrize(
    "typed",
    [
        "ذبیح‌الله صدیقی",
        "ذبيح الله صديقي",
        "ذبیحالله صدیقی",
        "ضبیح‌اله صدیغی",
        "صدیقی ذبیح‌الله",
        "ذبیح‌لله صدیقی",
        "Zabihullah Sediqi",
        "zabiullah seddiqi",
        "SEDIQI Zabihulah",
        "ذبیح‌الله",
        "  ذبیح‌الله\u200f   صدیقی ",
    ],
)
def test_a_person_is_found_however_the_name_is_spelled(zabih: Person, typed: str) -> None:
    assert first(typed) == zabih


@pytest.mark.parametrize("typed", ["محمد علی رضایی", "محمدعلی رضائی", "محمد‌علی رضايي", "Muhammad Ali Rezai"])
def test_names_of_two_words_are_found_written_together_or_apart(zabih: Person, typed: str) -> None:
    found = first(typed)
    assert found is not None
    assert found.name == "محمدعلی رضایی"


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "؟!", "\x00", "'; --", "\u202e"])
def test_what_is_no_name_finds_nobody(zabih: Person, typed: str) -> None:
    assert find_persons(typed, scope=None) == []


def test_a_stranger_is_not_passed_off_as_somebody(zabih: Person) -> None:
    assert find_persons("واسیلی پتروویچ", scope=None) == []


def test_of_two_namesakes_the_father_and_the_year_of_birth_decide(house: people.House) -> None:
    _, (older, younger) = family(
        house.bushehr,
        person("علی", "احمدی", born="1960-05-05", father="حسن"),
        person("علی", "احمدی", born="1999-05-05", father="کریم"),
    )
    assert find_persons("علی احمدی", scope=None, hints=Hints(birth_year=1999))[0].person == younger
    assert find_persons("علی احمدی", scope=None, hints=Hints(father="حسن"))[0].person == older


@pytest.mark.parametrize("typed", ["ذبیح‌الله صدیقی", "صدیقی ذبیح‌الله", "صدیقی", "ذبیحاله صدیغی", "Sediqi"])
def test_names_too_common_to_be_read_whole_are_found_as_well(
    zabih: Person, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr(carriers, "ROWS", 0)
    assert first(typed) == zabih


@pytest.mark.parametrize("rows", [carriers.ROWS, 0])
def test_namesakes_elsewhere_neither_show_nor_crowd_out_ones_own(
    house: people.House, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(carriers, "ROWS", rows)
    monkeypatch.setattr(search, "RERANKED", 3)
    family(house.borazjan, *(person("محمد علی", "رضایی", born=f"19{year}-01-01") for year in range(60, 85)))
    _, (own,) = family(house.bushehr, person("محمد علی", "رضایی"))
    clerk = people.officer("service-clerk", house.bushehr)
    for typed in ("محمد رضایی", "محمد علی رضایی", "رضایی محمد علی", "محمد", "رضائی"):
        assert [find.person for find in find_persons(typed, scope=clerk)] == [own], typed


@pytest.mark.parametrize("typed", ["ذبیح‌الله صدیقی", "Z7001"])
@pytest.mark.parametrize("rows", [carriers.ROWS, 0])
def test_who_left_a_household_is_out_of_reach_of_its_office(
    house: people.House, monkeypatch: pytest.MonkeyPatch, rows: int, typed: str
) -> None:
    monkeypatch.setattr(carriers, "ROWS", rows)
    household, (_, gone) = family(house.bushehr, person(), person("ذبیح‌الله", "صدیقی"))
    card = PaperInput(PaperKind.AMAYESH_CARD, "Z7001", date(2026, 1, 1), None)
    ops.record_paper(entry=entry(), person=gone, paper=card)
    before, now = (people.officer("service-clerk", office) for office in (house.bushehr, house.borazjan))
    assert [one.person for one in find_persons(typed, scope=before)] == [gone]
    home = NewHousehold(household_code="8999001", office=house.borazjan)
    ops.split_household(entry=entry(), household=household, leavers=[gone], into=home, head=gone)
    assert find_persons(typed, scope=before) == []
    assert [one.person for one in find_persons(typed, scope=now)] == [gone]


def test_a_pasted_page_asks_the_database_no_more_than_a_long_name(
    zabih: Person, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(carriers, "ROWS", 0)
    with django_assert_max_num_queries(25):
        find_persons("ذبیح‌الله صدیقی فاطمه حسینی محمدعلی رضایی قربان‌علی بهسودی " * 50, scope=None)


def test_a_new_name_is_found_at_once_and_an_old_spelling_stays_findable(zabih: Person) -> None:
    assert first("میرویس شینواری") is None
    ops.correct_name(entry=entry(), person=zabih, name=NameInput(given="میرویس", family="شینواری"))
    assert first("میرویس شینواری") == zabih
    assert first("ذبیح‌الله صدیقی") == zabih


def test_a_name_taken_back_is_not_found_any_more(zabih: Person) -> None:
    event = ops.correct_name(entry=entry(), person=zabih, name=NameInput(given="میرویس", family="شینواری"))
    ops.reverse_event(entry=entry(now=NOW, reason="اشتباه"), event=event)
    assert first("میرویس شینواری") is None


def test_the_vocabulary_counts_what_the_index_holds(zabih: Person) -> None:
    kept = dict(NameVocabulary.objects.values_list("token", "persons"))
    ops.rebuild_vocabulary()
    assert dict(NameVocabulary.objects.values_list("token", "persons")) == kept
    assert set(kept) == set(NameToken.objects.values_list("token", flat=True))
