"""Check the shipped service definitions, or publish what changed."""

import argparse
import json
from datetime import datetime
from pathlib import Path

from panah.conf.commands._django import add_data_option, start_django
from panah.conf.environment import ConfigurationRefused

HELP = "check or publish the service definitions"
GLOSSARY = "glossary.toml"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`services check [--json] [--folder DIR]`, `services publish`."""
    add_data_option(parser)
    parser.add_argument("what", choices=["check", "publish"])
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument(
        "--folder", type=Path, metavar="DIR", help="definitions to check (default: those shipped)"
    )


def run(options: argparse.Namespace) -> int:
    """Check all definitions (exit 1 on an error) or publish new versions of those that changed."""
    start_django(options)
    if options.what == "publish":
        return publish()
    if options.folder and not (options.folder / GLOSSARY).is_file():
        raise ConfigurationRefused(f"{options.folder} holds no definitions: there is no {GLOSSARY} in it.")
    return check(as_json=options.json, folder=options.folder)


def check(*, as_json: bool, folder: Path | None = None) -> int:
    """Load and check every definition; prints a count and every problem with file, line and key."""
    from panah.catalogue.shipped import check_shipped

    found = check_shipped(folder)
    if as_json:
        print(json.dumps({"services": found.services, "errors": found.errors}, ensure_ascii=False))
    else:
        print("\n".join([*found.errors, f"{found.services} services, {len(found.errors)} errors"]))
    return 1 if found.errors else 0


def publish(*, now: datetime | None = None) -> int:
    """Publish a new version of each definition whose text changed, in force from the day of `now` (UTC)."""
    from panah.catalogue.operations import publish_shipped
    from panah.foundation.clock import utc_now

    published = publish_shipped(now=now or utc_now(), published_by="command line")
    if published:
        print(f"published: {', '.join(published)}")
    return 0
