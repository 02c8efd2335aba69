#!/usr/bin/python3
"""The series table, memberhub-metrics(7), the dashboard and the alerts speak of the same metrics."""
import json
import re

from tree import check, check_some, program_tables, read

SERIES = {row["name"]: row["type"] for row in program_tables()["metrics"]}
MANUAL = re.findall(r"^\.It Li (memberhub_\w+)", read("man/memberhub-metrics.7"), re.M)
DASHBOARD = "contrib/grafana/memberhub.json"
RULES = "contrib/prometheus/memberhub.rules.yml"
RULE_TESTS = "tests/contrib/memberhub.rules.test.yml"
GRID_WIDTH = 24


def manual_problems():
    for name in sorted(set(SERIES) - set(MANUAL)):
        yield f"memberhub-metrics(7) does not have {name}"
    for name in sorted(set(MANUAL) - set(SERIES)):
        yield f"memberhub-metrics(7) has {name}, which is no series"
    for name in sorted({name for name in MANUAL if MANUAL.count(name) > 1}):
        yield f"memberhub-metrics(7) has {name} twice"


def samples():
    """Every name that a sample can have."""
    for name, kind in SERIES.items():
        yield from (name + suffix for suffix in ("_bucket", "_sum", "_count")) if kind == "histogram" else [name]


def used_problems(where, queries, prose=""):
    """Queries name samples; prose may name a family by its name alone."""
    for text, known in ((queries, set(samples())), (prose, set(samples()) | set(SERIES))):
        for name in sorted(set(re.findall(r"\bmemberhub_\w+", text)) - known):
            yield f"{where} uses {name}, which nothing shows"


def alert_metric_problems():
    for alert in alerts():
        queries, _, prose = alert.partition("annotations:")
        yield from used_problems(RULES, queries, prose)


def panels():
    return json.loads(read(DASHBOARD))["panels"]


def overlap(a, b):
    return all(a[place] < b[place] + b[size] and b[place] < a[place] + a[size] for place, size in (("x", "w"), ("y", "h")))


def panel_problems():
    seen = []
    for panel in panels():
        title, grid = panel["title"], panel["gridPos"]
        if grid["w"] < 1 or grid["h"] < 1 or grid["x"] < 0 or grid["x"] + grid["w"] > GRID_WIDTH:
            yield f"{title}: does not fit into the grid"
        for other in seen:
            if other["id"] == panel["id"]:
                yield f"{title}: has the id of {other['title']}"
            if overlap(grid, other["gridPos"]):
                yield f"{title}: overlaps {other['title']}"
        seen.append(panel)


def query_problems():
    for panel in panels():
        if panel["type"] == "row":
            continue
        if not panel["targets"]:
            yield f"{panel['title']}: shows nothing"
        for target in panel["targets"]:
            if {target["datasource"]["uid"], panel["datasource"]["uid"]} != {"${datasource}"}:
                yield f"{panel['title']}: asks another data source than the one that is chosen"
            for selector in re.findall(r"\bmemberhub_\w+(\{[^}]*\})?", target["expr"]):
                if 'job=~"$job"' not in selector or 'instance=~"$instance"' not in selector:
                    yield f"{panel['title']}: {target['expr']} looks at servers that are not chosen"


def variable_problems():
    variables = {variable["name"]: variable["type"] for variable in json.loads(read(DASHBOARD))["templating"]["list"]}
    if variables != {"datasource": "datasource", "job": "query", "instance": "query"}:
        yield f"the variables are {variables}"


def alerts():
    return re.split(r"^ *- alert: ", read(RULES), flags=re.M)[1:]


def alert_problems():
    tests = read(RULE_TESTS)
    for alert in alerts():
        name = alert.split("\n", 1)[0]
        for word in ("severity", "summary", "description"):
            if not re.search(rf"^ *{word}: \S", alert, re.M):
                yield f"{name} has no {word}"
        if f'alertname="{name}"' not in tests:
            yield f"{RULE_TESTS} does not make {name} fire"


def main():
    check_some("memberhub-metrics(7) has every series and no other", SERIES, manual_problems())
    check_some("the dashboard uses metrics that there are", panels(), used_problems(DASHBOARD, read(DASHBOARD)))
    check_some("the alerts use metrics that there are", alerts(), alert_metric_problems())
    check_some("the dashboard's panels have their places", panels(), panel_problems())
    check_some("the dashboard's queries ask the chosen source for the chosen servers", panels(), query_problems())
    check("the dashboard has the variables that its queries use", variable_problems())
    check_some("every alert says how grave it is, what is wrong and what to do, and has its test", alerts(),
               alert_problems())


main()
