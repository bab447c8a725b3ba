"""The verifier's own modules in a browser, without its page: what they say of tokens, texts and lists."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, Page

from journeys.conftest import ROOT
from panah.documents.rules.proof.public_keys import PublicKey

STATIC = ROOT / "src" / "panah" / "web" / "static"
AT_ONCE = 500
JUDGE = """
async ({root, trust, lists, now, asked}) => {
  const at = "/panah/js/verify/";
  const [judging, keys, trusting, status, bytes] = await Promise.all(
    ["judging", "keys", "trust", "status", "bytes"].map((name) => import(`${at}${name}.js`)));
  const list = await trusting.read(bytes.fromBase64(trust), await keys.fromDer(bytes.fromBase64(root)));
  const found = new Map();
  for (const [uri, body] of Object.entries(lists))
    found.set(uri, body.includes("-") ? body : await status.read(bytes.fromBase64(body), {trust: list, uri}));
  const how = {trust: list, lists: found, now};
  return Promise.all(asked.map(({token, text}) => text === undefined
    ? judging.judge(bytes.fromBase64(token), how) : judging.judgeText(text, how)));
}
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name it has in http.server
        """Say nothing."""


@contextmanager
def modules(browser: Browser) -> Iterator[Page]:
    """Serve the static files and give a page of that address, from which modules can be imported."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(STATIC)))
    Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/panah/img/")
    try:
        yield page
    finally:
        context.close()
        server.shutdown()
        server.server_close()


def in_base64(data: bytes) -> str:
    return b64encode(data).decode()


def der_of(root: PublicKey) -> str:
    return in_base64(root.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def judged_in_browser(
    page: Page,
    asked: Sequence[bytes | str],
    *,
    root: PublicKey,
    trust: bytes,
    lists: Mapping[str, str],
    now: int,
) -> list[dict[str, Any]]:
    """What the browser says of tokens (bytes) and scanned texts, in their order; lists in Base64, or a reason."""
    said: list[dict[str, Any]] = []
    for start in range(0, len(asked), AT_ONCE):
        part = [
            {"token": in_base64(one)} if isinstance(one, bytes) else {"text": one}
            for one in asked[start : start + AT_ONCE]
        ]
        how = {
            "root": der_of(root),
            "trust": in_base64(trust),
            "lists": dict(lists),
            "now": now,
            "asked": part,
        }
        said += json.loads(page.evaluate(f"async (how) => JSON.stringify(await ({JUDGE})(how))", how))
    return said
