"""The verifier kept on a phone: read by its camera, judged with the server stopped, small, and silent about papers."""

from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped]  # it has no types
import pytest
import typst
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from factories.slips import open_slips, straight_way
from factories.squares import squares_in
from journeys.checkpoint import DURING, STILL, Checkpoint, checkpoint_at, is_kept, lights_of, word_of
from journeys.conftest import FLAGS, chromium
from journeys.hands import static_folder, tables_may_be_emptied
from panah.conf.bench.shots import Shot, photographed, with_frame
from panah.documents.models import Document
from panah.documents.operations import slip_pdf
from panah.documents.rules.proof import printed

__all__ = ["static_folder", "tables_may_be_emptied"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]
FIRST_LOAD = 500_000
SEEN = (640, 480)
FROM_ASIDE = Shot(turn=7, tilts=(8, -6), blur=0.7, noise=4, grain=1, shade=0.2)


@pytest.fixture
def point(now: datetime, db: None, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Checkpoint]:
    straight_way(monkeypatch)
    with checkpoint_at(open_slips(now), browser) as made:
        yield made


@pytest.fixture
def paper(point: Checkpoint) -> Document:
    made = point.issue()
    point.slips.now += DURING
    point.publish()
    return made


def rendered(paper: Document, monkeypatch: pytest.MonkeyPatch) -> Image.Image:
    """The paper as it is printed, as a picture of 300 dots an inch."""

    def as_picture(source: str, **how: object) -> object:
        how.pop("pdf_standards")
        return compile_(source, format="png", ppi=300, **how)

    compile_: Callable[..., bytes] = typst.compile
    with monkeypatch.context() as patch, STILL:
        patch.setattr(typst, "compile", as_picture)
        return Image.open(BytesIO(slip_pdf(paper.pk))).convert("L")


def film(picture: Image.Image, path: Path) -> Path:
    """What a camera sees that is held over a picture, in the form a browser takes for its camera."""
    still = with_frame(picture, SEEN)
    frame = b"FRAME\n" + still.tobytes() + bytes([128]) * (SEEN[0] * SEEN[1] // 2)
    path.write_bytes(f"YUV4MPEG2 W{SEEN[0]} H{SEEN[1]} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 5)
    return path


@pytest.fixture
def with_camera(
    point: Checkpoint, paper: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Browser]:
    """A browser whose camera is held over the printed paper."""
    sheet = rendered(paper, monkeypatch)
    square = sheet.crop(sheet_square(sheet))
    seen = film(photographed(square, FROM_ASIDE, side=35, scale=8), tmp_path / "camera.y4m")
    flags = [
        *FLAGS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={seen}",
    ]  # fmt: skip
    browser = point.browser.browser_type.launch(executable_path=chromium(), args=flags)
    yield browser
    browser.close()


def sheet_square(sheet: Image.Image) -> tuple[int, int, int, int]:
    """Where the square stands on a printed sheet."""
    (found,) = squares_in(sheet)
    corners = found.position
    points = [corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right]
    quiet = (max(at.x for at in points) - min(at.x for at in points)) // 15
    return (
        min(at.x for at in points) - quiet, min(at.y for at in points) - quiet,
        max(at.x for at in points) + quiet, max(at.y for at in points) + quiet,
    )  # fmt: skip


def opened(browser: Browser, point: Checkpoint) -> tuple[BrowserContext, Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, permissions=["camera"])
    page = context.new_page()
    page.clock.set_fixed_time(point.now)
    page.goto(f"{point.server.url}/verify")
    return context, page


def look(page: Page) -> str:
    page.get_by_role("button", name="کد را با دوربین بخوانید").click()
    expect(page.locator("#band-word")).to_be_visible(timeout=20_000)
    return word_of(page)


def test_the_camera_reads_a_printed_paper_and_again_with_server_and_network_gone(
    point: Checkpoint, paper: Document, with_camera: Browser
) -> None:
    context, page = opened(with_camera, point)
    assert look(page) == "معتبر است"
    assert lights_of(page) == ["green", "green", "green"]
    is_kept(page)
    point.server.stop()
    context.set_offline(True)
    page.reload()
    expect(page.locator("#band-word")).to_have_text("معتبر است")
    page.get_by_role("button", name="سنجش مدرک دیگر").click()
    expect(page.locator("[data-part=told]")).to_be_hidden()
    page.reload()
    assert look(page) == "معتبر است"
    assert lights_of(page) == ["green", "green", "green"]
    page.clock.set_fixed_time(point.now.replace(day=point.now.day + 3))
    page.reload()
    expect(page.locator("#band-word")).to_have_text("اصل است، خبر امروز نیست")
    expect(page.locator("[data-part=advice]")).to_contain_text("به اینترنت وصل نیست")
    page.screenshot(path="screenshots/verify-offline-390.png", full_page=True)
    context.close()


def test_the_open_camera_is_shown_and_closed(point: Checkpoint, paper: Document, tmp_path: Path) -> None:
    blank = film(Image.new("L", (200, 200), 220), tmp_path / "blank.y4m")
    flags = [
        *FLAGS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={blank}",
    ]  # fmt: skip
    browser = point.browser.browser_type.launch(executable_path=chromium(), args=flags)
    context, page = opened(browser, point)
    page.get_by_role("button", name="کد را با دوربین بخوانید").click()
    expect(page.locator("video")).to_be_visible()
    page.wait_for_timeout(800)
    page.screenshot(path="screenshots/verify-camera-390.png", full_page=True)
    page.get_by_role("button", name="بستن دوربین").click()
    expect(page.locator("video")).to_be_hidden()
    expect(page.get_by_role("button", name="کد را با دوربین بخوانید")).to_be_visible()
    context.close()
    browser.close()


def test_a_first_visit_is_small_and_a_second_fetches_nothing_again(
    point: Checkpoint, paper: Document
) -> None:
    visit = point.phone()
    is_kept(visit.page)
    visit.page.wait_for_timeout(1_500)
    sizes: dict[str, int] = {}
    for request in visit.requests:
        weigh(request, sizes)
    assert {"zxing-reader-3.1.4.wasm", "page.js", "verify", "0", "trust"} <= set(sizes)
    print(f"first visit: {sum(sizes.values())} bytes")
    assert sum(sizes.values()) <= FIRST_LOAD
    visit.requests.clear()
    visit.page.reload()
    visit.page.wait_for_timeout(1_500)
    asked = {path(request) for request in visit.requests if not from_the_phone(request)}
    assert asked <= {"/verify/trust", "/verify/s/0", "/verify/worker.js"}
    assert {status(request) for request in visit.requests if path(request) in asked} <= {304}


def weigh(request: Request, sizes: dict[str, int]) -> None:
    """Note what a file weighs as a browser over https is sent it: brotli where that is smaller."""
    response = request.response()
    if response is None or response.status != 200:
        return
    body = response.body()
    name = path(request).rpartition("/")[2]
    sizes[name] = max(sizes.get(name, 0), min(len(body), packed(body)))


def packed(body: bytes) -> int:
    return len(brotli.compress(body, quality=11))


def path(request: Request) -> str:
    return urlsplit(request.url).path


def status(request: Request) -> int:
    response = request.response()
    return response.status if response else 0


def from_the_phone(request: Request) -> bool:
    response = request.response()
    return bool(response and response.from_service_worker)


def test_no_request_names_the_paper_however_it_is_asked(point: Checkpoint, paper: Document) -> None:
    token = point.token(paper)
    visit = point.phone(point.address(token))
    word_of(visit.page)
    visit.page.get_by_role("button", name="سنجش مدرک دیگر").click()
    visit.page.locator("input[name=n]").fill(paper.verify_code)
    visit.page.keyboard.press("Enter")
    word_of(visit.page)
    visit.page.wait_for_timeout(3_000)
    letters = printed.address(token, page="").strip("#")
    said = "\n".join(f"{one.method} {one.url} {one.headers} {one.post_data or ''}" for one in visit.requests)
    log = Path("screenshots") / "verify-network.log"
    log.write_text("\n".join(f"{one.method} {one.url}" for one in visit.requests) + "\n", encoding="utf-8")
    secrets = [letters[:24], letters[-24:], paper.verify_code, paper.number, paper.number.replace("/", "%2F")]
    assert [one for one in secrets if one in said] == []
    assert {one.method for one in visit.requests} == {"GET"}
    assert "cookie" not in said.lower()
    assert letters not in visit.page.url
