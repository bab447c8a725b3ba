"""Bring in counties from a table a bureau prepared."""

import argparse
import sys
from pathlib import Path

from panah.conf.commands._django import add_data_option, start_django

HELP = "bring in counties from a table"
WRONG = {
    "columns": "does not have the columns of the first line",
    "province-unknown": "names no province; take its Persian name, its slug or its code",
    "name-missing": "has no name of a county, or one longer than 60 letters",
    "slug-unreadable": "has a slug with other than Latin letters, digits and hyphens",
    "slug-taken": "has the slug of one county and the name of another",
    "day-unreadable": "has no Jalali day such as 1404/01/01 in valid_from",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """`places import FILE`."""
    add_data_option(parser)
    parser.add_argument("what", choices=["import"])
    parser.add_argument("file", type=Path, help="CSV in UTF-8: province, county, valid_from and perhaps slug")


def run(options: argparse.Namespace) -> int:
    """Import the table; every line that was left out is said with its number, and the exit code is 1."""
    start_django(options)
    from panah.foundation.errors import InvalidInput
    from panah.organisation.operations import import_places

    try:
        report = import_places(text=options.file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as unreadable:
        sys.stderr.write(f"{options.file}: cannot be read: {unreadable}\n")
        return 2
    except InvalidInput as wrong:
        sys.stderr.write(f"{options.file}: line 1: must be {wrong.params['header']}\n")
        return 2
    for problem in report.problems:
        sys.stderr.write(f"{options.file}: line {problem.line}: {WRONG[problem.code]} [{problem.code}]\n")
    print(f"{report.imported} lines taken, {report.changed} new or changed, {len(report.problems)} left out")
    return 1 if report.problems else 0
