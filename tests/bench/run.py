#!/usr/bin/python3
"""The benchmarks, each with its goal: ./dev bench [quick]. They report and judge nobody: a goal that is missed is told,
and the exit status is 0 all the same. Everything is measured on a private stack, which is gone in the end.
"""
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
TOP = HERE.parents[1]
sys.path[:0] = [str(HERE), str(TOP / "tests/pylib")]

import memberhub_testing as testing  # noqa: E402  (after the path is set)

testing.clean_environment()

import sealing  # noqa: E402
import verifying  # noqa: E402
import visibility  # noqa: E402
from private_stack import Stack, is_alive, wait_for  # noqa: E402
from private_standby import Primary  # noqa: E402
from rows import Benchmark, Figure, Goal, Report  # noqa: E402
from trail import UNSEALED  # noqa: E402

# THE BENCHMARKS, in the order in which they run: the trail grows from one to the next.
BENCHMARKS = (
    Benchmark("sealing-cost", "writes while they are sealed, against unsealed ones", "writes/s",
              Goal("ratio", ">=", 0.9), sealing.cost),
    Benchmark("change-seen", "an acknowledged change is in LookupEvents", "s", Goal("ours", "<=", 1),
              visibility.change_seen),
    Benchmark("change-sealed", "an acknowledged change is sealed", "s", Goal("ours", "<=", 2),
              visibility.change_sealed),
    Benchmark("read-seen", "an answered read is in LookupEvents", "s", Goal("ours", "<=", 1), visibility.read_seen),
    Benchmark("verify-time", "verifying 1,000,000 events, on one core", "s", Goal("ours", "<=", 15),
              verifying.processor_time),
    Benchmark("verify-memory", "verifying 1,000,000 events", "MiB", Goal("ours", "<=", 64), verifying.memory),
)
SEALED_WITHIN_S = 120


class Bench:
    """What a benchmark's function works with: a private stack, and what others have measured already."""

    figure = Figure

    def __init__(self, directory, quick):
        self.directory, self.quick = directory, quick
        self.stack = Stack(directory / "stack", audit_seal="on")
        self.started, self.measured, self.database = time.monotonic(), {}, None

    def say(self, text):
        print(f"[{time.monotonic() - self.started:4.0f} s] {text}", file=sys.stderr, flush=True)

    def once(self, measure):
        """What measure(bench) gave, which runs once for all the rows that show a part of it."""
        if measure not in self.measured:
            self.measured[measure] = measure(self)
        return self.measured[measure]

    def up(self):
        self.stack.directory.mkdir(mode=0o711)
        self.stack.up()
        os.environ["MEMBERHUB_ENDPOINT"] = f"http://127.0.0.1:{self.stack.port}"
        self.database = Primary(self.stack)

    def down(self):
        done = self.stack.dev("down", "--purge")
        if done.returncode != 0:
            print(done.stdout + done.stderr, file=sys.stderr)

    def stop_server(self):
        master = self.stack.master
        os.kill(master, signal.SIGTERM)
        wait_for(lambda: not is_alive(master), "memberhubd stops")

    def serve(self, **settings):
        """Has memberhubd serve with these settings, as in audit_seal="off"; it is restarted where it had others."""
        changed = {f"MEMBERHUB_{name.upper()}": value for name, value in settings.items()}
        if changed.items() <= self.stack.environment.items() and is_alive(self.stack.master):
            return
        self.stop_server()
        self.stack.environment.update(changed)
        self.stack.up()

    def wait_until_sealed(self):
        wait_for(lambda: self.database.value(UNSEALED) == "0", "everything is sealed", SEALED_WITHIN_S)

    def events(self):
        return int(self.database.value("SELECT count(*) FROM memberhub.audit_event"))


def load():
    return "{:.2f} {:.2f} {:.2f}".format(*os.getloadavg())


def processor():
    models = [line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
              if line.startswith("model name")]
    return f"{os.cpu_count()} x {models[0] if models else platform.machine()}"


def commit():
    done = subprocess.run(["git", "-C", TOP, "describe", "--always", "--dirty"], capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def run(bench):
    bench.say("a private stack starts")
    bench.up()
    report = Report({
        "mode": "quick" if bench.quick else "full", "commit": commit(), "processor": processor(),
        "postgresql": bench.database.value("SHOW server_version"),
        "measured": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "load before": load()})
    for benchmark in BENCHMARKS:
        bench.say(f"{benchmark.name}: {benchmark.what}")
        report.add(benchmark, benchmark.function(bench))
    report.facts["load after"] = load()
    report.facts["seconds"] = round(time.monotonic() - bench.started)
    return report


def interrupt(*_):
    raise KeyboardInterrupt


def main():
    if sys.argv[1:] not in ([], ["quick"]):
        sys.exit("usage: ./dev bench [quick]")
    for how in (signal.SIGINT, signal.SIGTERM):
        signal.signal(how, interrupt)
    directory = Path(tempfile.mkdtemp(prefix="memberhub-bench-"))
    directory.chmod(0o711)  # PostgreSQL's user passes through
    bench = Bench(directory, quick=len(sys.argv) > 1)
    try:
        report = run(bench)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(130)
    finally:
        for how in (signal.SIGINT, signal.SIGTERM):
            signal.signal(how, signal.SIG_IGN)  # this is not to be cut short
        bench.down()
        shutil.rmtree(directory)
    path = TOP / "build" / "bench.json"
    report.write(path)
    print(report.table())
    print(f"for machines: {path.relative_to(TOP)}")


if __name__ == "__main__":
    main()
