"""A bureau with the slip in force, one family and its doors, and an empty folder for what is handed in."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from integration.web_account.conftest import Apply, World, apply, hidden, static_folder, world
from panah.casework.models import Case
from panah.catalogue.operations import publish
from panah.catalogue.shipped import shipped_files

__all__ = ["Apply", "World", "apply", "hidden", "static_folder", "world"]

LETTER = """
[[start.request.fields]]
name = "letter"
label = "نامهٔ بیمارستان"
hint = "اگر دارید."
type = "evidence"
required = false
"""
SAID = {"channel": "deposit-slip", "reference": "778899", "paid_on_day": "1", "paid_on_month": "9"}
SAID |= {"paid_on_year": "1405"}

type Page = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where files are kept in this test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def stored(folder: Path) -> list[Path]:
    """What lies in the folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def case(world: World, apply: Apply) -> Case:
    """A case whose fee is due."""
    return apply()


@pytest.fixture
def with_letter(world: World) -> None:
    """The slip asks for a letter too, from today."""
    files = dict(shipped_files("intercity-travel"))
    files["forms.toml"] += LETTER
    publish(
        slug="intercity-travel", files=files, now=world.now, published_by="test", valid_from=date(2026, 5, 1)
    )


def words(page: str) -> str:
    """A page as one reads it, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def pay(client: Client, case: Case, **said: object) -> tuple[int, str]:
    """Send the receipt from one's own page; gives the status and the page."""
    address = f"/my/cases/{case.pk}/pay/"
    form = hidden(client.get(address).content.decode())
    answer = client.post(address, {**SAID, **form, **said})
    return answer.status_code, answer.content.decode()
