"""The signed lists a verifier keeps: whole, the same for everybody, fetched again only when they changed."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified

from panah.documents.queries import etag_of, published

ROOT: Final = "application/pkix-spki"
CWT: Final = "application/cwt"
STATUS: Final = "application/statuslist+cwt"


def root(request: HttpRequest) -> HttpResponse:
    """Send the root's public key."""
    return _sent(request, "root", ROOT)


def trust(request: HttpRequest) -> HttpResponse:
    """Send the trust list."""
    return _sent(request, "trust", CWT)


def status(request: HttpRequest, shard: int) -> HttpResponse:
    """Send a shard of the status lists; there is no way to ask for less."""
    return _sent(request, f"s/{shard}", STATUS)


def numbers(request: HttpRequest, shard: str) -> HttpResponse:
    """Send a shard of the number index."""
    return _sent(request, f"n/{shard}", CWT)


def _sent(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    asked = request.headers.get("If-None-Match", "").removeprefix("W/").strip('"')
    if asked and asked == etag_of(name):
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
