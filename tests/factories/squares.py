"""Reading the squares of a picture as a phone does; a chance pattern that looks like a code of stripes is none."""

import zxingcpp
from PIL import Image

SQUARE = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


def squares_in(picture: Image.Image) -> list[zxingcpp.Barcode]:
    """Every square of a picture."""
    return list(zxingcpp.read_barcodes(picture, formats=SQUARE))
