"""The diagram of a service reads from the right, needs nothing but the page's style sheet, and tells no lie."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.workflow.definition import ServiceDefinition
from panah.workflow.diagram import COLUMN, PER_ROW, Stage, stages_of, svg
from panah.workflow.lettering import measure, wrap
from unit.workflow.grammar import SLIP, load_file

SVG = "{http://www.w3.org/2000/svg}"
STAGE = st.builds(
    Stage,
    title=st.text(min_size=1, max_size=30),
    note=st.text(max_size=30),
    holder=st.sampled_from(["دفتر خدمات", "اداره کل", "وزارت"]),
    state=st.sampled_from(["ahead", "here", "done", "detour"]),
)


def stars(drawing: str) -> list[float]:
    """Where the stars stand, in the order of the stages."""
    root = ET.fromstring(drawing)
    paths = [path for path in root.iter(f"{SVG}path") if path.get("class") == "dg-star"]
    return [float((path.get("d") or "M0").removeprefix("M").split()[0]) for path in paths]


def test_the_first_stage_stands_at_the_right_and_the_last_at_the_left() -> None:
    places = stars(svg([Stage(title, "", "دفتر") for title in "ابپت"]))
    assert places == sorted(places, reverse=True)
    assert stars(svg([Stage(title, "", "office") for title in "abcd"], "ltr")) == sorted(places)


def test_numbers_are_persian_from_right_to_left_and_latin_otherwise() -> None:
    stages = [Stage("گام", "", "دفتر")] * 2
    assert "۲" in svg(stages)
    assert ">2<" in svg(stages, "ltr")


def test_neighbouring_stages_of_one_holder_share_one_lane_with_its_name_once() -> None:
    drawing = svg([Stage("ا", "", "دفتر"), Stage("ب", "", "دفتر"), Stage("پ", "", "وزارت")])
    assert drawing.count('class="dg-lane ') == 2
    assert drawing.count(">دفتر<") == 1


def test_a_detour_hangs_below_and_takes_no_number() -> None:
    drawing = svg([Stage("ا", "", "دفتر"), Stage("ب", "", "واحد", "detour"), Stage("پ", "", "دفتر", "here")])
    assert len(stars(drawing)) == 2
    assert "stroke-dasharray" in drawing
    assert "dg-detour" in drawing


def test_where_one_stands_and_what_is_done_is_marked() -> None:
    drawing = svg([Stage("ا", "", "دفتر", "done"), Stage("ب", "", "دفتر", "here")])
    assert 'class="dg-stage dg-here"' in drawing
    assert "dg-tick" in drawing
    assert "۱" not in drawing


@given(st.lists(STAGE, max_size=20), st.sampled_from(["rtl", "ltr"]))
def test_any_stages_make_well_formed_svg_without_styles_or_scripts(
    stages: list[Stage], direction: str
) -> None:
    drawing = svg(stages, "rtl" if direction == "rtl" else "ltr", title="<مرحله‌ها>")
    root = ET.fromstring(drawing)
    assert not [
        node for node in root.iter() if node.get("style") or node.tag in {f"{SVG}script", f"{SVG}style"}
    ]
    assert not re.search(r'\son\w+="', drawing)
    _, _, width, _ = map(float, (root.get("viewBox") or "").split())
    assert all(0 < x < width for x in stars(drawing))
    assert width <= COLUMN * PER_ROW


@given(st.text(), st.integers(1, 4))
def test_a_text_is_broken_into_no_more_lines_than_there_is_room_for(text: str, rows: int) -> None:
    lines = wrap(text, width=100, size=14, rows=rows)
    assert len(lines) <= rows
    assert not [line for line in lines if " " in line and measure(line.rstrip("…"), 14) > 100]


def test_the_slip_is_shown_from_request_to_paper_in_hand() -> None:
    titles = [stage.title for stage in stages_of(load_file(SLIP)) if stage.state != "detour"]
    assert titles == ["درخواست سفر", "بررسی کارشناس", "پرداخت هزینه", "صدور برگه", "تحویل یا دریافت برگه"]


def test_every_service_has_a_main_line_with_a_holder_at_each_stage(definition: ServiceDefinition) -> None:
    for start in definition.starts:
        stages = stages_of(definition, start)
        assert stages
        assert stages[0].state != "detour"
        assert all(stage.title and stage.holder for stage in stages)


def test_stages_of_an_unknown_start_are_refused(definition: ServiceDefinition) -> None:
    with pytest.raises(KeyError):
        stages_of(definition, "nothing")
