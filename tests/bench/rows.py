"""What a benchmark is, what it found, and how both are told: to people as a table, to machines as JSON."""
import json
import operator
from dataclasses import dataclass
from typing import Callable, Optional

HOLDS = {"<=": operator.le, ">=": operator.ge}
HEADER = ("name", "ours", "reference", "ratio", "goal", "met", "what")


@dataclass(frozen=True)
class Goal:
    """What a figure is held against: `of` names the one of a Figure's, "ours" or "ratio"."""
    of: str
    sign: str
    value: float


@dataclass(frozen=True)
class Figure:
    """What was measured. `reference` is what ours is compared with, where it is; `how` is for whoever doubts it;
    `what` takes the place of the benchmark's where it turned out otherwise, as with fewer than it wants."""
    ours: float
    reference: Optional[float] = None
    how: str = ""
    what: str = ""

    @property
    def ratio(self):
        return self.ours / self.reference if self.reference else None


@dataclass(frozen=True)
class Benchmark:
    """One row. `function` takes the Bench and gives the Figure, in `unit`. `takes` are the seconds that it needs at
    most on a machine of its own, and in the quick form, where None leaves it out; no `takes` at all: the row shows
    more of what the one before it has measured."""
    name: str
    what: str
    unit: str
    goal: Goal
    function: Callable
    takes: Optional[tuple] = None


def number(value):
    """Three digits that count, or all before the point."""
    if value is None:
        return ""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


class Report:
    """The rows that were measured so far."""

    def __init__(self, facts):
        """`facts`: what else whoever reads the figures has to know, as the machine's load."""
        self.facts, self.rows = facts, []

    def add(self, benchmark, figure):
        goal = benchmark.goal
        self.rows.append({
            "name": benchmark.name, "what": figure.what or benchmark.what, "unit": benchmark.unit, "ours": figure.ours,
            "reference": figure.reference, "ratio": figure.ratio,
            "goal": {"of": goal.of, "sign": goal.sign, "value": goal.value},
            "met": HOLDS[goal.sign](getattr(figure, goal.of), goal.value), "how": figure.how})

    @staticmethod
    def cells(row):
        goal, unit = row["goal"], f" {row['unit']}"
        return (row["name"], number(row["ours"]) + unit, number(row["reference"]) + unit if row["reference"] else "",
                number(row["ratio"]), f"{goal['sign']} {number(goal['value'])}{unit if goal['of'] == 'ours' else ''}",
                "yes" if row["met"] else "NO", row["what"])

    def table(self):
        lines = [HEADER, *map(self.cells, self.rows)]
        widths = [max(map(len, column)) for column in zip(*lines)]
        told = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines]
        told.insert(1, "  ".join("-" * width for width in widths))
        told += ["", *(f"{row['name']}: {row['how']}" for row in self.rows if row["how"]), ""]
        return "\n".join([*told, *(f"{name}: {value}" for name, value in self.facts.items())])

    def write(self, path):
        path.write_text(json.dumps({**self.facts, "rows": self.rows}, indent=2) + "\n")
