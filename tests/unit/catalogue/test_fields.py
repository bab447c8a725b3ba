"""The fields of a service: those that nobody could fill in are refused."""

import pytest

from panah.catalogue.rules.bundle import FIELDS, ServiceContent, load_process, read_bundle
from panah.catalogue.rules.fields import ChoicesFrom, FieldForms, FieldType
from panah.catalogue.rules.fields_reading import read_fields
from panah.catalogue.shipped import shipped_files
from panah.workflow.definition import ServiceDefinition
from panah.workflow.form_reading import FormProblem, FormRefused

HEAD = """slug = "intercity-travel"

[start.request]
title = "درخواست"

[[start.request.fields]]
name = "reason"
label = "علت سفر"
type = "choice"
required = true
choices = [{ code = "other", label = "دیگر" }]
"""


@pytest.fixture(scope="module")
def slip() -> ServiceContent:
    return read_bundle("intercity-travel", shipped_files("intercity-travel"))


@pytest.fixture(scope="module")
def process() -> ServiceDefinition:
    return load_process("intercity-travel", shipped_files("intercity-travel"))


def _problems(text: str, process: ServiceDefinition) -> list[FormProblem]:
    with pytest.raises(FormRefused) as refused:
        read_fields(HEAD + text, process, file="forms.toml")
    return list(refused.value.problems)


def test_the_request_of_a_trip_asks_who_where_why_and_when(slip: ServiceContent) -> None:
    assert slip.fields is not None
    asked = [one.name for one in slip.fields.starts["request"].fields]
    assert asked[:4] == ["travellers", "origin", "destination", "reason"]
    assert {"trip-starts", "trip-ends"} <= set(asked)


def test_steps_inside_a_block_are_found_by_their_path(slip: ServiceContent) -> None:
    assert slip.fields is not None
    look = slip.fields.officer["travellers/look"]
    code = look.named("reason-code")
    assert code is not None
    assert code.choices_from is ChoicesFrom.REASONS
    assert {"no-go-area", "court-order"} <= set(look.listed)
    assert look.reasons == ()
    assert slip.fields.at("officer.travellers.look") is look


def test_what_is_amended_shows_the_request_again(slip: ServiceContent) -> None:
    assert slip.fields is not None
    amend = slip.fields.steps["travellers/amend"]
    assert amend.same_as is not None
    assert slip.fields.at(amend.same_as) is slip.fields.starts["request"]


def test_a_field_beside_one_choice_is_read(process: ServiceDefinition) -> None:
    beside = (
        HEAD
        + """
[[start.request.fields]]
name = "reason-other"
label = "علت را بنویسید"
type = "text"
required = true
when = { field = "reason", is = "other" }
"""
    )
    forms = read_fields(beside, process, file="forms.toml")
    one = forms.starts["request"].named("reason-other")
    assert one is not None
    assert one.when is not None
    assert (one.type, one.when.field, one.when.equals) == (FieldType.TEXT, "reason", "other")


@pytest.mark.parametrize(
    ("text", "code", "nearest"),
    [
        ('[start.reqest]\ntitle = "درخواست"\n', "unknown-place", "request"),
        ('[officer.travellers.lok]\ntitle = "نظر"\n', "unknown-place", "travellers/look"),
        ('[officer.issue]\ntitle = "صدور"\n', "unknown-place", None),
        ('[step.travellers.amend]\ntitle = "اصلاح"\nsame_as = "start.nothing"\n', "unknown-form", None),
        ('[officers]\ntitle = "x"\n', "unknown-key", "officer"),
    ],
)
def test_a_form_for_a_place_that_is_not_there_is_refused(
    text: str, code: str, nearest: str | None, process: ServiceDefinition
) -> None:
    problems = _problems("\n" + text, process)
    assert [(one.code, one.nearest) for one in problems] == [(code, nearest)]


FIELD = (
    '\n[[start.request.fields]]\nname = "{name}"\nlabel = "پرسش"\ntype = "{type}"\nrequired = true\n{more}\n'
)


@pytest.mark.parametrize(
    ("name", "kind", "more", "code"),
    [
        ("reason", "text", "", "repeated-name"),
        ("more", "choice", "", "choices"),
        ("more", "text", 'choices = [{ code = "a", label = "الف" }]', "choices"),
        ("more", "choice", 'choices = "reasons"', "no-reasons"),
        ("more", "text", 'when = { field = "raeson", is = "other" }', "unknown-field"),
        ("more", "text", 'when = { field = "reason", is = "othr" }', "unknown-choice"),
        ("more", "text", 'when = { outcome = ["refused"] }', "unknown-outcome"),
        ("more", "jalali-date", 'after = "start"', "unknown-field"),
        ("more", "jalali-date", "max = 30", "max-without-after"),
        ("more", "txt", "", "unknown-option"),
        ("more", "evidence", "max = 3", "evidence-without-max"),
    ],
)
def test_a_field_nobody_could_answer_is_refused(
    name: str, kind: str, more: str, code: str, process: ServiceDefinition
) -> None:
    problems = _problems(FIELD.format(name=name, type=kind, more=more), process)
    assert [one.code for one in problems] == [code]
    assert problems[0].line >= 13


def test_no_officer_is_asked_for_evidence(process: ServiceDefinition) -> None:
    form = '\n[officer.travellers.look]\ntitle = "نظر"\n'
    asked = FIELD.format(name="more", type="evidence", more="").replace(
        "start.request", "officer.travellers.look"
    )
    assert [one.code for one in _problems(form + asked, process)] == ["evidence-of-people"]


def test_a_reason_beside_an_outcome_the_step_does_not_know_is_refused(process: ServiceDefinition) -> None:
    text = """
[officer.travellers.look]
title = "نظر"

[[officer.travellers.look.reasons]]
code = "late"
outcomes = ["refusd"]
text = "دیر است"
remedy = "دوباره بیایید"
"""
    (found,) = _problems(text, process)
    assert (found.code, found.line, found.nearest) == ("unknown-outcome", 18, "refused")


def test_a_service_that_lists_no_fields_has_none() -> None:
    files = {name: text for name, text in shipped_files("intercity-travel").items() if name != FIELDS}
    assert read_bundle("intercity-travel", files).fields is None
    assert FieldForms().at("start.request") is None
