"""Move the open cases of one published version of a service to another, by a map file; `--dry-run` changes nothing.

A map is TOML: one table `[steps]` of `"old/path" = "new/path"`; a step that is not written keeps its name. Nothing goes
where the map is wrong; a case whose history does not bear its new place stays, and is named. See docs/operations.md.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from panah.conf.commands._django import add_data_option, start_django

if TYPE_CHECKING:
    from panah.casework.queries.crossing import Plan

HELP = "move open cases to another version of their service"
MOST_NAMED = 40


def arguments(parser: argparse.ArgumentParser) -> None:
    """`cases migrate SERVICE --from N --to M --map FILE --by ADMINISTRATOR [--ground TEXT] [--dry-run]`."""
    add_data_option(parser)
    parser.add_argument("what", choices=["migrate"])
    parser.add_argument("service", help="the service's name in its address, such as intercity-travel")
    parser.add_argument(
        "--from", dest="old", type=int, required=True, metavar="N", help="version they are in"
    )
    parser.add_argument("--to", dest="new", type=int, required=True, metavar="M", help="version they go to")
    parser.add_argument(
        "--map", type=Path, required=True, metavar="FILE", help="where each step goes, as TOML"
    )
    parser.add_argument("--province", metavar="NAME", help="where a province has a text of its own")
    parser.add_argument("--by", required=True, metavar="NAME", help="the administrator who answers for it")
    parser.add_argument(
        "--ground", default="", help="why; kept in the journal of every case (not for a dry run)"
    )
    parser.add_argument("--dry-run", action="store_true", help="count and check, change nothing")


def run(options: argparse.Namespace) -> int:
    """Print what would go, and let it go unless it is a dry run; exit 1 where the map or a word is refused."""
    start_django(options)
    from panah.casework.operations import migrate_cases, plan_migration
    from panah.casework.queries.crossing import Which
    from panah.casework.queries.handing import officer
    from panah.foundation.clock import utc_now
    from panah.foundation.errors import PanahError
    from panah.organisation.queries import account_named
    from panah.workflow.mapping import read_map

    now = utc_now()
    try:
        chosen = read_map(options.map.read_text(encoding="utf-8"))
        actor = officer(account_named(options.by), now)
        which = Which(options.service, options.old, options.new, options.province)
        plan = plan_migration(which=which, chosen=chosen, actor=actor)
        _print(plan)
        if options.dry_run or plan.problems:
            return 1 if plan.problems else 0
        key = f"migrate:{plan.slug}:{plan.old.n}:{plan.new.n}:{now.isoformat()}"
        done = migrate_cases(which=which, chosen=chosen, ground=options.ground, actor=actor, key=key, now=now)
    except (PanahError, OSError) as refused:
        print(f"refused: {refused}")
        return 1
    print(f"moved: {done.moved}, kept: {done.selected - done.moved}")
    return 0


def _print(plan: "Plan") -> None:
    print(f"{plan.slug}: version {plan.old.n} to {plan.new.n}, map {plan.digest}")
    for problem in plan.problems:
        print(f"  refused  {problem}")
    for old, new, count in plan.counts:
        print(f"  {count:>8}  {old} -> {new}")
    print(f"  {len(plan.going):>8}  cases go")
    for one in plan.kept[:MOST_NAMED]:
        print(f"  kept     {one.number} at {one.place or '-'}: {one.rule} {one.step}")
    if len(plan.kept) > MOST_NAMED:
        print(f"  kept     and {len(plan.kept) - MOST_NAMED} more")
