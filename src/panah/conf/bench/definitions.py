"""Loading and checking every definition, trial files included, against reading the same bytes as TOML."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from django.db import connection

from panah.catalogue import shipped
from panah.catalogue.rules import bundle
from panah.conf.bench.measuring import Figure, alternate

LIMIT = 2.0


def figures(*, trials: Sequence[Path], load_trials: Callable[[], object]) -> Iterator[Figure]:
    """Give the figure; `load_trials` loads and checks the trial files with the names they were written for."""
    paths = [*sorted(shipped.folder().rglob("*.toml")), *trials]
    texts = [path.read_text(encoding="utf-8") for path in paths]

    def read() -> None:
        for text in texts:
            tomllib.loads(text)

    def check() -> None:
        bundle.forget()
        shipped.check_shipped()
        load_trials()

    floor, subject = alternate(read, check)
    yield Figure("definitions loaded and checked, CPU s", connection.vendor, subject, floor, LIMIT)
