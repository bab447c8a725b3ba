"""Drawn portraits of people who do not exist: plain shapes, so that nobody takes them for anybody."""

import io
from random import Random
from typing import Final

from PIL import Image, ImageDraw

SIZE: Final = (480, 640)
GROUND: Final = "#e9edf2"
SKIN: Final = ("#e8c3a0", "#d9ab82", "#c6946a", "#b07f57")
CLOTH: Final = ("#28507a", "#4a5a3c", "#6b3f4f", "#3f4c57", "#7a6040", "#2f6f73")
HAIR: Final = ("#1d1a18", "#3a2a20", "#57534e")


def draw_face(*, seed: int, sex: str) -> bytes:
    """Draw one, always the same for the same seed; women wear a scarf. JPEG, 480 × 640."""
    chance = Random(seed)  # noqa: S311  # a drawing, not a secret
    skin, cloth, cover = (
        chance.choice(SKIN),
        chance.choice(CLOTH),
        chance.choice(CLOTH if sex == "female" else HAIR),
    )
    picture = Image.new("RGB", SIZE, GROUND)
    pen = ImageDraw.Draw(picture)
    wide = chance.randint(96, 112)
    pen.ellipse((40, 470, 440, 900), fill=cloth)
    if sex == "female":
        pen.ellipse((240 - wide - 46, 120, 240 + wide + 46, 540), fill=cover)
    else:
        pen.rectangle((200, 400, 280, 520), fill=skin)
        pen.ellipse((240 - wide - 8, 138, 240 + wide + 8, 400), fill=cover)
    pen.ellipse((240 - wide, 170, 240 + wide, 460), fill=skin)
    _features(pen, chance)
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=88)
    return written.getvalue()


def _features(pen: ImageDraw.ImageDraw, chance: Random) -> None:
    apart, high = chance.randint(38, 46), chance.randint(292, 304)
    for side in (-1, 1):
        eye = 240 + side * apart
        pen.ellipse((eye - 11, high - 6, eye + 11, high + 6), fill="#2a2320")
        pen.arc((eye - 24, high - 36, eye + 24, high), 200, 340, fill="#3a2a20", width=6)
    pen.arc((228, 320, 252, 366), 30, 150, fill="#7d5538", width=4)
    pen.arc((204, 360, 276, 412), 40, 140, fill="#8a4a42", width=6)
