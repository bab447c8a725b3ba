"""Start Django inside a command, after the data folder is known."""

import argparse
import os
from pathlib import Path

import django


def add_data_option(parser: argparse.ArgumentParser) -> None:
    """Let a command say which data folder it works on (default: $PANAH_DATA, else ./data)."""
    parser.add_argument("--data", metavar="DIR", help="folder of the database, keys and files")


def use_data_option(options: argparse.Namespace) -> None:
    """Hand the chosen folder to the environment before the settings are read."""
    if options.data:
        os.environ["PANAH_DATA"] = options.data


def start_django(options: argparse.Namespace) -> None:
    """Make the data folder if it is new, read the settings and load the applications."""
    use_data_option(options)
    Path(os.environ.get("PANAH_DATA", "data")).mkdir(parents=True, exist_ok=True)
    django.setup()
