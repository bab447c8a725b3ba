"""The code square (QR) of an address, as rows a face can draw."""

import segno


def square(text: str) -> list[str]:
    """Give the modules of a QR code (level M: 15 % may be soiled) as rows of `x` and `.`, without the quiet field."""
    code = segno.make_qr(text, error="m", boost_error=False)
    return ["".join("x" if dark else "." for dark in row) for row in code.matrix]
