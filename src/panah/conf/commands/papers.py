"""Print every kind of paper with invented people: to look at, to set up a printer, to show to an office."""

import argparse
from pathlib import Path
from typing import Final

from panah.conf.environment import ConfigurationRefused

HELP = "print samples of every paper"
UNMARKED: Final = "none"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`papers --out DIR [--size small|typical|extreme|all] [--mark specimen|void|duplicate|none] [NAME …]`."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="papers to print (default: all)")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the PDF files")
    parser.add_argument("--size", default="typical", help="small, typical, extreme or all (default: typical)")
    parser.add_argument(
        "--mark", default="specimen", help="specimen, void, duplicate or none (default: specimen)"
    )


def run(options: argparse.Namespace) -> int:
    """Write one PDF for each paper and size, and name each file on a line of its own."""
    from panah.documents.gallery import FACES, Size, render
    from panah.documents.rules.faces.marks import Mark

    sizes = list(Size) if options.size == "all" else [_chosen("size", options.size, list(Size))]
    mark = None if options.mark == UNMARKED else _chosen("mark", options.mark, list(Mark))
    names = [_chosen("paper", name, list(FACES)) for name in options.names] or list(FACES)
    options.out.mkdir(parents=True, exist_ok=True)
    for name in names:
        for size in sizes:
            path = options.out / f"{name.replace('=', '-')}-{size}.pdf"
            path.write_bytes(render(name, size, mark))
            print(path)
    return 0


def _chosen[T: str](what: str, said: str, known: list[T]) -> T:
    """Find what was meant; raises ConfigurationRefused naming what there is."""
    for one in known:
        if one == said:
            return one
    raise ConfigurationRefused(f"there is no {what} {said!r}; known: {', '.join(known)}.")
