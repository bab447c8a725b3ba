"""How files come in: how much is read at all, where, and never onto a disk before they are safe."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from panah.evidence.queries import MOST_BYTES

MOST_OF_A_FORM: Final = 24 * 1024 * 1024
"""Bytes of a form with files; what says it is longer is answered before a byte of it is read."""
MOST_WITHOUT_FILES: Final = 2 * 1024 * 1024
WITH_FILES: Final = "multipart/form-data"
CUT_OFF: Final = "panah_cut_off"

type View = Callable[..., HttpResponseBase]


def takes_files[Kept: View](view: Kept) -> Kept:
    """Mark a view whose forms may bring files; to any other they do not get through."""
    view.__dict__["takes_files"] = True
    return view


class FileLimits:
    """Says no to what is too long before it is read, and lets files through only where a page asks for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[object, ...], names: dict[str, object]
    ) -> HttpResponseBase | None:
        """Look at the length a form says it has, and choose who receives its files."""
        del args, names
        if request.method != "POST" or request.content_type != WITH_FILES:
            return None
        takes = bool(getattr(view, "takes_files", False))
        if _length(request) > (MOST_OF_A_FORM if takes else MOST_WITHOUT_FILES):
            return render(request, "413.html", status=413)
        request.upload_handlers = [IntoMemory(request) if takes else Nowhere(request)]
        return None


class Nowhere(FileUploadHandler):
    """Lets files run off: this page asked for none."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Forget it."""
        del raw_data, start
        return None

    def file_complete(self, file_size: int) -> None:
        """Give nothing."""
        del file_size


class IntoMemory(FileUploadHandler):
    """Keeps a file in memory up to the most a file may have, and counts the rest of it only."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.body = BytesIO()

    def new_file(self, *args: Any, **names: Any) -> None:
        """Begin with a file."""
        super().new_file(*args, **names)
        self.body = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece while the file is not too large."""
        if start + len(raw_data) <= MOST_BYTES:
            self.body.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Give the file; one that was too large says its size and is empty."""
        if file_size > MOST_BYTES:
            self.body = BytesIO()
        self.body.seek(0)
        return InMemoryUploadedFile(self.body, self.field_name, "file", "", file_size, None)

    def upload_interrupted(self) -> None:
        """Remember at which question the line broke."""
        if self.request is not None:
            self.request.__dict__[CUT_OFF] = self.field_name


def cut_off_at(request: HttpRequest) -> str:
    """Name the question whose file did not come to its end; empty where none was cut off."""
    return str(request.__dict__.get(CUT_OFF, ""))


def _length(request: HttpRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else 0
