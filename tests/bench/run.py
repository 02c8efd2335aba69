#!/usr/bin/python3
"""The benchmarks, each with its goal: ./dev bench [quick] [NAME...]. They report and judge nobody: a goal that is
missed is told, and the exit status is 0 all the same. Everything is measured on a private stack, which is gone in the
end.
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
sys.path[:0] = [str(HERE), str(TOP / "tests/pylib"), str(TOP / "tests/integration")]

import memberhub_testing as testing  # noqa: E402  (after the path is set)

testing.clean_environment()

import fairness  # noqa: E402
import load_driver  # noqa: E402
import overload  # noqa: E402
import processes  # noqa: E402
import sealing  # noqa: E402
import size  # noqa: E402
import throughput  # noqa: E402
import verifying  # noqa: E402
import visibility  # noqa: E402
from private_stack import Stack, is_alive, wait_for  # noqa: E402
from private_standby import Primary  # noqa: E402
from rows import Benchmark, Figure, Goal, Report  # noqa: E402
from trail import UNSEALED  # noqa: E402

# THE BENCHMARKS, in the order in which they run: the trail grows from one to the next, and what comes behind the
# verifier has relationships without events.
BENCHMARKS = (
    Benchmark("sealing-cost", "writes while they are sealed, against unsealed ones", "writes/s",
              Goal("ratio", ">=", 0.9), sealing.cost, (50, None)),
    Benchmark("change-seen", "an acknowledged change is in LookupEvents", "s", Goal("ours", "<=", 1),
              visibility.change_seen, (25, None)),
    Benchmark("change-sealed", "an acknowledged change is sealed", "s", Goal("ours", "<=", 2),
              visibility.change_sealed),
    Benchmark("read-seen", "an answered read is in LookupEvents", "s", Goal("ours", "<=", 1), visibility.read_seen),
    Benchmark("verify-time", "verifying 1,000,000 events, on one core", "s", Goal("ours", "<=", 15),
              verifying.processor_time, (90, None)),
    Benchmark("verify-memory", "verifying 1,000,000 events", "MiB", Goal("ours", "<=", 64), verifying.memory),
    Benchmark("writes", "AcceptInvitation, against pgbench calling its function", "writes/s",
              Goal("ratio", ">=", 0.9), throughput.writes, (25, 8)),
    Benchmark("get-administrator", "GetAdministratorAccount, against pgbench calling its function", "reads/s",
              Goal("ratio", ">=", 0.6), throughput.get_administrator_account, (20, 5)),
    Benchmark("list-invitations", "ListInvitations, against pgbench calling its function", "reads/s",
              Goal("ratio", ">=", 0.6), throughput.list_invitations, (20, 5)),
    Benchmark("fifty-accounts", "one InviteMembers of fifty accounts, against one of one", "ms",
              Goal("ratio", "<=", 6), throughput.fifty, (3, 2)),
    Benchmark("crowd-errors", "256 clients on 8 workers: answers that are none", "errors", Goal("ours", "<=", 0),
              overload.crowd_errors, (9, 4)),
    Benchmark("crowd-p99", "256 clients on 8 workers: p99, against p50", "ms", Goal("ratio", "<=", 10),
              overload.crowd_slowest),
    Benchmark("overload-goodput", "ten times the capacity is asked for, against the peak", "writes/s",
              Goal("ratio", ">=", 0.9), overload.goodput, (25, 8)),
    Benchmark("overload-errors", "the same: answers but 200, 4xx and 503", "errors", Goal("ours", "<=", 0),
              overload.errors),
    Benchmark("greedy-p99", "others beside one account that asks for fifty times its share, against without", "ms",
              Goal("ratio", "<=", 1.5), fairness.greedy_p99, (45, 8)),
    Benchmark("slow-readers-p99", "others beside four slow readers for each worker, against without", "ms",
              Goal("ratio", "<=", 1.5), fairness.slow_p99, (45, 8)),
    Benchmark("worker-memory", "proportional set size of a worker", "MiB", Goal("ours", "<=", 8), processes.memory,
              (12, 4)),
    Benchmark("worker-growth", "what 100,000 requests add to it", "%", Goal("ours", "<=", 1), processes.growth,
              (35, None)),
    Benchmark("replaced-lost", "workers are replaced 1,000 times under load: requests lost", "requests",
              Goal("ours", "<=", 0), processes.replaced, (40, 8)),
    Benchmark("ready", "from exec to ready, schema in place", "ms", Goal("ours", "<=", 200), processes.ready, (10, 3)),
    Benchmark("size-throughput", "5,000,000 relationships, against 10,000", "calls/s", Goal("ratio", ">=", 1 / 1.2),
              size.throughput, (75, 14)),
    Benchmark("size-p99", "5,000,000 relationships, against 10,000", "ms", Goal("ratio", "<=", 1.2), size.slowest),
    Benchmark("last-page", "ListMembers' last page, against its first", "ms", Goal("ratio", "<=", 1.2),
              size.last_page),
)
SEALED_WITHIN_S = 120
# Seconds for all of it, without the time to stop: 8 minutes, or one. What does not fit in is left out, and told: the
# machine is slow then, or does too much else.
LIMIT_S, LIMIT_QUICK_S = 472, 57


class Bench:
    """What a benchmark's function works with: a private stack, and what others have measured already."""

    figure = Figure

    def __init__(self, directory, quick):
        self.directory, self.quick = directory, quick
        self.stack = Stack(directory / "stack", audit_seal="on")
        self.started, self.measured, self.database = time.monotonic(), {}, None

    def say(self, text):
        print(f"[{time.monotonic() - self.started:4.0f} s] {text}", file=sys.stderr, flush=True)

    def seconds_left(self):
        return self.started + (LIMIT_QUICK_S if self.quick else LIMIT_S) - time.monotonic()

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
        changed = {f"MEMBERHUB_{name.upper()}": str(value) for name, value in settings.items()}
        if is_alive(self.stack.master):
            if changed.items() <= self.stack.environment.items():
                return
            self.stop_server()
        self.stack.environment.update(changed)
        self.stack.up()

    def wait_until_sealed(self):
        wait_for(lambda: self.database.value(UNSEALED) == "0", "everything is sealed", SEALED_WITHIN_S)

    def plan(self, steps):
        """The file of a plan; the next one takes its place."""
        return load_driver.write_plan(self.directory / "plan", steps)

    def drive(self, steps, *switches, port=None, **options):
        """What the load driver reports of these requests, each of which is answered well."""
        found = load_driver.drive(port or self.stack.port, self.plan(steps), *switches, **options)
        assert found["unexpected"] + found["malformed"] + found["timeouts"] + found["lost"] == 0, found
        return found

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


def chosen(names, quick):
    """The benchmarks of these names, or of all; and the names of those that the quick form leaves out."""
    unknown = set(names) - {benchmark.name for benchmark in BENCHMARKS}
    if unknown:
        sys.exit(f"there is no benchmark {', '.join(sorted(unknown))}; there are: "
                 + " ".join(benchmark.name for benchmark in BENCHMARKS))
    if names:
        return [benchmark for benchmark in BENCHMARKS if benchmark.name in names], []
    asked, left_out, short = [], [], True
    for benchmark in BENCHMARKS:
        if benchmark.takes is not None:
            short = not quick or benchmark.takes[quick] is not None
        (asked if short else left_out).append(benchmark)
    return asked, [benchmark.name for benchmark in left_out]


def run(bench, benchmarks, left_out):
    bench.say("a private stack starts")
    bench.up()
    report = Report({
        "mode": "quick" if bench.quick else "full", "commit": commit(), "processor": processor(),
        "postgresql": bench.database.value("SHOW server_version"),
        "measured": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "load before": load(),
        **({"left out": " ".join(left_out)} if left_out else {})})
    no_time, fits = [], True
    for benchmark in benchmarks:
        if benchmark.takes is not None:
            fits = bench.seconds_left() >= (benchmark.takes[bench.quick] or 0)
        if not fits:
            no_time.append(benchmark.name)
            continue
        bench.say(f"{benchmark.name}: {benchmark.what}")
        bench.serve(audit_seal="on")
        report.add(benchmark, benchmark.function(bench))
    if no_time:
        report.facts["no time for"] = " ".join(no_time)
    report.facts["load after"] = load()
    report.facts["seconds"] = round(time.monotonic() - bench.started)
    return report


def interrupt(*_):
    raise KeyboardInterrupt


def main():
    quick = sys.argv[1:2] == ["quick"]
    benchmarks, left_out = chosen(sys.argv[2:] if quick else sys.argv[1:], quick)
    for how in (signal.SIGINT, signal.SIGTERM):
        signal.signal(how, interrupt)
    directory = Path(tempfile.mkdtemp(prefix="memberhub-bench-"))
    directory.chmod(0o711)  # PostgreSQL's user passes through
    bench = Bench(directory, quick)
    try:
        report = run(bench, benchmarks, left_out)
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
