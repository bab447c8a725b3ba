"""The small drawn parts: icons, tags, due marks, steps, usual time, the rail."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.translation import override

from panah.web.public.kit_samples import DUES, STEPS, TAGS

TEMPLATES = Path(__file__).parents[3] / "src" / "panah" / "web" / "templates"


def shown(template: str, language: str = "fa", **context: object) -> str:
    with override(language):
        return Template("{% load panah %}" + template).render(Context(context))


def test_an_icon_is_hidden_from_those_who_listen() -> None:
    assert 'aria-hidden="true"' in shown('{% icon "search" %}')


@pytest.mark.parametrize("name", ["../base", "Search", "", "a/b"])
def test_an_icon_is_only_a_name(name: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        shown("{% icon name %}", name=name)


@pytest.mark.parametrize(("kind", "text"), TAGS)
def test_a_tag_says_its_meaning_by_shape_and_word(kind: str, text: str) -> None:
    html = render_to_string("panah/parts/tag.html", {"kind": kind, "text": text})
    assert "<svg" in html
    assert text in html


def test_no_two_tags_and_no_two_due_marks_share_a_shape() -> None:
    for part, kinds in [("tag", TAGS), ("due", DUES)]:
        shapes = {
            re.sub(
                r"<span>.*", "", render_to_string(f"panah/parts/{part}.html", {"kind": kind, "text": "."})
            ).split("<svg")[1]
            for kind, _text in kinds
        }
        assert len(shapes) == len(kinds)


def test_the_current_step_is_named_for_those_who_listen() -> None:
    html = render_to_string("panah/parts/steps.html", {"steps": STEPS})
    assert html.count('aria-current="step"') == 1
    assert html.count("انجام شد") == 2


def test_usual_time_is_said_in_a_sentence_beside_the_bar() -> None:
    html = shown("{% usual_time p50=9 p90=16 today=12 %}")
    sentence = re.sub(r"<[^>]+>", "", html)
    assert "امروز روز ۱۲ است" in sentence
    assert "تا ۹ روز" in sentence
    assert "تا ۱۶ روز" in sentence
    assert "از زمان معمول گذشته" not in sentence


def test_a_late_file_says_who_has_been_told() -> None:
    assert "به مدیر بخش خبر داده‌ایم" in shown("{% usual_time p50=9 p90=16 today=21 %}")


@pytest.mark.parametrize(("language", "order"), [("fa", [1, -1]), ("en", [-1, 1])])
def test_the_bar_grows_in_the_direction_of_reading(language: str, order: list[int]) -> None:
    html = shown("{% usual_time p50=4 p90=8 today=0 %}", language)
    half, most = (float(place) for place in re.findall(r'class="day" x="([\d.]+)%"', html))
    assert (half - most) * order[0] > 0


@pytest.mark.parametrize(("p50", "p90", "today"), [(0, 0, 0), (1, 2, 400), (30, 90, 1)])
def test_the_bar_never_leaves_its_frame(p50: int, p90: int, today: int) -> None:
    html = shown("{% usual_time p50=p50 p90=p90 today=today %}", p50=p50, p90=p90, today=today)
    assert all(0 <= float(place) <= 100 for place in re.findall(r'"(-?[\d.]+)%"', html))


def test_a_route_that_is_not_installed_leaves_no_link() -> None:
    assert shown('{% route "nowhere:at-all" as there %}[{{ there }}]') == "[]"


OWN_CODE = re.compile(r"""\sstyle=|<style|<script(?![^>]*\s(?:src=|type="application/json"))|\son[a-z]+=""")


def test_no_template_holds_a_style_or_a_script_of_its_own() -> None:
    faults = {
        path.name: found
        for path in TEMPLATES.rglob("*.*")
        if (found := OWN_CODE.findall(path.read_text(encoding="utf-8")))
    }
    assert faults == {}
