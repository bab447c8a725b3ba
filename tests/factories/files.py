"""Files people hand over: photographs and PDFs that are right, and every way in which one can be wrong."""

import io
from collections.abc import Callable

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from panah.evidence.rules import MOST_BYTES


def photo(colour: str = "navy", size: tuple[int, int] = (240, 320), form: str = "JPEG") -> bytes:
    """A picture of one colour."""
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, form)
    return made.getvalue()


def pdf(pages: int = 2, password: str = "") -> bytes:
    """A PDF of empty pages."""
    made = io.BytesIO()
    with pikepdf.new() as paper:
        for _ in range(pages):
            paper.add_blank_page(page_size=(200, 300))
        lock = pikepdf.Encryption(owner=password, user=password) if password else False
        paper.save(made, encryption=lock)
    return made.getvalue()


def sent(body: bytes, name: str = "slip.jpg") -> SimpleUploadedFile:
    """A file as a browser sends it; nothing believes its name or its type."""
    return SimpleUploadedFile(name, body, content_type="image/jpeg")


WRONG: dict[str, tuple[Callable[[], bytes], str]] = {
    "not what it says": (lambda: b"MZ\x90\x00 a program called slip.jpg", "نه عکس است و نه پی‌دی‌اف"),
    "a drawing with a script": (lambda: b"<svg><script>alert(1)</script></svg>", "نه عکس است و نه پی‌دی‌اف"),
    "too large": (lambda: photo() + b"\0" * MOST_BYTES, "بیش از ۱۰ مگابایت است"),
    "cut off": (lambda: photo(size=(900, 900), form="PNG")[:-200], "کامل نرسید"),
    "a damaged PDF": (lambda: pdf()[:-200], "کامل نرسید"),
    "a PDF under a password": (lambda: pdf(password="secret"), "رمز دارد"),
    "a picture that swells": (lambda: photo(size=(9000, 9000), form="PNG"), "از اندازه بزرگ‌تر"),
    "a book": (lambda: pdf(pages=61), "بیش از ۶۰ صفحه"),
    "a picture of another phone": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1", "سازگارترین"),
    "empty": (lambda: b"", "خالی است"),
}
"""Every file that is refused, by what is wrong with it: its bytes, and words of the sentence its sender reads."""
