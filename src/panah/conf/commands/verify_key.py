"""Give an agency a key to check papers by machine (docs/contracts/verify.yaml), or end the keys it has."""

import argparse

from panah.conf.commands._django import add_data_option, start_django
from panah.conf.environment import ConfigurationRefused

HELP = "give an agency a key to check papers by machine"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`verify-key NAME [--end]`."""
    add_data_option(parser)
    parser.add_argument("name", metavar="NAME", help="the agency")
    parser.add_argument("--end", action="store_true", help="end all keys it has")


def run(options: argparse.Namespace) -> int:
    """Print the new key, once; nobody can print it again."""
    start_django(options)
    from panah.foundation.clock import utc_now
    from panah.foundation.errors import PanahError
    from panah.organisation.operations import end_agency_keys, make_agency_key

    try:
        if options.end:
            print(f"{end_agency_keys(agency=options.name, now=utc_now())} ended.")
        else:
            print(make_agency_key(agency=options.name, now=utc_now()))
    except PanahError as refused:
        raise ConfigurationRefused(f"verify-key: {refused.code}") from refused
    return 0
