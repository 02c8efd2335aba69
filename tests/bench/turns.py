"""Measuring two sides in turns, A B A B: what else the machine does meets both."""
import statistics


def take(bench, what, turns, **sides):
    """The figures of each side, by its name: `sides` are functions that measure once."""
    figures = {name: [] for name in sides}
    for turn in range(1, turns + 1):
        for name, measure in sides.items():
            figures[name].append(measure())
            bench.say(f"turn {turn} of {turns}, {name}: {figures[name][-1]:.4g} {what}")
    return figures


def medians(figures):
    return {name: statistics.median(values) for name, values in figures.items()}


def told(figures):
    return "; ".join(f"{name} " + " ".join(f"{value:.4g}" for value in values) for name, values in figures.items())
