"""Take figures: each a ratio against a floor or a peer of the same run. Exit 1 when one does not hold."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from panah.conf.commands._django import start_django
from panah.conf.throwaway_postgres import throwaway_postgres

if TYPE_CHECKING:
    from panah.conf.bench.measuring import Figure

HELP = "take the figures of a part"
PARTS = ("web", "engine", "documents", "round")
APART = {"engine": ("bulk", "sweep")}
"""Kinds that each need data of their own: what one leaves behind, another would measure."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """`bench web|engine|documents|round [--database sqlite|postgresql] [--json]`."""
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="default: one after the other")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--only", action="append", default=[], metavar="WORD", help="only figures of this kind"
    )
    parser.set_defaults(data=None)


def run(options: argparse.Namespace) -> int:
    """Run each database in a process of its own with data of its own, and print what came."""
    if os.environ.get("PANAH_BENCH_CHILD"):
        return _take(options)
    found: list[dict[str, object]] = []
    for database in [options.database] if options.database else ["sqlite", "postgresql"]:
        for only in _portions(options):
            found += _in_own_process(options, database, only)
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for one in found:
            mark = "holds" if one["holds"] else "MISSES"
            print(f"{mark:6} {one['ratio']:>8} (limit {one['limit']})  {one['name']}  [{one['database']}]")
    return 0 if found and all(one["holds"] for one in found) else 1


def _portions(options: argparse.Namespace) -> list[list[str]]:
    """What is measured together: everything asked for, or one kind after the other."""
    kinds = APART.get(options.part, ())
    return [[kind] for kind in kinds if not options.only or kind in options.only] or [options.only]


def _in_own_process(options: argparse.Namespace, database: str, kinds: list[str]) -> list[dict[str, object]]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="panah-bench-"))
        url = stack.enter_context(throwaway_postgres()) if database == "postgresql" else ""
        environment = os.environ | {"PANAH_DATA": folder, "DATABASE_URL": url, "PANAH_BENCH_CHILD": "1"}
        only = [word for one in kinds for word in ("--only", one)]
        done = subprocess.run(
            [sys.executable, "-m", "panah", "bench", options.part, *only],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(done.returncode)
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def _take(options: argparse.Namespace) -> int:
    start_django(options)
    kinds = _made_province()[options.part]()
    chosen = {name: kinds[name] for name in kinds if not options.only or name in options.only}
    for figures in chosen.values():
        for figure in figures:
            print(json.dumps(figure.as_json(), ensure_ascii=False), flush=True)
    return 0


type Kinds = dict[str, Iterator["Figure"]]


def _made_province() -> dict[str, Callable[[], Kinds]]:
    """Make the province, and give the figures of each part; known once Django has started."""
    from panah.audit import keys
    from panah.conf import demo
    from panah.conf.commands import migrate, services

    keys.make_seal_key()
    migrate.migrate()
    services.publish(now=demo.opened_at())
    demo.make_province()
    return {"web": _web, "engine": _engine, "documents": _documents, "round": _round}


def _web() -> Kinds:
    from panah.conf.bench import definitions, pages, search, weight
    from panah.foundation.clock import utc_now

    sys.path.append(str(Path.cwd() / "tests"))
    from unit.workflow.grammar import TRIALS, load_file

    return {
        "definitions": definitions.figures(
            trials=TRIALS, load_trials=lambda: [load_file(path) for path in TRIALS]
        ),
        "weight": weight.figures(),
        "pages": pages.figures(now=utc_now()),
        "search": search.figures(),
    }


def _engine() -> Kinds:
    from panah.conf.bench import bulk
    from panah.foundation.clock import utc_now

    sys.path.append(str(Path.cwd() / "tests"))
    from oracles.stored import StoredCases

    return {"bulk": bulk.figures(now=utc_now(), peers=StoredCases), "sweep": bulk.sweeps(now=utc_now())}


def _documents() -> Kinds:
    from panah.conf.bench import numbering, papers, print_pages

    return {
        "tokens": papers.tokens(),
        "sizes": papers.sizes(),
        "numbers": numbering.figures(),
        "pages": print_pages.figures(),
    }


def _round() -> Kinds:
    from panah.conf.bench import booking_rush, round_opening, slot_plan
    from panah.foundation.clock import utc_now

    return {
        "open": round_opening.figures(now=utc_now()),
        "plan": slot_plan.figures(),
        "rush": booking_rush.figures(),
    }
