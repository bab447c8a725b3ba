"""Colours, fonts and style sheets as the look promises them."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

WEB = Path(__file__).parents[3] / "src" / "panah" / "web"
CSS = WEB / "static" / "panah" / "css"
FONTS = WEB / "static" / "panah" / "fonts"
PRINT_FONTS = WEB.parent / "documents" / "fonts"
SHEETS = sorted(CSS.glob("*.css"))
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height))\s*:"
)
ALPHABETS = {
    "persian": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءأؤئۀٔةًٌٍَُِّْ۰۱۲۳۴۵۶۷۸۹،؛؟٬٪«»\u200c",
    "pashto": "ټډړښځڅږګڼېۍئ",
    "arabic": "إأآةىيك٠١٢٣٤٥٦٧٨٩ًّ",
    "english": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789“”’–",
}


def tokens() -> dict[str, str]:
    text = (CSS / "base.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", text))


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(full[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *[
            (ink, "kaghaz")
            for ink in ("morakkab", "dude", "lajvard", "firuze", "anar", "sarv", "zafaran-deep")
        ],
        *[("dude", paper) for paper in ("kaghaz-2", "kaghaz-3", "lajvard-50")],
        ("morakkab", "zafaran"),
        ("zafaran-ink", "zafaran-100"),
        ("anar-ink", "anar-100"),
        ("sarv-ink", "sarv-100"),
        ("lajvard-soft", "lajvard-dome"),
        ("kaghaz", "firuze"),
        ("kaghaz", "lajvard-dome"),
    ],
)
def test_every_ink_can_be_read_on_its_paper(ink: str, paper: str) -> None:
    assert contrast(tokens()[ink], tokens()[paper]) >= 4.5


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_knows_no_left_and_right(sheet: Path) -> None:
    plain = re.sub(
        r"/\*.*?\*/|@media[^{]*\{|@page[^}]*\}", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    assert PHYSICAL.findall(plain) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_colours_are_named_once(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    outside = text[text.index("}", text.index(":root")) :] if ":root" in text else text
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", outside)) <= {"#fff"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_token_used_is_defined(sheet: Path) -> None:
    defined = set(re.findall(r"--([a-z0-9-]+):", (CSS / "base.css").read_text(encoding="utf-8")))
    assert set(re.findall(r"var\(--([a-z0-9-]+)\)", sheet.read_text(encoding="utf-8"))) <= defined


@pytest.mark.parametrize("weight", [400, 650])
@pytest.mark.parametrize("script", ALPHABETS)
def test_the_font_has_every_letter_of_our_languages(weight: int, script: str) -> None:
    with TTFont(FONTS / f"vazirmatn-{weight}.woff2") as font:
        known = set(font.getBestCmap())
    assert [letter for letter in ALPHABETS[script] if ord(letter) not in known] == []


def test_the_fonts_of_a_first_visit_are_small() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.woff2")) < 70_000


@pytest.mark.parametrize(("name", "weight"), [("Regular", 400), ("SemiBold", 650)])
def test_the_typesetter_has_both_weights_whole(name: str, weight: int) -> None:
    with TTFont(PRINT_FONTS / f"Vazirmatn-{name}.ttf") as font:
        assert font["OS/2"].usWeightClass == weight
        assert "fvar" not in font


@pytest.mark.parametrize("folder", [FONTS, PRINT_FONTS])
def test_a_font_never_travels_without_its_licence(folder: Path) -> None:
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
