"""Break things on purpose and count what was lost or doubled. Exit 1 when anything was."""

import argparse
import json
import subprocess
import sys
from dataclasses import asdict

HELP = "break things on purpose and look what was lost"
DATABASES = ("sqlite", "postgresql")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`drill kill [--seconds N] [--database sqlite|postgresql] [--seed N] [--json]`."""
    parser.add_argument("what", choices=["kill"], help="kill web, worker and PostgreSQL at random under load")
    parser.add_argument("--seconds", type=float, default=120, help="how long (default: 120)")
    parser.add_argument("--database", choices=DATABASES, help="default: one after the other")
    parser.add_argument("--seed", type=int, default=1405, help="another order of kills")
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")


def run(options: argparse.Namespace) -> int:
    """Run the drill, each database in a process of its own."""
    if options.database is None:
        return max(_in_own_process(options, database) for database in DATABASES)
    from panah.conf.drill.killing import drill

    outcome = drill(seconds=options.seconds, database=options.database, seed=options.seed)
    if options.json:
        print(json.dumps(asdict(outcome), ensure_ascii=False))
    else:
        kills = ", ".join(f"{name} {count}" for name, count in outcome.kills.items())
        print(f"{outcome.database}: killed {kills}; {outcome.deeds} pages, {outcome.sent_again} sent again")
        print(
            f"{outcome.papers} papers, {outcome.messages} messages; lost or doubled: {len(outcome.problems)}"
        )
        print("\n".join(outcome.problems))
    return 1 if outcome.problems else 0


def _in_own_process(options: argparse.Namespace, database: str) -> int:
    words = [
        "drill",
        options.what,
        "--database",
        database,
        "--seconds",
        str(options.seconds),
        "--seed",
        str(options.seed),
    ]
    return subprocess.run(
        [sys.executable, "-m", "panah", *words, *(["--json"] if options.json else [])], check=False
    ).returncode
