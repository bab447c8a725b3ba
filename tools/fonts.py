"""Cut the two weights of Vazirmatn that Panah uses out of the variable font.

Pages get WOFF2 files with only the letters of our five languages; typst gets whole TrueType files.

    npm pack vazirmatn@33.0.3 && tar xzf vazirmatn-33.0.3.tgz
    python tools/fonts.py package/fonts/variable/'Vazirmatn[wght].ttf' package/OFL.txt
"""

import shutil
import sys
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

SOURCE: Final = Path(__file__).parent.parent / "src" / "panah"
WEB: Final = SOURCE / "web" / "static" / "panah" / "fonts"
PRINT: Final = SOURCE / "documents" / "fonts"

WEIGHTS: Final = {400: "Regular", 650: "SemiBold"}
FAMILY_NAMES: Final = (1, 16)
STYLE_NAMES: Final = (2, 17)

ARABIC_SCRIPT: Final = (
    "،؛؟ء آأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىي"
    "ٰٓٔٱپچژکگیهٔۀهےۍېئښڼټډړځڅږګۉۇ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪٫٬٭"
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670"
)
LATIN: Final = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0©«»·×–—‘’“”…•"
MARKS: Final = "\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069←→↑↓✓☐☑−"


def instance(variable: Path, weight: int) -> TTFont:
    """Return the static font of one weight, named so that typesetters can tell it apart."""
    font = instantiateVariableFont(TTFont(variable, recalcTimestamp=False), {"wght": weight})
    font["OS/2"].usWeightClass = weight
    style = WEIGHTS[weight]
    for record in list(font["name"].names):
        if record.nameID in STYLE_NAMES:
            record.string = style
        elif record.nameID in FAMILY_NAMES:
            record.string = "Vazirmatn"
        elif record.nameID == 4:
            record.string = f"Vazirmatn {style}"
        elif record.nameID == 6:
            record.string = f"Vazirmatn-{style}"
    return font


def subset(font: TTFont) -> None:
    """Keep only the letters of Persian, Dari, Pashto, Arabic and English, with their shaping."""
    options = Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(text=ARABIC_SCRIPT + LATIN + MARKS)
    subsetter.subset(font)


def main(variable: Path, licence: Path) -> None:
    """Write both kinds of files and the licence beside each."""
    for folder in (WEB, PRINT):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(licence, folder / "OFL.txt")
    for weight, style in WEIGHTS.items():
        font = instance(variable, weight)
        font.save(PRINT / f"Vazirmatn-{style}.ttf")
        subset(font)
        font.flavor = "woff2"
        font.save(WEB / f"vazirmatn-{weight}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
