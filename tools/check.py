"""The whole check of Panah: lint, types, contracts, units, both databases, browser.

`./test` runs everything; `./test lint units` runs only the named parts. A missing browser or database fails loudly.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from panah.conf.throwaway_postgres import PostgresMissing, throwaway_postgres

BIN = Path(sys.executable).parent
SLOW_DATABASE_TESTS = ["tests/integration", "tests/safeguards"]
ONCE_IS_ENOUGH = ["-m", "not any_database"]
"""On the second database: what says the same on every one was seen on the first."""
PARALLEL = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile"]


def run(*command: str, **environment: str) -> bool:
    """Run one tool from the environment's own folder and say how long it took."""
    started = time.monotonic()
    print(f"\n── {' '.join(command)}", flush=True)
    done = subprocess.run([BIN / command[0], *command[1:]], env=os.environ | environment, check=False)
    print(f"── {time.monotonic() - started:.0f} s, exit {done.returncode}", flush=True)
    return done.returncode == 0


def existing(paths: Sequence[str]) -> list[str]:
    """The folders that hold tests."""
    return [path for path in paths if any(Path(path).rglob("test_*.py"))]


def lint() -> bool:
    """Formatting, lint and import contracts."""
    return all([run("ruff", "format", "--check", "."), run("ruff", "check", "."), run("lint-imports")])


def types() -> bool:
    """Strict types over source, tools and tests."""
    return run("mypy")


def units() -> bool:
    """Pure rules, architecture, and the oracles that walk beside them."""
    return run(
        "pytest", *PARALLEL, *existing(["tests/unit", "tests/architecture", "tests/oracles"]), DATABASE_URL=""
    )


def sqlite() -> bool:
    """Every operation on SQLite."""
    return run("pytest", *PARALLEL, *existing(SLOW_DATABASE_TESTS), DATABASE_URL="")


def with_postgres(action: Callable[[str], bool]) -> bool:
    """Run with the server of DATABASE_URL, else with a throw-away one; a machine without either fails loudly."""
    if given := os.environ.get("DATABASE_URL", "").strip():
        return action(given)
    try:
        with throwaway_postgres() as url:
            return action(url)
    except PostgresMissing as missing:
        print(missing, file=sys.stderr)
        return False


def postgresql() -> bool:
    """Every operation on PostgreSQL."""
    return with_postgres(
        lambda url: run(
            "pytest", *PARALLEL, *existing(SLOW_DATABASE_TESTS), *ONCE_IS_ENOUGH, DATABASE_URL=url
        )
    )


def journeys() -> bool:
    """A real browser, on SQLite and on PostgreSQL."""
    paths = existing(["tests/journeys"])
    return run("pytest", *PARALLEL, *paths, DATABASE_URL="") and with_postgres(
        lambda url: run("pytest", *PARALLEL, *paths, *ONCE_IS_ENOUGH, DATABASE_URL=url)
    )


PARTS: dict[str, Callable[[], bool]] = {
    part.__name__: part for part in (lint, types, units, sqlite, postgresql, journeys)
}


def main() -> int:
    """Run the named parts, or all; exit 1 when one fails."""
    parser = argparse.ArgumentParser(prog="./test", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    chosen = parser.parse_args().parts or list(PARTS)
    failed = [name for name in chosen if not PARTS[name]()]
    print(f"\n{'failed: ' + ', '.join(failed) if failed else 'all parts passed'}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
