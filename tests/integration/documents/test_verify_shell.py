"""The verifier kept on a phone: what it keeps is named by its hash, and the border brings crossings once."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client

from factories.bureau import BEFORE, LONG_AGO
from factories.departures import Acts, Departures, adults, open_departures
from panah.audit.models import Event
from panah.documents.models import Crossing, Document
from panah.documents.operations.publishing import publish_trust_of_demo
from panah.documents.operations.publishing.trust import publish_root
from panah.organisation.models import Account
from panah.organisation.operations import open_office
from panah.organisation.roles import OfficeKind
from panah.web import identity
from panah.web.public import verify_shell
from panah.web.tongues import TONGUES
from unit.documents.rules.proof.made import ROOT

pytestmark = pytest.mark.django_db
ACTS = Acts(
    hold=("hold:card", "suspend:card"),
    restore=("invalidate:exit-paper", "reinstate:card", "release:card", "restore-status", "tell-border"),
    issues=True,
    tells=True,
)
VENDOR = {
    "panah/js/vendor/zxing-reader-3.1.4.min.js": "d33d09ce132a692faffbed0dce656c36cb2573b4b843885a6e036390d1071d95",
    "panah/js/vendor/zxing-reader-3.1.4.wasm": "e8af31edb56d0522f4de74495839385ef019ba8bc90d38e5ecb2f18795d86fb2",
}
"""As they lie in the package zxing-wasm 3.1.4 of npm, under `dist/iife/reader` and `dist/reader`."""


@pytest.fixture(autouse=True)
def folder_of_static_files(db: None) -> Iterator[None]:
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    cache.clear()
    verify_shell._pages.cache_clear()
    yield
    verify_shell._pages.cache_clear()


def shell() -> tuple[dict[str, dict[str, str]], str]:
    answer = Client().get("/verify/worker.js")
    assert answer["Service-Worker-Allowed"] == "/"
    first, _, _ = answer.content.decode().partition(";\n")
    return json.loads(first.removeprefix("const SHELL = ")), answer["ETag"]


def test_each_file_and_page_is_the_one_that_is_named(now: datetime) -> None:
    publish_trust_of_demo(now=now)
    named, _ = shell()
    assert set(named["pages"]) == {"/verify", *(f"/{code}/verify" for code in TONGUES if code != "fa")}
    for path, digest in named["pages"].items():
        assert sha256(Client().get(path).content).hexdigest() == digest, path
    for url, digest in named["files"].items():
        body = Path(str(finders.find(url.removeprefix(django_settings.STATIC_URL)))).read_bytes()
        assert sha256(body).hexdigest() == digest, url
    page = Client().get("/verify").content.decode()
    assert [url for url in named["files"] if url.endswith(".css") and url not in page] == []
    own = Path(str(finders.find("panah/js/verify/page.js"))).parent
    assert {url.rpartition("/")[2] for url in named["files"] if "/verify/" in url} == {
        path.name for path in own.glob("*.js") if path.name != "worker.js"
    }


def test_the_worker_is_sent_again_only_when_something_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    _, tag = shell()
    assert Client().get("/verify/worker.js", headers={"If-None-Match": tag}).status_code == 304
    monkeypatch.setattr(verify_shell, "_files", lambda: (("/static/x.js", "0"),))
    assert Client().get("/verify/worker.js", headers={"If-None-Match": tag}).status_code == 200


def test_the_page_is_sent_again_only_when_it_changed(now: datetime) -> None:
    first = Client().get("/verify")
    again = Client().get("/verify", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    publish_root(root=ROOT.public, now=now)
    assert Client().get("/verify", headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert "ETag" not in Client().get("/verify", {"n": "x"})


def test_what_others_wrote_is_as_they_wrote_it_with_their_licences() -> None:
    found = {name: Path(str(finders.find(name))).read_bytes() for name in VENDOR}
    assert {name: sha256(body).hexdigest() for name, body in found.items()} == VENDOR
    licence = Path(str(finders.find("panah/js/vendor/zxing-LICENSE.txt"))).read_text(encoding="utf-8")
    assert "zxing-wasm 3.1.4" in licence
    assert "MIT License" in licence
    assert "Apache License" in licence


@pytest.mark.parametrize("tongue", TONGUES)
def test_it_may_stand_among_the_apps_of_a_phone(tongue: str) -> None:
    told = Client().get(f"/verify/app-{tongue}.webmanifest").json()
    assert told["start_url"] == told["scope"] == ("/verify" if tongue == "fa" else f"/{tongue}/verify")
    assert told["lang"] == TONGUES[tongue].tag
    assert Client().get("/verify/app-xx.webmanifest").status_code == 404


@pytest.fixture
def departures(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Departures:
    monkeypatch.setattr(django_settings, "PANAH_BORDER_URL", "")
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    return open_departures(now, ACTS)


@pytest.fixture
def paper(departures: Departures) -> Document:
    case = departures.open(adults(departures.bureau, 1))
    departures.approve(case)
    departures.deliver()
    return Document.objects.get(case=case)


@pytest.fixture
def officer(departures: Departures) -> Account:
    post = open_office(
        parent=departures.bureau.directorate,
        kind=OfficeKind.BORDER,
        code="dogharoun",
        name="دوغارون",
        opened_on=LONG_AGO,
        now=BEFORE,
    )
    return departures.bureau.hire("border", office=post)


def bring(client: Client, rows: object, **more: str) -> tuple[int, Any]:
    answer = client.post(
        "/verify/crossings", {"crossings": rows}, content_type="application/json", headers=more
    )
    return answer.status_code, answer.json() if answer["Content-Type"] == "application/json" else None


def row(paper: Document, at: datetime, key: str = "a1") -> dict[str, str]:
    return {"id": key, "number": paper.number, "at": at.isoformat()}


def test_the_border_brings_a_crossing_once_however_often_it_is_sent(
    paper: Document, officer: Account, now: datetime
) -> None:
    client = Client()
    client.force_login(officer)
    said = row(paper, now - timedelta(hours=3))
    assert bring(client, [said]) == (200, {"crossings": [{"id": "a1", "state": "recorded"}]})
    assert bring(client, [said])[1]["crossings"][0]["state"] == "repeated"
    assert bring(client, [row(paper, now, "b2")])[1]["crossings"][0]["state"] == "used-before"
    first = Crossing.objects.order_by("pk")[0]
    assert (first.border, first.at, first.key) == ("dogharoun", now - timedelta(hours=3), f"{officer.pk}:a1")
    assert Event.objects.filter(stream=paper.stream, kind="crossed", actor_id=officer.pk).count() == 1


def test_a_clock_that_runs_ahead_is_put_back_and_what_is_broken_holds_up_no_other(
    paper: Document, officer: Account, now: datetime
) -> None:
    client = Client()
    client.force_login(officer)
    rows = [
        {"id": "x", "number": "9/9/9", "at": now.isoformat()},
        {"id": "y", "number": paper.number, "at": "yesterday"},
        {"id": "z", "number": "\u0000", "at": now.isoformat()},
        row(paper, now + timedelta(days=900)),
    ]
    states = [one["state"] for one in bring(client, rows)[1]["crossings"]]
    assert states == ["unknown", "unknown", "unknown", "recorded"]
    assert Crossing.objects.get().at == now


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"crossings": 1}', b'{"crossings": [1]}'])
def test_what_is_not_understood_changes_nothing(officer: Account, body: bytes) -> None:
    client = Client()
    client.force_login(officer)
    answer = client.post("/verify/crossings", body, content_type="application/json")
    assert answer.status_code == 400
    assert not Crossing.objects.exists()


def test_nobody_else_brings_anything_and_no_other_site_for_them(
    paper: Document, officer: Account, departures: Departures, now: datetime
) -> None:
    assert Client().post("/verify/crossings", {}).status_code in {302, 403}
    clerk = Client()
    clerk.force_login(departures.bureau.hire("bureau-clerk"))
    assert clerk.get("/verify/border").status_code == 403
    assert bring(clerk, [row(paper, now)])[0] == 403
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(officer)
    assert bring(careful, [row(paper, now)])[0] == 403
    token = careful.get("/verify/crossings").json()["token"]
    assert bring(careful, [row(paper, now)], **{"X-CSRFToken": token})[0] == 200


def test_the_page_of_the_border_says_which_post_it_is(officer: Account) -> None:
    client = Client()
    client.force_login(officer)
    said = client.get("/verify/border").content.decode()
    assert json.loads(
        said.partition('id="border-post" type="application/json">')[2].partition("</script>")[0]
    ) == {
        "name": "دوغارون",
        "code": "dogharoun",
    }
