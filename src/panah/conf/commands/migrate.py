"""Bring the database to this version of Panah."""

import argparse

from django.core.management import call_command

from panah.conf.commands._django import add_data_option, start_django

HELP = "bring the database to this version"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`migrate`."""
    add_data_option(parser)


def run(options: argparse.Namespace) -> int:
    """Apply migrations and make the cache table."""
    start_django(options)
    migrate()
    return 0


def migrate() -> None:
    """Apply migrations and make the cache table, quietly."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
