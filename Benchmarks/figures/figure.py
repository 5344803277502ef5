"""One measured figure beside its target, and how a benchmark tells its figures."""

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Optional


@dataclass(frozen=True)
class Figure:
    """See the package for the members."""

    figure: str
    target: str
    measured: str
    ratio: Optional[float] = None
    beside: str = ""
    met: Optional[bool] = None


def options(description):
    """The words that every benchmark takes."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", metavar="FILE", help="also write the figures there")
    parser.add_argument("--quick", action="store_true", help="measure less, in a minute")
    return parser


def report(figures, given):
    """Prints the figures, and writes them where that was asked for."""
    for one in figures:
        verdict = {True: "met", False: "MISSED", None: ""}[one.met]
        print("%s\n    %s   target %s   %s\n    %s" % (
            one.figure, one.measured, one.target or "none", verdict, one.beside))
    if given.json:
        Path(given.json).write_text(json.dumps([asdict(one) for one in figures], indent=2) + "\n")
