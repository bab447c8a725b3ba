"""What a directive says on a day."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.catalogue.rules.dating import Period
from panah.catalogue.rules.directive import (
    DirectiveTable,
    Limit,
    LimitUnit,
    NoGoArea,
    PayeeKind,
    ReasonKind,
    Situation,
    Switch,
    Tariff,
    borders,
    deciding_tariffs,
    exemptions,
    length,
    limit,
    no_go,
    reason,
    reasons,
    same_people,
    switch,
    tariff,
    tariffs,
)
from panah.catalogue.rules.directive_reading import read_directive
from panah.catalogue.shipped import check_shipped, folder, shipped_directives
from panah.foundation.durations import Duration
from panah.foundation.errors import NotFound
from panah.foundation.jalali import parse
from panah.workflow.form_options import ChargedPer, OfficeLevel

DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))
PERIODS = st.builds(
    lambda first, days: Period(first, None if days is None else date.fromordinal(first.toordinal() + days)),
    DAYS,
    st.none() | st.integers(1, 4_000),
)


def _tariff(rial: int, valid_from: str, valid_until: str | None = None, *, decides: bool = False) -> Tariff:
    return Tariff(
        service="exit-paper",
        fee="exit",
        what="برگه",
        rial=rial,
        per=ChargedPer.PERSON,
        valid_from=valid_from,
        valid_until=valid_until,
        source="seed 4",
        decides=decides,
    )


def _table(*rows: Tariff, **others: tuple[object, ...]) -> DirectiveTable:
    return DirectiveTable(slug="bushehr", title="دستورالعمل", tariffs=rows, **others)  # type: ignore[arg-type]  # each list by its own name


def _area(**changes: object) -> NoGoArea:
    told = {
        "province": "bushehr",
        "counties": ("ganaveh",),
        "label": "گناوه",
        "valid_from": "1401/01/01",
        "source": "known",
    }
    return NoGoArea(**(told | changes))  # type: ignore[arg-type]  # the changes are of the field's own type


def test_an_amount_holds_from_its_day_until_the_next_one_begins() -> None:
    table = _table(_tariff(100, "1404/01/01", "1405/01/01"), _tariff(200, "1405/01/01"))
    amounts = [
        tariff(table, service="exit-paper", fee="exit", on=parse(day)).rial
        for day in ("1404/12/29", "1405/01/01")
    ]
    assert amounts == [100, 200]


def test_of_two_amounts_the_directive_decides() -> None:
    table = _table(_tariff(300_000, "1396/01/01"), _tariff(500_000, "1396/01/01", decides=True))
    assert tariff(table, service="exit-paper", fee="exit", on=parse("1405/01/01")).rial == 500_000
    assert [row.rial for row in tariffs(table, service="exit-paper", on=parse("1405/01/01"))] == [500_000]


def test_a_fee_without_an_amount_is_said_plainly() -> None:
    with pytest.raises(NotFound, match="tariff-not-set"):
        tariff(_table(_tariff(1, "1405/01/01")), service="exit-paper", fee="exit", on=parse("1404/12/29"))


@given(PERIODS, PERIODS)
def test_two_spans_overlap_exactly_when_one_holds_the_others_first_day(one: Period, other: Period) -> None:
    assert one.overlaps(other) == (one.holds(other.first) or other.holds(one.first))
    assert one.overlaps(other) == other.overlaps(one)


def test_nobody_is_barred_from_the_county_they_are_registered_in() -> None:
    table, on = _table(no_go=(_area(),)), parse("1405/09/01")
    barred = no_go(table, nationality="AFG", province="bushehr", county="ganaveh", on=on)
    at_home = no_go(
        table,
        nationality="AFG",
        province="bushehr",
        county="ganaveh",
        on=on,
        registered_in=("bushehr", "ganaveh"),
    )
    assert barred is not None
    assert at_home is None


def test_an_area_of_one_nationality_bars_no_other() -> None:
    table, on = _table(no_go=(_area(nationalities=("IRQ",)),)), parse("1405/09/01")
    assert no_go(table, nationality="AFG", province="bushehr", county="ganaveh", on=on) is None
    assert no_go(table, nationality="IRQ", province="bushehr", county="ganaveh", on=on) is not None


def test_an_area_without_counties_is_the_whole_province() -> None:
    table = _table(no_go=(_area(counties=()),))
    found = no_go(table, nationality="AFG", province="bushehr", county="jam", on=parse("1405/09/01"))
    assert found is not None


def test_an_area_that_ended_bars_nobody() -> None:
    table = _table(no_go=(_area(valid_until="1404/01/01"),))
    assert (
        no_go(table, nationality="AFG", province="bushehr", county="ganaveh", on=parse("1404/01/01")) is None
    )


def test_a_switch_is_off_until_its_day_and_when_it_is_turned_off() -> None:
    on = Switch(
        name="straight-through",
        service="intercity-travel",
        on=True,
        valid_from="1405/01/01",
        valid_until="1405/06/01",
        source="known",
    )
    off = replace(on, on=False, valid_from="1405/06/01", valid_until=None)
    table = _table(switches=(on, off))
    found = [
        switch(table, name="straight-through", service="intercity-travel", on=parse(day))
        for day in ("1404/12/29", "1405/01/01", "1405/06/01")
    ]
    assert found == [None, on, None]


def test_a_services_own_limit_comes_before_the_common_one() -> None:
    common = Limit(name="objection", number=20, unit=LimitUnit.DAY, valid_from="1405/01/01", source="known")
    own = Limit(
        name="objection",
        number=2,
        unit=LimitUnit.MONTH,
        valid_from="1405/01/01",
        source="known",
        service="party-licence",
    )
    table, on = _table(limits=(common, own)), parse("1405/02/01")
    assert length(limit(table, name="objection", on=on, service="party-licence")) == Duration(2, "month")
    assert length(limit(table, name="objection", on=on, service="exit-paper")) == Duration(20, "day")
    with pytest.raises(NotFound, match="limit-not-set"):
        limit(table, name="objection", on=parse("1404/01/01"))


def test_a_limit_that_counts_times_is_no_length() -> None:
    times = Limit(
        name="trip-extensions", number=2, unit=LimitUnit.TIMES, valid_from="1405/01/01", source="known"
    )
    with pytest.raises(ValueError, match="counts times"):
        length(times)


@pytest.fixture(scope="module")
def bushehr() -> DirectiveTable:
    (text,) = shipped_directives().values()
    return read_directive(text, file="bushehr.toml")


def test_a_trip_slip_costs_what_the_directive_of_bushehr_says(bushehr: DirectiveTable) -> None:
    row = tariff(bushehr, service="intercity-travel", fee="trip", on=parse("1405/09/01"))
    assert (row.rial, str(row.per), row.source) == (150_000, "case", "public: alborz-travel")


def test_where_seeds_disagree_both_amounts_stand_and_one_decides(bushehr: DirectiveTable) -> None:
    rows = [row for row in bushehr.tariffs if row.service == "refugee-id-card"]
    assert {(row.rial, row.source, row.decides) for row in rows} == {
        (500_000, "seed 1", True),
        (300_000, "seed 2", False),
    }


@pytest.mark.parametrize("county", ["ganaveh", "deylam", "asaluyeh"])
def test_the_three_counties_of_1401_need_a_word_of_an_expert(bushehr: DirectiveTable, county: str) -> None:
    on = parse("1405/09/01")
    area = no_go(bushehr, nationality="AFG", province="bushehr", county=county, on=on)
    assert area is not None
    assert not area.confirmed
    assert no_go(bushehr, nationality="AFG", province="bushehr", county="dashti", on=on) is None


def test_a_trip_lasts_thirty_days_at_most(bushehr: DirectiveTable) -> None:
    found = limit(bushehr, name="trip-length", on=parse("1405/09/01"), service="intercity-travel")
    assert length(found) == Duration(30, "day")


def test_every_reason_for_a_no_comes_with_what_can_be_done(bushehr: DirectiveTable) -> None:
    refusals = reasons(bushehr, service="intercity-travel", kind=ReasonKind.REFUSED)
    assert {row.code for row in refusals} >= {"no-go-area", "court-order"}
    assert all(row.remedy and row.rule for row in refusals)
    assert reason(bushehr, code="no-go-area") in refusals
    with pytest.raises(NotFound, match="reason-unknown"):
        reason(bushehr, code="because")


def test_whoever_cannot_pay_finds_a_ground_to_be_exempt(bushehr: DirectiveTable) -> None:
    codes = {row.code for row in exemptions(bushehr, service="intercity-travel", on=parse("1405/09/01"))}
    assert codes >= {"welfare", "special-disease", "hardship"}


def test_a_border_may_be_chosen_while_the_directive_names_it() -> None:
    text = """slug = "test"
title = "آزمایش"
[[borders]]
code = "dogharoun"
label = "دوغارون، به افغانستان"
valid_from = "1396/01/01"
source = "known"
[[borders]]
code = "milak"
label = "میلک، به افغانستان"
valid_from = "1396/01/01"
valid_until = "1405/09/01"
source = "known"
"""
    table = read_directive(text, file="test.toml")
    on_last, after = parse("1405/08/30"), parse("1405/09/01")
    assert [one.code for one in borders(table, on=on_last)] == ["dogharoun", "milak"]
    assert [one.code for one in borders(table, on=after)] == ["dogharoun"]


def _levy(rial: int, **more: object) -> Tariff:
    return replace(_tariff(rial, "1396/01/01"), **more)  # type: ignore[arg-type]  # named by each test


def test_the_amount_of_a_band_is_that_of_the_households_size() -> None:
    table = _table(
        _levy(1, members_from=1, members_to=2),
        _levy(2, members_from=3, members_to=4),
        _levy(3, members_from=5),
    )
    asked = [
        tariff(
            table,
            service="exit-paper",
            fee="exit",
            on=parse("1405/01/01"),
            situation=Situation(members=members),
        ).rial
        for members in (1, 2, 3, 4, 5, 30)
    ]
    assert asked == [1, 1, 2, 2, 3, 3]
    with pytest.raises(NotFound, match="tariff-not-set"):
        tariff(table, service="exit-paper", fee="exit", on=parse("1405/01/01"))


def test_the_narrower_row_goes_before_the_wider_one() -> None:
    wide, of_level = _levy(1), _levy(2, level=OfficeLevel.COUNTY)
    of_province, of_round = _levy(3, province="bushehr"), _levy(4, round="amayesh-18")
    table = _table(wide, of_level, of_province, of_round)
    rows = deciding_tariffs(table, service="exit-paper", fee="exit", on=parse("1405/01/01"))
    assert [row.rial for row in rows] == [4, 3, 2, 1]
    here = Situation(level=OfficeLevel.COUNTY, province="fars", round="amayesh-17")
    assert tariff(table, service="exit-paper", fee="exit", on=parse("1405/01/01"), situation=here).rial == 2


def test_of_rows_that_stand_side_by_side_for_other_people_each_decides() -> None:
    assert not same_people(_levy(1, members_to=2), _levy(2, members_from=3))
    assert same_people(_levy(1, members_to=3), _levy(2, members_from=3))
    assert not same_people(_levy(1, round="amayesh-18"), _levy(2))


def test_the_levy_of_bushehr_is_tehrans_until_the_council_says_otherwise(bushehr: DirectiveTable) -> None:
    rows = [row for row in bushehr.tariffs if row.fee == "levy"]
    assert [(row.rial, row.members_from, row.members_to) for row in rows] == [
        (1_500_000, 1, 2),
        (2_000_000, 3, 4),
        (2_500_000, 5, None),
    ]
    assert {(row.source, row.confirmed, row.payee_kind) for row in rows} == {
        ("public: levy-tehran", False, PayeeKind.MUNICIPALITY)
    }


def test_a_mistake_in_a_directive_of_several_files_is_found_in_its_own_file_and_line(tmp_path: Path) -> None:
    copytree(folder(), tmp_path / "services")
    rounds = tmp_path / "services" / "directives" / "bushehr" / "rounds.toml"
    text = rounds.read_text(encoding="utf-8")
    line = text.split("\n").index('opens = "1405/09/01"') + 1
    rounds.write_text(text.replace('opens = "1405/09/01"', 'opens = "1405/13/01"'), encoding="utf-8")
    errors = check_shipped(tmp_path / "services").errors
    assert [one for one in errors if f"directives/bushehr/rounds.toml:{line}:" in one] == errors
    assert errors
