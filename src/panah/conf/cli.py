"""`./panah`: one file per command in `conf/commands`, each with `HELP`, `arguments(parser)`, `run(options)`."""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

from panah.conf import commands
from panah.conf.environment import ConfigurationRefused


def command_modules() -> dict[str, ModuleType]:
    """Every command by its name on the command line; underscores are written as hyphens."""
    names = sorted(found.name for found in pkgutil.iter_modules(commands.__path__))
    return {
        name.replace("_", "-"): importlib.import_module(f"{commands.__name__}.{name}")
        for name in names
        if not name.startswith("_")
    }


def parser() -> argparse.ArgumentParser:
    """Build the parser with one sub-command per module."""
    top = argparse.ArgumentParser(
        prog="./panah", description="Panah, the service desk for foreign nationals."
    )
    below = top.add_subparsers(dest="command", required=True, metavar="command")
    for name, module in command_modules().items():
        sub = below.add_parser(name, help=module.HELP, description=module.__doc__)
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; what cannot be done is said in a sentence, with exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panah.conf.settings")
    options = parser().parse_args(argv)
    try:
        return int(options.run(options))
    except ConfigurationRefused as refused:
        sys.stderr.write(f"panah: {refused}\n")
        return 2
    except KeyboardInterrupt:
        return 130
