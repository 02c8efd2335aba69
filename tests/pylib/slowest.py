"""Prints the ten tests that took longest, from what the suites of a run left in a directory: slowest.py DIRECTORY."""
import re
import sys
import xml.etree.ElementTree as tree
from pathlib import Path

SHOWN_MAX = 10
# How our own programs tell of a test that took long.
TOLD = re.compile(r"^# (\d+) ms: (.+)$", re.M)


def timed(directory):
    """(seconds, suite, test) of all that is known."""
    for path in directory.glob("*.xml"):
        for case in tree.parse(path).getroot().iter("testcase"):
            file = case.get("classname", "").rpartition(".")[2]
            yield float(case.get("time", 0)), path.stem, f"{file}: {case.get('name')}"
    for path in [*directory.glob("*.tap"), *directory.glob("*.out")]:
        for ms, test in TOLD.findall(path.read_text(errors="replace")):
            yield int(ms) / 1000, path.stem, test


def main():
    found = sorted(timed(Path(sys.argv[1])), reverse=True)[:SHOWN_MAX]
    if found:
        print("The slowest tests:")
    for seconds, suite, test in found:
        print(f"{seconds:8.1f} s  {suite:12} {test[:120]}")


main()
