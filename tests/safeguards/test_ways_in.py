"""Which ways into the product there are at all: a page, an operation, the database; no admin, no hidden command."""

import ast
from collections.abc import Iterator
from pathlib import Path as File

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from panah.conf.commands import worker
from panah.organisation.models import Account
from safeguards.table import SAFEGUARDS, Path, proves

PANAH = File(settings.PANAH_SERVICES).parent
MOVES = {
    "act",
    "act_as_system",
    "say",
    "sweep",
    "deliver_outbox",
    "open_case",
    "reopen_case",
    "assign",
    "claim",
}
DECIDES = {"file_objection", "serve", "after_end", "reopen_what_fell"}


def imports(folder: File) -> Iterator[tuple[str, str, str]]:
    """Every `from … import …` below a folder: (file, module, name)."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield from ((file.name, node.module, one.name) for one in node.names)
            elif isinstance(node, ast.Import):
                yield from ((file.name, one.name, "") for one in node.names)


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from addresses(one, route)


@proves(Path.ADMIN, *SAFEGUARDS)
def test_there_is_no_admin_and_nobody_can_be_made_a_super_user() -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert not [route for route in addresses() if "admin" in route]
    assert not {"is_superuser", "is_staff"} & {field.name for field in Account._meta.get_fields()}
    assert not hasattr(Account.objects, "create_superuser")


@proves(Path.API, *SAFEGUARDS)
def test_the_only_interface_for_machines_judges_papers_and_can_write_nothing() -> None:
    assert [route for route in addresses() if "api" in route.split("/")] == ["api/verify"]
    api = PANAH / "web" / "api"
    assert not [found for found in imports(api) if ".operations" in found[1]]
    speaking = {found for found in imports(PANAH / "web") if found[1].startswith("ninja")}
    assert speaking <= set(imports(api))


@proves(Path.COMMANDS, *SAFEGUARDS)
def test_no_command_moves_a_case_but_the_worker_who_keeps_the_clock() -> None:
    commands = PANAH / "conf" / "commands"
    deciding = [
        (file, name)
        for file, module, name in imports(commands)
        if module.startswith(("panah.casework.operations", "panah.decisions.operations"))
        and name in MOVES | DECIDES
    ]
    assert sorted(deciding) == [("worker.py", "deliver_outbox"), ("worker.py", "sweep")]
    assert worker.HELP


@proves(Path.PAGES, *SAFEGUARDS)
def test_pages_hold_no_tables_and_no_statements_of_their_own() -> None:
    around = [
        (file, module, name)
        for file, module, name in imports(PANAH / "web")
        if module.startswith("panah.")
        and ("models" in module.split(".") or name == "models" or module.startswith("panah.casework.engine"))
        and name != "Actor"
    ]
    assert around == []


@pytest.mark.parametrize("word", ["INSERT INTO", "UPDATE ", "DELETE FROM"])
def test_pages_write_no_sql(word: str) -> None:
    written = [
        file.name for file in (PANAH / "web").rglob("*.py") if f'"{word}' in file.read_text(encoding="utf-8")
    ]
    assert written == []
