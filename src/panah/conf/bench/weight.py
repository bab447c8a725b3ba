"""What a first visit to the home page weighs, compressed as it is served, fonts included."""

import gzip
import re
from collections.abc import Iterator

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client

from panah.conf.bench.measuring import Figure

LIMIT_BYTES = 150_000
REFERENCE = re.compile(r'(?:href|src)="(/static/[^"]+)"')
IN_CSS = re.compile(r"url\([\"']?([^\"')]+\.woff2)[\"']?\)")


def figures() -> Iterator[Figure]:
    """Give the weight in bytes; the limit is one."""
    page = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0]).get("/", HTTP_ACCEPT_ENCODING="gzip")
    names = {reference.removeprefix("/static/") for reference in REFERENCE.findall(page.text)}
    names |= {
        f"panah/fonts/{font.rsplit('/', 1)[-1]}"
        for name in list(names)
        if name.endswith(".css")
        for font in IN_CSS.findall(_body(name).decode())
    }
    weight = len(gzip.compress(page.content)) + sum(_weight(name) for name in names)
    yield Figure("first visit, bytes compressed", connection.vendor, weight, LIMIT_BYTES, 1.0)


def _weight(name: str) -> int:
    body = _body(name)
    return len(body) if name.endswith((".woff2", ".png", ".jpg")) else len(gzip.compress(body))


def _body(name: str) -> bytes:
    plain = re.sub(r"\.[0-9a-f]{12}(\.\w+)$", r"\1", name)
    found = finders.find(plain)
    if found is None:
        raise FileNotFoundError(plain)
    with open(found, "rb") as body:  # noqa: PTH123  # the finder answers with a string
        return body.read()
