"""An agency judges papers on its own machine: by lists it fetched whole, without a database, and offline."""

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request

import pytest
from django.conf import settings as django_settings
from django.test import Client
from PIL import Image

from factories.slips import Slips, open_slips, straight_way
from panah.conf import cli
from panah.conf.bench.shots import printed as drawn
from panah.conf.commands import _verify_lists, verify
from panah.documents.models import Document, PublishedList
from panah.documents.operations import void
from panah.documents.operations.publishing import publish_numbers, publish_status, publish_trust_of_demo
from panah.documents.rules.data import TOKEN
from panah.documents.rules.proof import printed
from panah.documents.sealing import open_sheet

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]
PAGE = "https://v.example/"
SITE = "https://panah.example"


@pytest.fixture
def slips(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Slips:
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    straight_way(monkeypatch)
    made = open_slips(now)
    monkeypatch.setattr(time, "time", lambda: made.now.timestamp())  # noqa: PLW0108  # its clock goes on
    monkeypatch.setattr(_verify_lists, "urlopen", answered)
    return made


class Answer(io.BytesIO):
    """What the site sends."""

    headers: Mapping[str, str]


def answered(request: Request, timeout: int) -> Answer:
    """Ask this installation as if it were far away."""
    assert request.full_url.startswith(SITE)
    assert timeout
    found = Client().get(request.full_url.removeprefix(SITE), headers=dict(request.header_items()))
    if found.status_code != 200:
        raise HTTPError(request.full_url, found.status_code, "", Message(), None)
    answer = Answer(found.content)
    answer.headers = found.headers
    return answer


@pytest.fixture
def paper(slips: Slips) -> Document:
    made = slips.issued(slips.open())
    slips.later(9)
    publish(slips)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "lists"


def publish(slips: Slips) -> None:
    publish_status(now=slips.now)
    publish_numbers(now=slips.now)
    publish_trust_of_demo(now=slips.now)


def token_of(paper: Document) -> bytes:
    token = open_sheet(paper.number, paper.sealed)[TOKEN]
    assert isinstance(token, bytes)
    return token


def code_of(paper: Document) -> str:
    return printed.address(token_of(paper), page=PAGE)


def test_a_paper_is_green_then_red_and_the_exit_code_says_so(
    paper: Document, slips: Slips, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fetching = ["--lists", str(folder), "--site", SITE]
    assert cli.main(["verify", code_of(paper), *fetching]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[:3] == [
        "authentic  green",
        "in date    green   at 2026-12-11T20:30:00Z",
        f"status     green   as of {slips.now:%Y-%m-%dT%H:%M:%SZ}",
    ]
    assert paper.number in said
    officer = slips.bureau.actor("bureau-officer", now=slips.now)
    void(document_id=paper.pk, reason="lost", actor=officer, now=slips.now)
    slips.now += timedelta(seconds=1)
    publish(slips)
    assert cli.main(["verify", code_of(paper), "--lists", str(folder)]) == 0, (
        "offline it knows what it fetched"
    )
    assert cli.main(["verify", code_of(paper), *fetching]) == 2
    said = capsys.readouterr().out
    assert "red     revoked" in said
    assert verify.NO_GROUND in said


def test_old_lists_are_amber(
    paper: Document, slips: Slips, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["verify", code_of(paper), "--lists", str(folder), "--site", SITE])
    slips.later(2)
    capsys.readouterr()
    assert cli.main(["verify", code_of(paper), "--lists", str(folder), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["status"]["reason"] == "list-old"


def test_a_typed_code_a_line_of_input_and_a_picture_are_read(
    paper: Document,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fetching = ["--lists", str(folder), "--site", SITE]
    assert cli.main(["verify", paper.verify_code, *fetching]) == 1
    assert "number-only" in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.StringIO(code_of(paper) + "\n"))
    assert cli.main(["verify", *fetching]) == 0
    picture = folder / "code.png"
    drawn(printed.address_square(token_of(paper), page=PAGE)).save(picture)
    assert cli.main(["verify", "--picture", str(picture), *fetching]) == 0
    Image.new("L", (90, 90), 255).save(picture)
    assert cli.main(["verify", "--picture", str(picture), *fetching]) == verify.NOT_JUDGED
    assert "No code can be read" in capsys.readouterr().err


def test_older_lists_than_were_seen_are_not_taken(
    paper: Document, slips: Slips, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older = PublishedList.objects.get(name="s/0")
    slips.now += timedelta(hours=7)
    publish(slips)
    fetching = ["--lists", str(folder), "--site", SITE]
    assert cli.main(["verify", code_of(paper), *fetching]) == 0
    PublishedList.objects.filter(name="s/0").update(body=older.body, etag=older.etag)
    assert cli.main(["verify", code_of(paper), *fetching]) == 1
    assert "list-rolled-back" in capsys.readouterr().out
    (folder / "s" / "0").write_bytes(bytes(older.body))
    assert cli.main(["verify", code_of(paper), "--lists", str(folder)]) == 1
    assert "list-rolled-back" in capsys.readouterr().out


def test_another_root_than_the_first_is_believed_nowhere(
    paper: Document, slips: Slips, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fetching = ["--lists", str(folder), "--site", SITE]
    cli.main(["verify", code_of(paper), *fetching])
    trust = (folder / "trust").read_bytes()
    (folder / "trust").write_bytes(trust[:-1] + bytes([trust[-1] ^ 1]))
    assert cli.main(["verify", code_of(paper), "--lists", str(folder)]) == verify.NOT_JUDGED
    assert "bad-signature" in capsys.readouterr().err


def test_without_lists_or_without_a_site_it_says_what_is_missing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["verify", "x", "--lists", str(folder)]) == verify.NOT_JUDGED
    assert "--site" in capsys.readouterr().err
    assert (
        cli.main(["verify", "x", "--lists", str(folder), "--site", "http://127.0.0.1:9"]) == verify.NOT_JUDGED
    )
    assert "does not answer" in capsys.readouterr().err


def test_it_needs_no_database_and_no_settings(paper: Document, folder: Path, tmp_path: Path) -> None:
    cli.main(["verify", code_of(paper), "--lists", str(folder), "--site", SITE])
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "PANAH_DATA": str(tmp_path / "none")}
    done = subprocess.run(
        [sys.executable, "-m", "panah", "verify", code_of(paper), "--lists", str(folder)],
        env=bare, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != verify.NOT_JUDGED, done.stderr
    assert done.stdout.startswith("authentic  green")
    assert not (tmp_path / "none").exists()


@pytest.fixture(autouse=True)
def nothing_is_left(folder: Path) -> Iterator[None]:
    yield
    assert not list(folder.rglob("*.new"))
