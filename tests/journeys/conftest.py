"""A running Panah and a browser, for journeys as people make them.

The server is the product's own, in its own process with its own data folder, started by the same commands an
operator types. The browser is Debian's chromium, which may speak to the loopback only.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "screenshots"
AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STARTS_WITHIN = 60
LOOPBACK = {"127.0.0.1", "localhost"}


def chromium() -> str:
    """Return the path of chromium; a machine without one is told how to get it."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(path).is_file():
        pytest.fail(
            f"No browser at {path}: `apt-get install chromium`, or set CHROMIUM to the path of one.",
            pytrace=False,
        )
    return path


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start Panah with the shipped catalogue on a free port; gives its address without a slash at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    surroundings = os.environ | {
        "PANAH_DATA": str(tmp_path_factory.mktemp("panah")),
        "PANAH_MODE": "demo",
        "DJANGO_SETTINGS_MODULE": "panah.conf.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    surroundings.pop("DATABASE_URL", None)
    panah = [sys.executable, "-m", "panah"]
    for command in (["migrate"], ["services", "publish"]):
        subprocess.run([*panah, *command], env=surroundings, check=True, capture_output=True, cwd=ROOT)
    server = subprocess.Popen(
        [*panah, "serve", "--port", str(port)],
        env=surroundings,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(server, address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=15)


def wait_for(server: subprocess.Popen[bytes], address: str) -> None:
    """Wait until the server answers; fail when it ends or takes too long."""
    for _attempt in range(STARTS_WITHIN * 5):
        if server.poll() is not None:
            pytest.fail(f"The server ended with code {server.returncode} before it answered.")
        with (
            suppress(URLError, ConnectionError, TimeoutError),
            urlopen(f"{address}/healthz", timeout=2) as answer,
        ):
            if answer.status == 200:
                return
        time.sleep(0.2)
    pytest.fail(f"The server did not answer within {STARTS_WITHIN} seconds.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One chromium for all journeys."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """One opened page with everything it asked the network for, and what the console complained of."""

    page: Page
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def note(self, request: Request) -> None:
        """Remember what was asked for."""
        self.requests.append(request)

    def at_width(self, width: int) -> None:
        """Turn the window into a phone or a desk without loading anew."""
        self.page.set_viewport_size({"width": width, "height": 900})

    def went_outside(self) -> list[str]:
        """Return the addresses asked for beyond this machine."""
        return [
            request.url
            for request in self.requests
            if not request.url.startswith("data:") and urlsplit(request.url).hostname not in LOOPBACK
        ]

    def violations(self) -> list[str]:
        """Run axe over the page; each violation is named with the element it is on."""
        self.page.evaluate(AXE)
        found = self.page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", AXE_RULES
        )
        return [
            f"{violation['id']}: {node['html'][:160]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def slides_sideways(self) -> bool:
        """Tell whether the page is wider than the window."""
        return bool(
            self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        )

    def photograph(self, name: str) -> None:
        """Keep a picture of the whole page in `screenshots/`."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


type Open = Callable[..., Visit]


@pytest.fixture
def visit(site: str, browser: Browser) -> Iterator[Open]:
    """Open a page of the site: `visit("/services/", width=390)`; each visit is a stranger's first."""
    contexts: list[BrowserContext] = []

    def opened(path: str, *, width: int = 1280, javascript: bool = True) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, locale="fa-IR"
        )
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.on("request", seen.note)
        seen.page.on("console", lambda said: seen.complaints.append(said.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.goto(site + path, wait_until="load")
        return seen

    yield opened
    for context in contexts:
        context.close()
