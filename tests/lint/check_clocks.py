#!/usr/bin/python3
"""No test depends on the day it runs on: a test has a clock that runs, or it names days, but not both."""
import re

from tree import check_some, files, lines_matching, without_comments

# What reads a wall clock in C, but for base/clock.c's own functions, which fake_clock.c takes the place of.
READS = r"\b(time|clock_gettime|gettimeofday|timespec_get|ftime|__real_clock_now_ms)\s*\("
# Days that the clock of a machine can come to. What serves while other tests run has such a clock, so they can name the
# past, which is before 2021, and the future, which is after 2098.
YEAR = r"20(?:2[1-9]|[3-8]\d|9[0-8])"
DAY = rf"(?<![\w.+-]){YEAR}(?:-[01]\d-[0-3]\d|[01]\d[0-3]\d(?:T\d{{6}}Z?)?)(?![\d.])|\b\d{{1,2}} [A-Z][a-z]{{2}} {YEAR}\b"


def main():
    unit = files("tests/unit/*.[ch]")
    serving = files("tests/sql/**/*.sql", "tests/sql/**/*.spec", "tests/**/*.py")
    serving = [path for path in serving if path.parent.name not in ("unit", "lint")]
    check_some("a unit test reads no clock but the one that stands", unit,
               lines_matching(READS, [path for path in unit if path.name != "fake_clock.c"], without_comments))
    check_some("a test beside a clock that runs names no day that it can come to", serving,
               lines_matching(DAY, serving))


main()
