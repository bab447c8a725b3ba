"""Install Panah for one province: database, keys, places, offices of the province's bureau, catalogue; nobody else."""

import argparse
import os
from pathlib import Path

from panah.conf.commands._django import add_data_option, start_django, use_data_option

HELP = "install for a province (real mode: the first step)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`install --province SLUG`."""
    add_data_option(parser)
    parser.add_argument("--province", required=True, metavar="SLUG", help="such as bushehr")


def run(options: argparse.Namespace) -> int:
    """Make keys, migrate, bring in the places, open the ministry and the province's bureau, publish the catalogue."""
    from panah.conf import environment

    use_data_option(options)
    environment.make_secrets(Path(os.environ.get("PANAH_DATA", "data")))
    start_django(options)
    from panah.audit import keys
    from panah.conf import installation
    from panah.conf.commands import migrate, services
    from panah.foundation.clock import utc_now

    keys.make_seal_key()
    migrate.migrate()
    services.publish()
    bureau = installation.open_province(slug=options.province, now=utc_now())
    print(f"installed: {bureau.name}. Next: ./panah administrator NAME")
    return 0
