"""The verifier kept on a device: which files it stands on, each by its hash, and the worker that keeps them."""

import json
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext, override

from panah.documents.queries import etag_of
from panah.web.public.verify_page import ENTRY, FOLDER, base_url, modules, plain_url, unasked
from panah.web.tongues import TONGUES

WORKER: Final = f"{FOLDER}/worker.js"
SCANNER: Final = ("panah/js/vendor/zxing-reader-3.1.4.min.js", "panah/js/vendor/zxing-reader-3.1.4.wasm")
STYLED: Final = (
    "panah/css/base.css",
    "panah/css/components.css",
    "panah/css/verify.css",
    "panah/fonts/vazirmatn-400.woff2",
    "panah/fonts/vazirmatn-650.woff2",
    "panah/img/icon.svg",
)


def worker(request: HttpRequest) -> HttpResponse:
    """Send the worker with the list of what it keeps; it changes when any of that does."""
    text = f"const SHELL = {json.dumps(_shell())};\n{_bytes_of(WORKER).decode()}"
    tag = quote_etag(sha256(text.encode()).hexdigest())
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    answer = HttpResponse(status=304) if tag in asked else HttpResponse(text, content_type="text/javascript")
    answer["ETag"] = tag
    answer["Cache-Control"] = "no-cache"
    answer["Service-Worker-Allowed"] = "/"
    return answer


def app(request: HttpRequest, tongue: str) -> HttpResponse:
    """Send the manifest that lets the verifier stand among the apps of a phone."""
    del request
    if tongue not in TONGUES:
        raise Http404
    with override(tongue):
        page, name = reverse("public:verify"), gettext("درستی مدرک")
    told = {
        "name": f"{name}، پناه" if TONGUES[tongue].direction == "rtl" else f"Panah: {name}",
        "short_name": name,
        "lang": TONGUES[tongue].tag,
        "dir": TONGUES[tongue].direction,
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1c2d80",
        "icons": [{"src": static("panah/img/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    answer = JsonResponse(
        told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


def _shell() -> dict[str, dict[str, str]]:
    return {"pages": dict(_pages(etag_of("root"))), "files": dict(_files())}


@lru_cache(maxsize=2)
def _pages(root: str) -> tuple[tuple[str, str], ...]:
    """The page in each language, by the hash of what anybody is sent while this root is published."""
    del root
    return tuple(_hashed_pages())


def _hashed_pages() -> Iterator[tuple[str, str]]:
    for tongue in TONGUES:
        with override(tongue):
            path = reverse("public:verify")
            yield path, sha256(unasked(path).content).hexdigest()


@lru_cache(maxsize=1)
def _files() -> tuple[tuple[str, str], ...]:
    named = {static(name): name for name in STYLED} | {
        plain_url(name): name for name in (*modules(), ENTRY, *SCANNER)
    }
    return tuple((url, sha256(_bytes_of(name, url)).hexdigest()) for url, name in named.items())


def _bytes_of(name: str, url: str = "") -> bytes:
    """A static file as it is sent: from the gathered files where there are such, else from its source."""
    gathered = url.removeprefix(base_url()) or name
    if staticfiles_storage.exists(gathered):
        with staticfiles_storage.open(gathered) as file:
            return bytes(file.read())
    return Path(str(finders.find(name))).read_bytes()
