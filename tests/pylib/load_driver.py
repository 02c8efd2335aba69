"""The load driver of tests/bench/load.c, for whoever needs many requests: it sends a plan and reports."""
import contextlib
import json
import subprocess
from pathlib import Path

LOAD = Path(__file__).parents[2] / "build" / "tests" / "bench" / "load"
# What it says with its exit status, beside a report; with any other there is none.
CLEAN, UNCLEAN, INTERRUPTED = 0, 1, 130


def step(account, method, target, body=None):
    """One line of a plan; `body` is what becomes JSON."""
    words = [account, method, target]
    return " ".join(words if body is None else [*words, json.dumps(body)])


def write_plan(path, steps):
    path.write_text("".join(f"{line}\n" for line in steps))
    return path


@contextlib.contextmanager
def started(port, plan, *switches, **options):
    """A load that runs: started(port, plan, "--once", connections=16, expect_text="x"). report() waits for its end;
    whoever leaves before ends it."""
    named = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    process = subprocess.Popen([LOAD, f"--port={port}", *switches, *named, plan], stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        try:
            yield process
        finally:
            process.kill()


def report(process):
    """What a load reports at its end, as a dictionary, with what it showed as "shown"."""
    out, errors = process.communicate()
    assert process.returncode in (CLEAN, UNCLEAN, INTERRUPTED), f"the load driver ended with {process.returncode}: {errors}"
    return {**json.loads(out), "shown": errors}


def drive(port, plan, *switches, **options):
    with started(port, plan, *switches, **options) as process:
        return report(process)
