"""The verifier's page as everybody is sent it: the same bytes for all, so that a device can keep it."""

from base64 import b64encode
from collections.abc import Collection, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, cast

from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.csp import CSP
from django.utils.html import json_script
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext_lazy as _

from panah.documents.place import status_address
from panah.documents.queries import published
from panah.web.public.verify_words import words

TEMPLATE: Final = "panah/public/verify.html"
FOLDER: Final = "panah/js/verify"
ENTRY: Final = f"{FOLDER}/page.js"
NOT_OF_PAGE: Final = ("page.js", "worker.js")
LONGEST: Final = 60
POLICY: Final = {
    **cast("Mapping[str, Collection[str]]", settings.SECURE_CSP),
    "script-src": [CSP.SELF, CSP.WASM_UNSAFE_EVAL],
}
"""The reader of codes is WebAssembly; on this page alone it may run."""


class AsWritten(DjangoJSONEncoder):
    """Letters as they are: escaped, Persian weighs three times as much."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how | {"ensure_ascii": False})


class QuestionForm(forms.Form):
    """The code under the square, or the number at the head of the paper."""

    n = forms.CharField(
        label=_("رمز یا شمارهٔ برگه"),
        help_text=_("رمز ده‌حرفی زیر چهارگوش، مثل K7M4P-2XW9Q؛ یا شمارهٔ بالای برگه، مثل ۱۸/۱۴۰۵/۲۳۴۵"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
    )


def sent(request: HttpRequest, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    """Send the page; nobody's name is in it, and whatever was asked stays with who asked."""
    response: HttpResponse = render(
        request,
        TEMPLATE,
        {"form": QuestionForm()} | ({} if "answer" in context else _parts()) | dict(context),
        status=status,
    )
    if not context:
        tag = quote_etag(sha256(response.content).hexdigest())
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            response = HttpResponseNotModified()
        response["ETag"] = tag
    response["Cache-Control"] = "no-store" if context else "no-cache"
    response["Referrer-Policy"] = "no-referrer"
    return response


def unasked(path: str) -> HttpResponse:
    """Give the page at an address as a first visitor gets it, in the language of this moment."""
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    return sent(request, {})


@lru_cache(maxsize=1)
def modules() -> tuple[str, ...]:
    """The modules the page's code is made of; they name each other, so they go by their plain names."""
    folder = Path(str(finders.find(ENTRY))).parent
    return tuple(
        f"{FOLDER}/{path.name}" for path in sorted(folder.glob("*.js")) if path.name not in NOT_OF_PAGE
    )


def base_url() -> str:
    """Where static files are served; their storage says so."""
    found: object = getattr(staticfiles_storage, "base_url", "")
    return str(found or "")


def plain_url(name: str) -> str:
    """The address of a static file that carries no hash."""
    return f"{base_url()}{name}"


def _parts() -> dict[str, object]:
    """What the page holds whatever it is asked: its words, the root it trusts, where its parts are."""
    root = published("root")
    told = {"root": b64encode(root.body).decode() if root else "", "statusPage": status_address(0)[:-1]}
    return {
        "words": json_script(words() | told, "verify-words", encoder=AsWritten),
        "modules": [plain_url(one) for one in modules()],
        "entry": plain_url(ENTRY),
    }
