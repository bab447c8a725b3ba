"""How much is read at all: what is too long is answered unread, and pages that ask for no file get none."""

from collections.abc import Iterator

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory

from factories.files import photo, sent
from integration.web_evidence.conftest import World, words
from panah.casework.models import Case
from panah.evidence.models import HeldFile
from panah.web.account import acts, paying
from panah.web.files.arriving import MOST_OF_A_FORM, FileLimits

pytestmark = pytest.mark.django_db
FORM = "multipart/form-data; boundary=edge"


class Unread:
    """A body that must not be read."""

    def read(self, size: int = -1) -> bytes:
        """Fail: a byte was asked for."""
        raise AssertionError(f"{size} bytes of the body were read")

    readline = read

    def __iter__(self) -> Iterator[bytes]:
        raise AssertionError("the body was read")


@pytest.mark.parametrize(("path", "length"), [("pay", MOST_OF_A_FORM + 1), ("withdraw", 3 * 1024 * 1024)])
def test_what_says_it_is_too_long_is_refused_unread_with_what_to_do(
    world: World, case: Case, path: str, length: int
) -> None:
    too_long = {"CONTENT_TYPE": FORM, "CONTENT_LENGTH": str(length), "wsgi.input": Unread()}
    answer = world.client().generic("POST", f"/my/cases/{case.pk}/{path}/", **too_long)  # type: ignore[arg-type]  # a body of our own
    assert answer.status_code == 413
    assert "فایل کوچک‌تری برگزینید" in words(answer.content.decode())


def test_the_sentence_is_in_the_language_of_the_reader(world: World, case: Case) -> None:
    too_long = {"CONTENT_TYPE": FORM, "CONTENT_LENGTH": str(MOST_OF_A_FORM + 1)}
    answer = world.client().generic("POST", f"/en/my/cases/{case.pk}/pay/", **too_long)  # type: ignore[arg-type]  # headers
    assert "choose a smaller file" in words(answer.content.decode())


def test_a_page_that_asks_for_no_file_gets_none(rf: RequestFactory) -> None:
    for view, arrives in ((paying.pay, True), (acts.withdraw, False)):
        request: WSGIRequest = rf.post("/", {"note": "x", "slip": sent(photo())})
        assert FileLimits(lambda _: None).process_view(request, view, (), {}) is None  # type: ignore[arg-type,return-value]  # nothing is answered here
        assert request.POST["note"] == "x"
        assert bool(request.FILES) is arrives


def test_many_files_at_once_are_refused(world: World, case: Case) -> None:
    files = {f"slip{place}": sent(photo()) for place in range(12)}
    assert world.client().post(f"/my/cases/{case.pk}/pay/", files).status_code == 400
    assert not HeldFile.objects.exists()


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "neither a photo nor a PDF"), ("ar", "ليس صورة"), ("ps", "نه عکس دی"), ("prs", "نه عکس است")],
)
def test_a_refusal_is_told_in_the_language_of_the_reader(
    world: World, case: Case, language: str, said: str
) -> None:
    client: Client = world.client()
    page = client.post(f"/{language}/my/cases/{case.pk}/pay/", {"slip": sent(b"a program")})
    assert page.status_code == 422
    assert said in words(page.content.decode())
