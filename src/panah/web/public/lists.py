"""The signed lists a verifier keeps: whole, the same for everybody, fetched again only when they changed."""

from collections.abc import Mapping
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified

from panah.documents.queries import ROOT_CERTIFICATE, etags_of, published

ROOT: Final = "application/pkix-spki"
CERTIFICATE: Final = "application/pkix-cert"
CWT: Final = "application/cwt"
STATUS: Final = "application/statuslist+cwt"


def root(request: HttpRequest) -> HttpResponse:
    """Send the root's public key."""
    return _sent(request, "root", ROOT, etags_of("root"))


def root_certificate(request: HttpRequest) -> HttpResponse:
    """Send the root's certificate, for a reader of PDF to import."""
    return _sent(request, ROOT_CERTIFICATE, CERTIFICATE, etags_of(ROOT_CERTIFICATE))


def certificate(request: HttpRequest, key: str) -> HttpResponse:
    """Send the certificate of a key that signs files."""
    return _sent(request, f"c/{key}", CERTIFICATE, etags_of(f"c/{key}"))


def trust(request: HttpRequest) -> HttpResponse:
    """Send the trust list."""
    return _sent(request, "trust", CWT, etags_of("trust"))


def status(request: HttpRequest, shard: int) -> HttpResponse:
    """Send a shard of the status lists, and say where the next one is; there is no way to ask for less."""
    name, following = f"s/{shard}", f"s/{shard + 1}"
    tags = etags_of(name, following)
    answer = _sent(request, name, STATUS, tags)
    if following in tags:
        answer["Link"] = f'<{shard + 1}>; rel="next"'
    return answer


def numbers(request: HttpRequest, shard: str) -> HttpResponse:
    """Send a shard of the number index."""
    return _sent(request, f"n/{shard}", CWT, etags_of(f"n/{shard}"))


def _sent(request: HttpRequest, name: str, kind: str, tags: Mapping[str, str]) -> HttpResponse:
    asked = request.headers.get("If-None-Match", "").removeprefix("W/").strip('"')
    if asked and asked == tags.get(name):
        answer: HttpResponse = HttpResponseNotModified()
    else:
        found = published(name)
        if found is None:
            raise Http404
        asked = found.etag
        answer = HttpResponse(found.body, content_type=kind)
    answer["ETag"] = f'"{asked}"'
    answer["Cache-Control"] = "public, no-cache"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
