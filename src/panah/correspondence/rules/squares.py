"""The code square (QR) of a letter: the address of the verifier with the letter's code, as rows a face can draw."""

import segno


def square(page: str, code: str) -> list[str]:
    """Draw the address as rows of `x` and `.`, without the quiet field; 15 % of it may be soiled or stamped over."""
    drawn = segno.make_qr(f"{page}?n={code}", error="m", boost_error=False)
    return ["".join("x" if dark else "." for dark in row) for row in drawn.matrix]
