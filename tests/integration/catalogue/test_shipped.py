"""The shipped definitions are whole, and whatever is broken in them is said with file, line and key."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from panah.catalogue.names import SERVICES
from panah.catalogue.shipped import check_shipped, folder, service_slugs

type Break = Callable[[Path], object]


def test_the_33_shipped_services_have_no_errors() -> None:
    found = check_shipped()
    assert (found.services, found.errors) == (33, [])
    assert service_slugs() == list(SERVICES)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder(), tmp_path / "services"))


def _replace(name: str, old: str, new: str) -> Break:
    def change(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


BREAKS: list[tuple[Break, str]] = [
    (
        lambda root: shutil.rmtree(root / "exit-paper"),
        "exit-paper/form.toml:1: file: this service of the catalogue",
    ),
    (
        lambda root: shutil.copytree(root / "exit-paper", root / "exit-papers"),
        "exit-papers/form.toml:1: file: the catalogue has no such service; did you mean 'exit-paper'?",
    ),
    (lambda root: (root / "exit-paper/texts.toml").unlink(), "exit-paper/texts.toml:1: file: is missing"),
    (
        _replace("exit-paper/form.toml", 'id = "12012154114"', 'id = "12012154117"'),
        "exit-paper/form.toml:1: id: 12012154117 stands in more than one service",
    ),
    (
        _replace("intercity-travel/form.toml", '"transfer-province"', '"transfer-provinces"'),
        "related: 'transfer-provinces' is no other service; did you mean 'transfer-province'?",
    ),
    (
        _replace("intercity-travel/service.toml", 'late = "fee-help"', 'late = "fee-hlp"'),
        "did you mean 'fee-help'?",
    ),
    (
        _replace("intercity-travel/forms.toml", 'type = "county"', 'type = "country"'),
        "did you mean 'county'?",
    ),
    (
        _replace("directives/bushehr.toml", 'fee = "trip"', 'fee = "trips"'),
        "directives/bushehr.toml:1: tariffs: no amount for the fee 'trip' of intercity-travel",
    ),
    (
        _replace("directives/bushehr.toml", '"1401/01/01"', '"1401/13/01"'),
        "no_go[1].valid_from",
    ),
    (
        lambda root: (root / "exit-paper/form.toml").write_bytes(b'slug = "\xff"'),
        "exit-paper",
    ),
    (_replace("glossary.toml", "handed =", "handled ="), "unknown word 'handed'"),
]


@pytest.mark.parametrize(("damage", "said"), BREAKS)
def test_what_is_broken_is_said_in_one_line_each(damage: Break, said: str, copy: Path) -> None:
    damage(copy)
    errors = check_shipped(copy).errors
    assert any(said in error for error in errors), errors
    assert all("\n" not in error for error in errors)
