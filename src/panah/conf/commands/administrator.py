"""Make the first administrator of an installation; every later appointment is made by an administrator, in pages."""

import argparse
import getpass
import sys

from panah.conf.commands._django import add_data_option, start_django

HELP = "make the first administrator"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`administrator NAME [--password-from-stdin]`."""
    add_data_option(parser)
    parser.add_argument("name", help="what they sign in with")
    parser.add_argument(
        "--password-from-stdin", action="store_true", help="read the password from standard input"
    )


def run(options: argparse.Namespace) -> int:
    """Enrol and appoint; refused once there is an administrator, and for a weak password."""
    start_django(options)
    from panah.conf import installation
    from panah.foundation.clock import utc_now

    given = (
        sys.stdin.readline().rstrip("\n") if options.password_from_stdin else getpass.getpass("Password: ")
    )
    installation.appoint_first_administrator(username=options.name, password=given, now=utc_now())
    print(f"{options.name} is the administrator. A second factor is asked for at the first sign-in.")
    return 0
