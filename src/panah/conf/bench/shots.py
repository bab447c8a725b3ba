"""Photographs of printed codes that nobody took: turned, seen from the side, out of focus, noisy, unevenly lit.

The same number gives the same picture, so that a set of them is as good as frozen; figures are of the printed size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from random import Random
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

CARD_SIDE: Final = 30.0
"""Millimetres of a code on a card, its quiet field included."""
NEAR: Final = 8.0
"""Pixels of a millimetre that a phone gets of a card at arm's length."""
QUIET: Final = 4
_DOTS: Final = 12
"""Pixels of a module before it is photographed."""
_AROUND: Final = 1.5
_DISTANCE: Final = 120.0
"""Millimetres from the lens to the paper."""
_WHITE, _GREY = 255, 128
_EVEN: Final = 256 / 12**0.5
"""The deviation of levels that are all as likely."""

type Matrix = tuple[float, float, float, float, float, float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """How one picture is taken: degrees of turn and of both tilts, blur as the deviation of a Gauss in pixels.

    `noise` is a deviation in grey levels that `grain` decides, `shade` how much darker one end is (0 to 1).
    """

    turn: float
    tilts: tuple[float, float]
    blur: float
    noise: float
    grain: int
    shade: float


def shots(count: int, seed: int = 1405) -> Iterator[Shot]:
    """Give so many ways to take a picture: ±12° of turn, 18° from the side, blur up to 1.6 pixels."""
    chance = Random(seed)  # noqa: S311  # nothing secret is drawn
    for _ in range(count):
        yield Shot(
            turn=chance.uniform(-12, 12),
            tilts=(chance.uniform(-18, 18), chance.uniform(-18, 18)),
            blur=chance.uniform(0, 1.6),
            noise=chance.uniform(0, 12),
            grain=chance.getrandbits(32),
            shade=chance.uniform(0, 0.45),
        )


def printed(rows: Sequence[str]) -> Image.Image:
    """Draw a code (rows of `x` and `.`) as ink on white paper with its quiet field."""
    side = len(rows) + 2 * QUIET
    picture = Image.new("L", (side, side), _WHITE)
    for y, row in enumerate(rows):
        for x, module in enumerate(row):
            if module == "x":
                picture.putpixel((x + QUIET, y + QUIET), 0)
    return picture.resize((side * _DOTS, side * _DOTS), Image.Resampling.NEAREST)


def photographed(
    code: Image.Image, shot: Shot, *, side: float = CARD_SIDE, scale: float = NEAR
) -> Image.Image:
    """Take a picture of a printed code whose side is so many millimetres, at so many pixels a millimetre."""
    size = round(side * scale * _AROUND)
    dots = code.width / side
    sees = _times(
        _from_paper(code.width / 2, dots), _times(_inverse(_seen(shot)), _to_paper(size / 2, scale))
    )
    coefficients = [one / sees[8] for one in sees[:8]]
    fine = code.filter(ImageFilter.BoxBlur(dots / scale / 2))
    seen = fine.transform(
        (size, size), Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC, fillcolor=_WHITE
    )
    return _noisy(_shaded(seen, shot.shade).filter(ImageFilter.GaussianBlur(shot.blur)), shot)


def _seen(shot: Shot) -> Matrix:
    """The way from the paper (millimetres from its middle) to the picture plane, through a lens before it."""
    turn, lean, side = (radians(one) for one in (shot.turn, *shot.tilts))
    spin = (cos(turn), -sin(turn), 0.0, sin(turn), cos(turn), 0.0, 0.0, 0.0, 1.0)
    nod = (1.0, 0.0, 0.0, 0.0, cos(lean), 0.0, 0.0, sin(lean) / _DISTANCE, 1.0)
    swing = (cos(side), 0.0, 0.0, 0.0, 1.0, 0.0, sin(side) / _DISTANCE, 0.0, 1.0)
    return _times(swing, _times(nod, spin))


def _to_paper(middle: float, scale: float) -> Matrix:
    return (1 / scale, 0.0, -middle / scale, 0.0, 1 / scale, -middle / scale, 0.0, 0.0, 1.0)


def _from_paper(middle: float, dots: float) -> Matrix:
    return (dots, 0.0, middle, 0.0, dots, middle, 0.0, 0.0, 1.0)


def _times(one: Matrix, other: Matrix) -> Matrix:
    cells = [
        sum(one[3 * row + at] * other[3 * at + column] for at in range(3))
        for row in range(3)
        for column in range(3)
    ]
    return (cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8])


def _inverse(matrix: Matrix) -> Matrix:
    a, b, c, d, e, f, g, h, i = matrix
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    cells = (
        e * i - f * h, c * h - b * i, b * f - c * e,
        f * g - d * i, a * i - c * g, c * d - a * f,
        d * h - e * g, b * g - a * h, a * e - b * d,
    )  # fmt: skip
    return tuple(cell / whole for cell in cells)  # type: ignore[return-value]  # nine cells


def _shaded(picture: Image.Image, shade: float) -> Image.Image:
    """Darken towards one end, as a lamp at the side does."""
    light = Image.linear_gradient("L").resize(picture.size)
    veil = light.point([round(_WHITE - (_WHITE - level) * shade) for level in range(256)])
    return ImageChops.multiply(picture, veil)


def _noisy(picture: Image.Image, shot: Shot) -> Image.Image:
    """Add grain whose levels are spread evenly, so that few numbers are drawn for it."""
    drawn = Random(shot.grain).randbytes(picture.width * picture.height)  # noqa: S311  # the same each time
    grain = Image.frombytes("L", picture.size, drawn)
    narrow = grain.point([round(_GREY + (level - _GREY) * shot.noise / _EVEN) for level in range(256)])
    return ImageChops.add(picture, narrow, scale=1, offset=-_GREY)


def with_frame(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Put a picture into the middle of a grey frame, as a camera sees a paper on a table."""
    frame = Image.new("L", size, 200)
    ImageDraw.Draw(frame).rectangle([0, size[1] // 2, size[0], size[1]], fill=170)
    frame.paste(picture, ((size[0] - picture.width) // 2, (size[1] - picture.height) // 2))
    return frame
