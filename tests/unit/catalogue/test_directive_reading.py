"""A directive that contradicts itself is refused, with file, line and key."""

import pytest

from panah.catalogue.rules.directive_reading import read_directive
from panah.workflow.form_reading import FormProblem, FormRefused

PLACES = {"bushehr": {"ganaveh", "deylam"}, "fars": {"shiraz"}}
HEAD = """slug = "bushehr"
title = "دستورالعمل استان بوشهر"
province = "bushehr"

"""
TARIFF = """[[tariffs]]
service = "exit-paper"
fee = "exit"
what = "برگهٔ خروج"
rial = 150000
per = "person"
valid_from = "1396/01/01"
source = "seed 4"
"""


def _problems(text: str) -> list[FormProblem]:
    with pytest.raises(FormRefused) as refused:
        read_directive(HEAD + text, file="bushehr.toml", places=PLACES)
    return list(refused.value.problems)


def _only(text: str) -> FormProblem:
    (problem,) = _problems(text)
    assert problem.file == "bushehr.toml"
    return problem


def test_a_sound_directive_is_read() -> None:
    table = read_directive(HEAD + TARIFF, file="bushehr.toml", places=PLACES)
    assert (table.slug, table.province, len(table.tariffs)) == ("bushehr", "bushehr", 1)


def test_an_unknown_service_is_named_with_the_nearest_one() -> None:
    found = _only(TARIFF.replace("exit-paper", "exit-papper"))
    assert (found.code, found.line, found.nearest) == ("unknown-name", 6, "exit-paper")


def test_an_unknown_county_is_named_with_the_nearest_one() -> None:
    area = """[[no_go]]
province = "bushehr"
counties = ["ganave"]
label = "گناوه"
valid_from = "1401/01/01"
source = "known"
"""
    found = _only(area)
    assert (found.code, found.key, found.line, found.nearest) == (
        "unknown-name",
        "no_go[1].counties",
        7,
        "ganaveh",
    )


def test_a_county_of_another_province_is_refused() -> None:
    area = '[[no_go]]\nprovince = "fars"\ncounties = ["ganaveh"]\nlabel = "گناوه"\n'
    found = _only(area + 'valid_from = "1401/01/01"\nsource = "known"\n')
    assert found.code == "unknown-name"


def test_an_unknown_province_is_refused() -> None:
    with pytest.raises(FormRefused) as refused:
        read_directive(HEAD.replace('"bushehr"\n\n', '"busher"\n\n'), file="f", places=PLACES)
    assert [(one.code, one.nearest) for one in refused.value.problems] == [("unknown-name", "bushehr")]


def test_two_amounts_of_which_none_decides_are_refused() -> None:
    found = _only(TARIFF + TARIFF.replace("150000", "200000"))
    assert (found.code, found.line) == ("undecided-tariff", 13)


def test_two_amounts_that_both_decide_are_refused() -> None:
    deciding = TARIFF + "decides = true\n"
    assert _only(deciding + deciding).code == "undecided-tariff"


def test_amounts_for_households_of_other_sizes_stand_side_by_side() -> None:
    small = TARIFF + "members_to = 2\n"
    large = TARIFF.replace("150000", "200000") + "members_from = 3\n"
    assert len(read_directive(HEAD + small + large, file="bushehr.toml", places=PLACES).tariffs) == 2
    assert _only(small + large.replace("= 3", "= 2")).code == "undecided-tariff"


def test_a_band_of_nobody_is_refused() -> None:
    assert _only(TARIFF + "members_from = 3\nmembers_to = 2\n").code == "empty-band"
    assert _only(TARIFF + "members_from = 0\n").code == "empty-band"


def test_a_tariff_of_an_unknown_province_is_refused() -> None:
    assert _only(TARIFF + 'province = "busher"\n').nearest == "bushehr"


def test_whether_a_counter_takes_cash_is_a_switch_of_the_directive() -> None:
    cash = """[[switches]]
name = "cash-accepted"
service = "exit-paper"
on = true
valid_from = "1396/01/01"
source = "proposed"
"""
    assert read_directive(HEAD + cash, file="bushehr.toml", places=PLACES).switches[0].name == "cash-accepted"
    assert _only(cash.replace("accepted", "acceptd")).nearest == "cash-accepted"


def test_amounts_that_follow_each_other_need_no_decision() -> None:
    first = TARIFF + 'valid_until = "1405/01/01"\n'
    table = read_directive(HEAD + first + TARIFF.replace("1396", "1405"), file="bushehr.toml", places=PLACES)
    assert len(table.tariffs) == 2


def test_the_thirtieth_of_esfand_of_a_common_year_is_no_day() -> None:
    found = _only(TARIFF.replace("1396/01/01", "1404/12/30"))
    assert (found.key, found.line) == ("tariffs[1].valid_from", 11)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    assert _only(TARIFF + 'valid_until = "1395/01/01"\n').code == "empty-span"


def test_a_gregorian_date_is_refused() -> None:
    assert _only(TARIFF.replace("1396/01/01", "2017-03-21")).code == "wrong-text"


def test_a_code_that_stands_twice_is_refused() -> None:
    reason = '[[reasons]]\ncode = "late"\ntext = "دیر است"\nremedy = "دوباره بیایید"\nkinds = ["refused"]\n'
    assert {one.code for one in _problems(reason + reason)} == {"repeated-code"}


def test_a_switch_without_a_name_the_loader_knows_is_refused() -> None:
    text = """[[switches]]
name = "strait-through"
service = "intercity-travel"
on = true
requires = ["papers-valid"]
valid_from = "1405/01/01"
source = "known"
"""
    found = _only(text)
    assert (found.key, found.nearest) == ("switches[1].name", "straight-through")


def test_a_misspelt_key_is_named_with_the_right_one() -> None:
    found = _only(TARIFF.replace("rial =", "rials ="))
    assert (found.code, found.nearest) == ("unknown-key", "rial")
