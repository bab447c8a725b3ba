"""A form names the reasons an officer may give, the directive says them; where they disagree it is told."""

import pytest

from panah.catalogue.rules.bundle import ServiceContent, read_bundle
from panah.catalogue.rules.directive import DirectiveTable
from panah.catalogue.rules.directive_reading import read_directive
from panah.catalogue.rules.fields_reading import read_fields
from panah.catalogue.rules.reasons import reason_problems, with_reasons
from panah.catalogue.shipped import shipped_directives, shipped_files
from panah.workflow.form_reading import FormRefused

SLUG, LOOK = "intercity-travel", "travellers/look"
FORMS = """slug = "intercity-travel"

[officer.travellers.look]
title = "نظر"
reasons = {named}

[[officer.travellers.look.fields]]
name = "reason-code"
label = "دلیل"
type = "choice"
required = true
choices = "reasons"
when = {{ outcome = ["returned", "refused"] }}
{more}
"""
WRITTEN = """
[[officer.travellers.look.reasons]]
code = "no-go-area"
outcomes = ["refused"]
text = "مقصد بسته است."
remedy = "مقصد دیگری بنویسید."
"""


@pytest.fixture(scope="module")
def slip() -> ServiceContent:
    return read_bundle(SLUG, shipped_files(SLUG))


@pytest.fixture(scope="module")
def table() -> DirectiveTable:
    (text,) = shipped_directives().values()
    return read_directive(text, file="bushehr.toml")


def told(slip: ServiceContent, table: DirectiveTable, *, named: str, more: str = "") -> list[str]:
    assert slip.definition is not None
    forms = read_fields(FORMS.format(named=named, more=more), slip.definition, file="forms.toml")
    return list(reason_problems(SLUG, slip.definition, forms, table))


def test_what_the_slip_names_its_directive_says(slip: ServiceContent, table: DirectiveTable) -> None:
    assert slip.definition is not None
    assert slip.fields is not None
    assert list(reason_problems(SLUG, slip.definition, slip.fields, table)) == []


def test_a_named_reason_is_read_with_the_words_of_the_directive(
    slip: ServiceContent, table: DirectiveTable
) -> None:
    assert slip.definition is not None
    assert slip.fields is not None
    words = slip.definition.step(LOOK).words
    found = {one.code: one for one in with_reasons(slip.fields.officer[LOOK], table, words=words).reasons}
    row = next(one for one in table.reasons if one.code == "no-go-area")
    assert (found["no-go-area"].text, found["no-go-area"].rule) == (row.text, row.rule)
    assert found["no-go-area"].outcomes == ("refused", "left-out")


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ('["no-go-aria", "data-missing"]', "unknown-reason"),
        ('["data-missing"]', "word-without-reason"),
        ('["no-go-area", "extensions-used-up"]', "word-without-reason"),
    ],
)
def test_a_form_that_its_directive_does_not_bear_out_is_told(
    slip: ServiceContent, table: DirectiveTable, named: str, code: str
) -> None:
    problems = told(slip, table, named=named)
    assert [one for one in problems if one.endswith(f"[{code}]")]
    assert all(
        one.startswith("intercity-travel/forms.toml:1: officer.travellers.look.reasons") for one in problems
    )


def test_a_reason_of_another_service_or_beside_no_word_of_the_step_is_told(
    slip: ServiceContent, table: DirectiveTable
) -> None:
    (text,) = shipped_directives().values()
    marks = {
        "reason-of-another-service": ('services = ["intercity-travel"]', 'services = ["exit-paper"]'),
        "reason-beside-nothing": ('kinds = ["refused", "left-out"]', 'kinds = ["stopped"]'),
    }
    for code, (old, new) in marks.items():
        changed = read_directive(text.replace(old, new), file="bushehr.toml")
        assert any(one.endswith(f"[{code}]") for one in told(slip, changed, named='["court-order"]'))


def test_a_reason_is_written_in_one_place(slip: ServiceContent, table: DirectiveTable) -> None:
    assert slip.definition is not None
    text = FORMS.format(named="", more=WRITTEN).replace("reasons = \n", "")
    forms = read_fields(text, slip.definition, file="forms.toml")
    problems = list(reason_problems(SLUG, slip.definition, forms, table))
    assert any(one.endswith("[repeated-reason]") for one in problems)


def test_a_reason_named_twice_is_refused(slip: ServiceContent) -> None:
    assert slip.definition is not None
    text = FORMS.format(named='["data-missing", "data-missing"]', more="")
    with pytest.raises(FormRefused) as refused:
        read_fields(text, slip.definition, file="forms.toml")
    assert [one.code for one in refused.value.problems] == ["repeated-code"]
