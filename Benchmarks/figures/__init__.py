"""What the benchmarks share: a figure and its target, the programs measured, the machine.

Each benchmark is a program `Benchmarks/NAME`. With `--json FILE` it writes a list of figures, each
{"figure", "target", "measured", "ratio", "beside", "met"}: what is measured, what it is to reach,
what it is, the number behind that or null, the absolute values it came from, and whether it reaches
its target or null where there is none. With `--quick` it measures less and takes a minute at most.
"""

from .figure import Figure, options, report

__all__ = ["Figure", "options", "report"]
