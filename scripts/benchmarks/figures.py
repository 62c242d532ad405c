"""Figures of a benchmark: as a table for people and as JSON for comparing, with the machine."""

import json
from dataclasses import asdict, dataclass
from statistics import median

from scripts.lab.machine import machine


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured, so many times."""

    name: str
    unit: str
    runs: int
    median: float
    least: float
    most: float


def figure(name: str, unit: str, values: list[float]) -> Figure:
    """The median and the spread of these measurements."""
    rounded = [round(value, 3) for value in (median(values), min(values), max(values))]
    return Figure(name, unit, len(values), *rounded)


def report(benchmark: str, figures: list[Figure]) -> None:
    """Print them all."""
    name = machine()
    print(f"{benchmark}: {name}")
    print(f"{'':44}{'median':>12}{'least':>12}{'most':>12}  runs")
    for one in figures:
        spread = f"{one.median:12g}{one.least:12g}{one.most:12g}"
        print(f"{one.name + (one.unit and ', ' + one.unit):44}{spread}{one.runs:6}")
    entries = [asdict(one) for one in figures]
    print(json.dumps({"benchmark": benchmark, "machine": name, "figures": entries}))
