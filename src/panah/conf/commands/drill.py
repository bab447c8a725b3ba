"""Break things on purpose and count what was lost or doubled. Exit 1 when anything was."""

import argparse
import json
import signal
import subprocess
import sys
from dataclasses import asdict
from statistics import median

HELP = "break things on purpose and look what was lost"
DEFAULT_SECONDS = 120.0
DATABASES = ("sqlite", "postgresql")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`drill kill|print [--seconds N] [--database sqlite|…]`, `drill forge [--count N]`, `drill keys`, `[--json]`."""
    parser.add_argument(
        "what",
        choices=["kill", "print", "forge", "keys"],
        help="kill all at random under load; kill worker and print step in a batch; forge papers for the verifier; "
        "lose a key",
    )
    parser.add_argument("--count", type=int, default=1_000_000, help="forged papers (default: 1,000,000)")
    parser.add_argument("--seconds", type=float, help="how long (default: kill 120; print a hundred kills)")
    parser.add_argument("--database", choices=DATABASES, help="default: one after the other")
    parser.add_argument("--seed", type=int, default=1405, help="another order of kills")
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")


def run(options: argparse.Namespace) -> int:
    """Run the drill; of «kill», each database in a process of its own."""
    if options.what == "forge":
        return _forge(options)
    if options.what == "keys":
        return _keys(options)
    if options.database is None:
        return max(_in_own_process(options, database) for database in DATABASES)
    if options.what == "print":
        return _print(options)
    from panah.conf.drill.killing import drill
    from panah.conf.drill.watching import StaysSilent

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        outcome = drill(
            seconds=options.seconds or DEFAULT_SECONDS, database=options.database, seed=options.seed
        )
    except StaysSilent as silence:
        print(f"panah: {silence}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(asdict(outcome), ensure_ascii=False))
    else:
        kills = ", ".join(f"{name} {count}" for name, count in outcome.kills.items())
        print(f"{outcome.database}: killed {kills}; {outcome.deeds} pages, {outcome.sent_again} sent again")
        print(_starts(outcome.starts))
        print(
            f"{outcome.papers} papers, {outcome.messages} messages; lost or doubled: {len(outcome.problems)}"
        )
        print("\n".join(outcome.problems))
    return 1 if outcome.problems else 0


def _print(options: argparse.Namespace) -> int:
    from panah.conf.drill.printing import drill

    outcome = drill(seconds=options.seconds, database=options.database, seed=options.seed)
    if options.json:
        print(json.dumps(asdict(outcome), ensure_ascii=False))
    else:
        kills = ", ".join(f"{name} {count}" for name, count in outcome.kills.items())
        print(f"{outcome.database}: killed {kills}")
        print(
            f"{outcome.cards} cards in {outcome.sheets} sheets, {outcome.prints} prints, {outcome.spoiled} spoiled;"
            f" lost or doubled: {len(outcome.problems)}"
        )
        print("\n".join(outcome.problems))
    return 1 if outcome.problems else 0


def _keys(options: argparse.Namespace) -> int:
    from panah.conf.drill.losing import lose_a_key

    answers = lose_a_key()
    if options.json:
        print(json.dumps([asdict(one) for one in answers], ensure_ascii=False))
    else:
        for one in answers:
            print(f"{'holds' if one.holds else 'WRONG':6} {one.what}: {one.said}")
    return 0 if all(one.holds for one in answers) else 1


def _forge(options: argparse.Namespace) -> int:
    from panah.conf.drill.forging import forge

    report = forge(options.count, options.seed)
    if options.json:
        print(json.dumps(asdict(report), ensure_ascii=False))
    else:
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(report.refused.items()))
        print(f"{report.tried} forged; refused: {reasons}")
        print(f"slowest: {report.slowest * 1000:.1f} ms ({report.slowest_kind})")
        print(f"believed: {len(report.accepted)}; broke the verifier: {len(report.broken)}")
        print("\n".join(filter(None, [*report.accepted, *report.broken])), end="")
    return 0 if report.is_clean else 1


def _starts(starts: dict[str, list[float]]) -> str:
    """Say how long the middle and the longest start took until it answered, in seconds."""
    return "seconds until it answered: " + "; ".join(
        f"{name} {median(times):.1f}, at most {max(times):.1f}" for name, times in starts.items()
    )


def _in_own_process(options: argparse.Namespace, database: str) -> int:
    words = [
        "drill",
        options.what,
        "--database",
        database,
        *(["--seconds", str(options.seconds)] if options.seconds else []),
        "--seed",
        str(options.seed),
    ]
    return subprocess.run(
        [sys.executable, "-m", "panah", *words, *(["--json"] if options.json else [])], check=False
    ).returncode
