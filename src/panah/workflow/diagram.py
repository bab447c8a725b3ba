"""The stages of a service as SVG, right to left: tile stars on lanes tinted by who holds them.

No style attributes and no scripts: the page's own style sheet colours the classes `dg-…`; the presentation
attributes are what shows where there is none (print, a saved file).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import cos, pi, sin
from typing import Literal

from panah.foundation.digits import to_persian_digits
from panah.workflow.lettering import wrap
from panah.workflow.markup import tag, text
from panah.workflow.stages import Stage, stages_of

__all__ = ["Stage", "stages_of", "svg"]

type Direction = Literal["rtl", "ltr"]

COLUMN = 148
PER_ROW = 7
_STAR_Y, _TITLE_Y, _LANE, _ROW_GAP, _DETOUR = 54, 100, 196, 12, 62
_RADIUS = 22
_INK, _LINE, _ASIDE = "#161b33", "#243a8f", "#12959a"
_TINTS = ("#eef7f6", "#eef1fa")
_FILL = {"ahead": ("#ffffff", "#243a8f"), "here": ("#243a8f", "#ffffff"), "done": ("#d7eeec", "#004b50")}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A stage of the line with its number and the middle of its column; its detours hang below."""

    stage: Stage
    number: int
    x: float
    detours: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class _Lettering:
    """How one kind of text is set: its class, size and width in pixels, and the lines it may take."""

    kind: str
    size: float
    width: float
    rows: int


_TITLE = _Lettering("dg-title", 14, COLUMN - 14, 3)
_NOTE = _Lettering("dg-note", 12.5, COLUMN - 16, 2)
_HOLDER = _Lettering("dg-holder", 12.5, COLUMN - 16, 1)
_DETOUR_TITLE = _Lettering("dg-detour-title", 11, COLUMN * 0.8, 2)


def svg(stages: Sequence[Stage], direction: Direction = "rtl", *, title: str = "") -> str:
    """Draw stages; in `rtl` the first stands at the right and numbers are in Persian digits.

    The picture says nothing that a list of the same stages beside it would not say in words; `title` is its
    name for those who do not see it.
    """
    placed = _place(stages, direction)
    rows = [placed[begin : begin + PER_ROW] for begin in range(0, len(placed), PER_ROW)]
    drawn: list[str] = []
    top = 0
    for row in rows:
        shift = f"translate(0 {top})" if top else None
        drawn.append(tag("g", *_row(row, direction, last=row is rows[-1]), transform=shift))
        top += _LANE + _DETOUR * max(len(each.detours) for each in row) + _ROW_GAP
    width = COLUMN * min(max(len(placed), 1), PER_ROW)
    return tag(
        "svg",
        tag("title", text(title or " ")),
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"dg dg-{direction}",
        viewBox=f"0 0 {width} {max(top - _ROW_GAP, 1)}",
        role="img",
        direction=direction,
    )


def _place(stages: Sequence[Stage], direction: Direction) -> list[_Placed]:
    lines: list[tuple[Stage, list[Stage]]] = []
    for stage in stages:
        if stage.state == "detour" and lines:
            lines[-1][1].append(stage)
        else:
            lines.append((stage, []))
    width = COLUMN * min(len(lines), PER_ROW)
    found = []
    for index, (stage, detours) in enumerate(lines):
        begin = COLUMN * (index % PER_ROW + 0.5)
        found.append(
            _Placed(stage, index + 1, width - begin if direction == "rtl" else begin, tuple(detours))
        )
    return found


def _row(row: Sequence[_Placed], direction: Direction, *, last: bool) -> list[str]:
    forward = -1 if direction == "rtl" else 1
    parts = _lanes(row)
    for each in row:
        if each is not row[-1] or not last:
            parts.append(_arrow(each, forward, onward=each is row[-1]))
    for each in row:
        parts.append(_stage(each, direction))
        parts += _detours(each, forward)
    return parts


def _lanes(row: Sequence[_Placed]) -> list[str]:
    """Tint the columns of neighbouring stages with one holder, whose name stands at the foot."""
    parts = []
    for number, (holder, members) in enumerate(groupby(row, key=lambda each: each.stage.holder)):
        columns = [each.x for each in members]
        left, width = min(columns) - COLUMN / 2 + 3, COLUMN * len(columns) - 6
        tint = number % len(_TINTS)
        lane = tag(
            "rect",
            class_=f"dg-lane dg-lane-{tint + 1}",
            x=left,
            y=0,
            width=width,
            height=_LANE,
            fill=_TINTS[tint],
        )
        parts += [lane, *_lines(holder, left + width / 2, _LANE - 12, _HOLDER)]
    return parts


def _arrow(each: _Placed, forward: int, *, onward: bool) -> str:
    """Draw the way to the next star, its head where the columns meet; `onward` it leads to the next row."""
    begin, middle = each.x + forward * (_RADIUS + 3), each.x + forward * COLUMN / 2
    end = middle if onward else each.x + forward * (COLUMN - _RADIUS - 3)
    head = (
        f"M{middle - forward * 7:g} {_STAR_Y - 6}L{middle:g} {_STAR_Y}L{middle - forward * 7:g} {_STAR_Y + 6}"
    )
    return tag(
        "path",
        class_="dg-arrow",
        d=f"M{begin:g} {_STAR_Y}H{end:g}{head}",
        fill="none",
        stroke=_LINE,
        stroke_width=2,
    )


def _stage(each: _Placed, direction: Direction) -> str:
    state = each.stage.state if each.stage.state in _FILL else "ahead"
    fill, ink = _FILL[state]
    star = tag("path", class_="dg-star", d=_star(each.x, _STAR_Y), fill=fill, stroke=_LINE, stroke_width=2)
    title = _lines(each.stage.title, each.x, _TITLE_Y, _TITLE)
    note = _lines(each.stage.note, each.x, _TITLE_Y + 21 * len(title), _NOTE)[: 4 - len(title)]
    return tag("g", star, _mark(each, state, ink, direction), *title, *note, class_=f"dg-stage dg-{state}")


def _mark(each: _Placed, state: str, ink: str, direction: Direction) -> str:
    """Mark a star with its number, or with a tick when it is done."""
    if state == "done":
        tick = f"M{each.x - 7:g} {_STAR_Y}l5 6l9 -12"
        return tag("path", class_="dg-tick", d=tick, fill="none", stroke=ink, stroke_width=2.5)
    number = to_persian_digits(str(each.number)) if direction == "rtl" else str(each.number)
    return tag(
        "text",
        text(number),
        class_="dg-number",
        x=each.x,
        y=_STAR_Y + 6,
        font_size=17,
        text_anchor="middle",
        fill=ink,
    )


def _detours(each: _Placed, forward: int) -> list[str]:
    """Hang the detours of a stage below it: a box on a dashed line that comes back."""
    parts = []
    for number, detour in enumerate(each.detours):
        top = _LANE + 12 + number * _DETOUR
        down, up = each.x - forward * COLUMN * 0.46, each.x + forward * COLUMN * 0.46
        line = tag(
            "path",
            class_="dg-detour-line",
            d=f"M{down:g} {_LANE - 2}V{top + 20}H{up:g}V{_LANE + 2}m-5 7l5 -7l5 7",
            fill="none",
            stroke=_ASIDE,
            stroke_width=2,
            stroke_dasharray="4 3",
        )
        box = tag(
            "rect",
            class_="dg-detour-box",
            x=each.x - COLUMN * 0.41,
            y=top,
            width=COLUMN * 0.82,
            height=42,
            fill="#ffffff",
            stroke=_ASIDE,
            stroke_dasharray="5 3",
        )
        rows = len(wrap(detour.title, width=_DETOUR_TITLE.width, size=_DETOUR_TITLE.size, rows=2))
        title = _lines(detour.title, each.x, top + (18 if rows > 1 else 26), _DETOUR_TITLE)
        parts.append(tag("g", line, box, *title, class_="dg-stage dg-detour"))
    return parts


def _star(x: float, y: float) -> str:
    """Trace the tile star: two squares, one turned by 45 degrees."""
    inner = _RADIUS * cos(pi / 4) / cos(pi / 8)
    points = []
    for corner in range(16):
        radius = _RADIUS if corner % 2 == 0 else inner
        angle = pi * corner / 8
        points.append(f"{x + radius * sin(angle):.1f} {y - radius * cos(angle):.1f}")
    return f"M{'L'.join(points)}Z"


def _lines(content: str, x: float, y: float, letters: _Lettering) -> list[str]:
    wrapped = wrap(content, width=letters.width, size=letters.size, rows=letters.rows)
    return [
        tag(
            "text",
            text(line),
            class_=letters.kind,
            x=x,
            y=y + number * letters.size * 1.5,
            font_size=letters.size,
            text_anchor="middle",
            fill=_INK,
        )
        for number, line in enumerate(wrapped)
    ]
