"""What is published of a draw of appointments, so that anybody can check it: the promise, the seed, the list."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from panah.appointments.queries import published_draw, published_list
from panah.foundation.errors import NotFound

CHECKER: Final = """\
import hashlib, hmac
seed = bytes.fromhex("{seed}")
promised = "{commitment}"
listed = open("list.txt").read()
purpose, witness, mine = "{purpose}", "{witness}", int(input("number: "))

def piece(kind, raw):  # CBOR, RFC 8949
    n = len(raw) if kind else raw
    size = 0 if n < 24 else 1 if n < 256 else 2 if n < 65536 else 4
    head = bytes([kind << 5 | (n if not size else 23 + size.bit_length())])
    return head + (n.to_bytes(size) if size else b"") + (raw if kind else b"")

assert hashlib.sha256(seed).hexdigest() == promised
digest = hashlib.sha256(listed.encode()).hexdigest()
said = b"\\x84" + b"".join(piece(3, one.encode()) for one in (purpose, digest, witness))
ticket = lambda n: hmac.digest(seed, b"panah.draw.1" + said + piece(0, n), "sha256")
order = sorted(map(int, listed.split()), key=ticket)
print(digest, order.index(mine) + 1, "of", len(order), ticket(mine).hex())
"""
"""A program that reckons one household's place, with nothing but what stands on the page and the list."""


def draw(request: HttpRequest, slug: str, province: str) -> HttpResponse:
    """Show the promise of a draw, and once it was held what it was held with."""
    purpose = f"{slug}:{province}"
    try:
        found = published_draw(purpose=purpose)
    except NotFound as missing:
        raise Http404 from missing
    checker = CHECKER.format(
        seed=found.seed, commitment=found.commitment, purpose=purpose, witness=_quoted(found.witness)
    )
    context = {"draw": found, "checker": checker, "slug": slug, "province": province}
    return render(request, "panah/public/draw.html", context)


def draw_list(request: HttpRequest, slug: str, province: str) -> HttpResponse:
    """Send the list that was drawn from: numbers of households by line, without a line's end after the last."""
    del request
    listed = published_list(purpose=f"{slug}:{province}")
    if not listed:
        raise Http404
    answer = HttpResponse(listed, content_type="text/plain; charset=ascii")
    answer["Content-Disposition"] = 'attachment; filename="list.txt"'
    return answer


def _quoted(text: str) -> str:
    """Write a word so that it can stand between quotation marks of a program."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
