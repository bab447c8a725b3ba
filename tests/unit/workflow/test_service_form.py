"""What the author of a form may rely on: each slip is refused with file, line, key and the right name."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.workflow.form_options import Channel, LifeEvent, Stage
from panah.workflow.form_reading import FormProblem, line_of
from panah.workflow.service_form import FormRefused, ServiceForm, read_form, read_texts

SERVICES = Path(__file__).parents[3] / "src" / "panah" / "services"
FORM = (SERVICES / "voluntary-departure" / "form.toml").read_text(encoding="utf-8")
TEXTS = (SERVICES / "voluntary-departure" / "texts.toml").read_text(encoding="utf-8")


def line_with(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), start=1) if words in line)


def refused(text: str) -> tuple[FormProblem, ...]:
    with pytest.raises(FormRefused) as caught:
        read_form(text, file="form.toml")
    return caught.value.problems


def only_problem(text: str) -> FormProblem:
    problems = refused(text)
    assert len(problems) == 1, problems
    return problems[0]


@pytest.fixture(scope="module")
def form() -> ServiceForm:
    return read_form(FORM, file="form.toml")


def test_a_missing_title_is_named_once() -> None:
    problem = only_problem(re.sub(r"^title = .*\n", "", FORM, count=1, flags=re.MULTILINE))
    assert (problem.file, problem.key, problem.code) == ("form.toml", "title", "missing-key")


def test_a_misspelt_key_is_told_with_the_nearest_name_and_not_also_as_missing() -> None:
    wrong = FORM.replace("plain_title =", "plane_title =")
    problem = only_problem(wrong)
    assert (problem.code, problem.key, problem.nearest) == ("unknown-key", "plane_title", "plain_title")
    assert problem.line == line_with(wrong, "plane_title")
    assert "plain_title" in str(problem)


def test_a_misspelt_key_inside_a_list_of_facts_is_found_on_its_own_line() -> None:
    wrong = FORM.replace('text = "فیش واریزی", source', 'text = "فیش واریزی", sauce')
    problem = only_problem(wrong)
    assert problem.key == "description.evidence[4].sauce"
    assert (problem.line, problem.nearest) == (line_with(wrong, "sauce"), "source")


def test_an_unknown_option_is_told_with_the_nearest_one() -> None:
    wrong = FORM.replace('levels = ["provincial"]', 'levels = ["provincal"]', 1)
    problem = only_problem(wrong)
    assert (problem.code, problem.key, problem.nearest) == (
        "unknown-option",
        "description.levels[1]",
        "provincial",
    )
    assert problem.line == line_with(wrong, "provincal")


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ("rial = 150000", 'rial = "150000"', "details.fees[1].rial"),
        ("rial = 150000", "rial = -1", "details.fees[1].rial"),
        ("rial = 150000", "rial = true", "details.fees[1].rial"),
        ("once = true", 'once = "yes"', "details.frequency.once"),
        ('kinds = ["G2C", "G2G"]', 'kinds = "G2C"', "description.kinds"),
        ('nature = "sovereign"', "nature = 1", "description.nature"),
        ('situation = "return"', "situation = {}", "situation"),
        ('title = "خروج داوطلبانه', 'title = 5 # "خروج داوطلبانه', "title"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_at_its_key(right: str, wrong: str, key: str) -> None:
    problem = only_problem(FORM.replace(right, wrong, 1))
    assert (problem.code, problem.key) == ("wrong-type", key)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("۱۲۳", "not-persian"),
        ("خروج exit", "latin-in-persian"),
        ("خروج\\u202e داوطلبانه", "control-character"),
        ("خروج\\u0000", "control-character"),
        ("خروج داوطلبانه اتباع خارجي", "arabic-form"),
        ("خروج در 3 روز", "latin-number"),
        ("   ", "empty-text"),
    ],
)
def test_a_title_is_clean_persian(title: str, code: str) -> None:
    text = re.sub(r'^title = ".*"', lambda _: f'title = "{title}"', FORM, count=1, flags=re.MULTILINE)
    assert only_problem(text).code == code


def test_a_blaming_word_stands_in_no_plain_text() -> None:
    text = re.sub(r'^summary = ".*"', 'summary = "اخراج اتباع غیرمجاز"', FORM, count=1, flags=re.MULTILINE)
    problem = only_problem(text)
    assert (problem.key, problem.code) == ("summary", "blaming-word")


def test_the_unconfirmed_id_is_never_official() -> None:
    problem = only_problem(FORM.replace("inferred_id =", "id ="))
    assert (problem.key, problem.code, problem.nearest) == ("id", "unconfirmed-id", "inferred_id")


def test_an_inferred_id_never_stands_beside_an_official_one() -> None:
    text = FORM.replace("inferred_id =", 'id = "12012154100"\ninferred_id =')
    assert only_problem(text).code == "two-ids"


def test_an_id_has_eleven_digits() -> None:
    assert only_problem(FORM.replace('"12012154116"', '"1201215411"')).code == "wrong-text"


def test_a_source_is_a_seed_a_page_or_says_that_it_is_ours() -> None:
    problem = only_problem(FORM.replace('ticks_source = "seed 4"', 'ticks_source = "the web"'))
    assert (problem.key, problem.code) == ("description.ticks_source", "wrong-text")


def test_several_problems_are_told_together_in_the_order_of_the_file() -> None:
    problems = refused(FORM.replace('nature = "sovereign"', 'nature = "royal"').replace("slug =", "slog ="))
    assert [problem.code for problem in problems] == ["unknown-key", "unknown-option"]


def test_a_file_that_is_not_toml_is_refused_with_its_line() -> None:
    problem = only_problem('slug = "a"\ntitle = \n')
    assert (problem.code, problem.line) == ("not-toml", 2)


def test_a_file_nested_without_end_is_refused() -> None:
    assert only_problem("a = " + "[" * 100_000).code == "not-toml"


def test_a_stage_offers_counters_from_the_request_on() -> None:
    assert len(Stage.INFORMATION.channels) == 7
    assert Channel.COUNTER in Stage.REQUEST.channels


def test_options_keep_their_printed_label_and_order() -> None:
    assert [event.label for event in LifeEvent][:3] == ["تولد", "آموزش", "سلامت"]
    assert LifeEvent("documents").label == "مدارک و گواهینامه ها"


def texts_problem(text: str, form: ServiceForm) -> FormProblem:
    with pytest.raises(FormRefused) as caught:
        read_texts(text, form, file="texts.toml")
    assert len(caught.value.problems) == 1, caught.value.problems
    return caught.value.problems[0]


def test_a_translation_with_a_line_too_few_is_refused(form: ServiceForm) -> None:
    wrong = TEXTS.replace('  "72 hours to think",\n', "")
    problem = texts_problem(wrong, form)
    assert (problem.file, problem.key, problem.code) == ("texts.toml", "en.processes", "list-length")
    assert problem.line > line_with(wrong, "[en]")


def test_a_missing_language_is_refused(form: ServiceForm) -> None:
    problem = texts_problem(TEXTS[: TEXTS.index("[en]")], form)
    assert (problem.key, problem.code) == ("en", "missing-key")


def test_a_translation_leaves_out_no_reassurance_the_form_has(form: ServiceForm) -> None:
    problem = texts_problem(re.sub(r'^reassure_text = "Until.*\n', "", TEXTS, flags=re.MULTILINE), form)
    assert (problem.key, problem.code) == ("en.reassure_text", "missing-key")


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ('"A deposit slip for each person"', '"فیش"', "wrong-script"),
        ('"إيصال إيداع لكل شخص"', '"إيصال إيداع لکل شخص"', "persian-form"),
        ('"رسید واریز برای هر نفر"', '"رسيد واریز برای هر نفر"', "arabic-form"),
        ('"د هر کس لپاره د پیسو رسید"', '"A receipt"', "wrong-script"),
    ],
)
def test_each_language_is_written_in_its_own_letters(
    form: ServiceForm, right: str, wrong: str, code: str
) -> None:
    assert texts_problem(TEXTS.replace(right, wrong), form).code == code


def problems_of(text: str) -> tuple[FormProblem, ...]:
    try:
        read_form(text, file="form.toml")
    except FormRefused as refusal:
        return refusal.problems
    return ()


@given(place=st.integers(0, FORM.count("\n") - 1), line=st.text(max_size=30))
def test_a_line_gone_wrong_never_breaks_the_reader(place: int, line: str) -> None:
    lines = FORM.splitlines()
    lines[place] = line
    text = "\n".join(lines)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems_of(text))


@given(cut=st.integers(0, FORM.index("[[processes]]")))
def test_a_file_cut_short_is_always_refused(cut: int) -> None:
    assert problems_of(FORM[:cut])


def test_a_line_is_found_for_tables_keys_and_items() -> None:
    text = 'a = 1\n[b.c]\nd = [\n  { e = 1 },\n  "f",\n]\n[[g]]\nh = 1\n[[g]]\nh = 2\n'
    expected: dict[tuple[str | int, ...], int] = {
        ("a",): 1,
        ("b", "c"): 2,
        ("b", "c", "d", 1): 5,
        ("b", "c", "d", 0, "e"): 4,
        ("g", 1, "h"): 10,
        ("g", 0, "missing"): 7,
        ("nowhere",): 1,
    }
    assert {path: line_of(text, path) for path in expected} == expected
