"""An upload is what its content says, and what is kept was written anew."""

import hashlib
import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from panah.evidence.rules import MOST_BYTES, FileKind, FileMark, make_safe, read_mark
from panah.foundation.errors import InvalidInput


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "navy").save(made, form, **options)
    return made.getvalue()


def paper(pages: int = 2, *, unsafe: bool = False, password: str = "") -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(200, 300))
        if unsafe:
            script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
            pdf.Root.OpenAction = script
            pdf.pages[0].obj.AA = pikepdf.Dictionary(O=script)
            pdf.attachments["virus.exe"] = b"MZ"
        lock = pikepdf.Encryption(owner=password, user=password) if password else False
        pdf.save(made, encryption=lock)
    return made.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(InvalidInput) as refused:
        make_safe(data)
    return refused.value.code


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_is_kept_as_a_fresh_jpeg(form: str) -> None:
    safe = make_safe(picture(form))
    assert safe.kind is FileKind.PICTURE
    with Image.open(io.BytesIO(safe.body)) as kept:
        assert (kept.format, kept.size) == ("JPEG", (60, 40))


def test_where_and_with_what_a_photograph_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Phone of somebody"
    safe = make_safe(picture(exif=exif))
    with Image.open(io.BytesIO(safe.body)) as kept:
        assert not dict(kept.getexif())
    assert b"somebody" not in safe.body


def test_a_second_file_hidden_behind_a_picture_is_not_kept() -> None:
    assert b"<script>" not in make_safe(picture() + b"<script>alert(1)</script>").body


def test_a_large_photograph_is_made_smaller_and_not_refused() -> None:
    with Image.open(io.BytesIO(make_safe(picture(size=(4000, 3000))).body)) as kept:
        assert kept.size == (2400, 1800)


def test_a_pdf_is_rebuilt_without_scripts_and_attached_files() -> None:
    safe = make_safe(paper(unsafe=True))
    assert (safe.kind, safe.pages) == (FileKind.PDF, 2)
    with pikepdf.open(io.BytesIO(safe.body)) as kept:
        assert "/OpenAction" not in kept.Root
        assert "/AA" not in kept.pages[0].obj
        assert len(kept.attachments) == 0
    assert b"JavaScript" not in safe.body


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "upload-empty"),
        (b"MZ\x90\x00 not a picture", "upload-kind-unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "upload-kind-unknown"),
        (b"PK\x03\x04 a zip called photo.jpg", "upload-kind-unknown"),
        (b"x" * (MOST_BYTES + 1), "upload-too-large"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "upload-heic"),
        (picture(size=(8000, 6000)), "upload-too-wide"),
        (paper(pages=61), "upload-too-many-pages"),
        (paper(password="secret"), "upload-locked"),
        (b"%PDF-1.7 and nothing", "upload-broken"),
        (paper()[:-200], "upload-broken"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_reason(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_photograph_that_was_cut_off_is_refused() -> None:
    whole = picture(size=(900, 900), quality=95)
    assert refusal(whole[: len(whole) // 2]) == "upload-broken"


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF"]),
)
def test_no_bytes_at_all_do_more_than_be_refused(tail: bytes, head: bytes) -> None:
    with pytest.raises(InvalidInput):
        make_safe(head + tail)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_paper_is_kept_safe_or_refused(data: st.DataObject) -> None:
    body = bytearray(paper(unsafe=True))
    for place in data.draw(st.lists(st.integers(0, len(body) - 1), max_size=12)):
        body[place] ^= data.draw(st.integers(1, 255))
    try:
        kept = make_safe(bytes(body))
    except InvalidInput:
        return
    assert b"app.alert" not in kept.body


@given(st.sampled_from(FileKind), st.integers(1, 60), st.binary(max_size=99))
def test_the_mark_of_a_file_is_read_back_as_it_was_written(kind: FileKind, pages: int, body: bytes) -> None:
    mark = FileMark(kind, pages, hashlib.sha256(body).hexdigest())
    assert read_mark(str(mark)) == mark


@given(st.text(max_size=120) | st.none() | st.lists(st.integers()))
def test_what_is_no_mark_is_read_as_none(text: object) -> None:
    mark = read_mark(text)
    assert mark is None or str(mark).count(":") == 2
