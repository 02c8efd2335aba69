"""The processes: replaced under load, what memory they take, and how soon they serve."""
import os
import re
import signal
import statistics
import time
from pathlib import Path

import everyday
import load_driver
from private_stack import WORKERS, wait_for
from server import Server

# Many workers, most of them on their way out at any moment: one takes a second or two for it, as long as nginx keeps
# its connections.
REPLACED_WORKERS, LEAVING = 48, 40
REPLACEMENTS, REPLACEMENTS_QUICK, REPLACING_S = 1000, 30, 30
REPLACING_CLIENTS = 32
# Requests after which memory is looked at, and again after as many as the figure asks for, where there is the time.
SETTLING, SETTLING_QUICK, COUNTED = 20000, 5000, 100000
SETTLING_S, SETTLING_QUICK_S, COUNTED_S = 20, 3, 30
MEMORY_CLIENTS = 32
STARTS, STARTS_QUICK = 9, 3


def replace_workers(bench, count, until):
    """Tells so many workers to leave, each as soon as there are few enough that are leaving; gives how many."""
    told, leaving = 0, set()
    while told < count and time.monotonic() < until:
        workers = bench.stack.workers()
        leaving &= set(workers)
        staying = [pid for pid in workers if pid not in leaving]
        if len(leaving) < LEAVING and len(staying) > REPLACED_WORKERS - LEAVING:
            os.kill(staying[0], signal.SIGTERM)
            leaving.add(staying[0])
            told += 1
        else:
            time.sleep(0.005)
    wait_for(lambda: not leaving & set(bench.stack.workers()), "the last ones have left")
    return told


def replaced(bench):
    bench.once(everyday.prepare)
    bench.serve(server_workers=REPLACED_WORKERS)
    wanted = REPLACEMENTS_QUICK if bench.quick else REPLACEMENTS
    started = time.monotonic()
    with load_driver.started(bench.stack.port, bench.plan(everyday.mixed()), connections=REPLACING_CLIENTS,
                             seconds=10 * REPLACING_S) as load:
        count = replace_workers(bench, wanted, started + REPLACING_S)
        load.send_signal(signal.SIGINT)
        report = load_driver.report(load)
    bench.serve(server_workers=WORKERS)
    lost = report["unexpected"] + report["malformed"] + report["timeouts"] + report["lost"]
    return bench.figure(
        ours=lost, what=f"workers are replaced {count:,} times under load: requests lost",
        how=f"{REPLACED_WORKERS} workers, in {time.monotonic() - started:.0f} s, up to "
            f"{LEAVING} at a time; {report['good']['answers']} answers, statuses {report['statuses']}, "
            f"{report['resent']} sent again")


def pss_kib(pid):
    """What a process takes of memory, shared pages in parts."""
    return int(re.search(r"^Pss: +([0-9]+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[1])


def sizes_after(bench, requests, seconds):
    """How many requests were made, and the memory of each worker after them."""
    made = bench.drive(everyday.mixed(), connections=MEMORY_CLIENTS, requests=requests, seconds=seconds)
    return made["good"]["answers"], [pss_kib(pid) for pid in bench.stack.workers()]


def settle(bench):
    bench.once(everyday.prepare)
    return sizes_after(bench, *((SETTLING_QUICK, SETTLING_QUICK_S) if bench.quick else (SETTLING, SETTLING_S)))


def memory(bench):
    requests, sizes = bench.once(settle)
    return bench.figure(
        ours=max(sizes) / 1024,
        how=f"the largest of {len(sizes)} workers, median {statistics.median(sizes) / 1024:.2f} MiB, after {requests} "
            f"requests of {everyday.CALLERS} callers")


def growth(bench):
    first, before = bench.once(settle)
    then, after = sizes_after(bench, COUNTED, COUNTED_S)
    return bench.figure(
        ours=abs(sum(after) / sum(before) - 1) * 100, what=f"what {then:,} requests add to it",
        how=f"{len(after)} workers together: {sum(before) / 1024:.2f} MiB after {first} requests, "
            f"{sum(after) / 1024:.2f} MiB after {then} more")


def ready(bench):
    """From exec to the first 200 of /readyz through an nginx that was there before."""
    starts = []
    with Server(bench, "starts") as server:
        for _ in range(STARTS_QUICK if bench.quick else STARTS):
            starts.append(server.start() * 1000)
            server.stop()
    return bench.figure(
        ours=statistics.median(starts),
        how=f"median of {len(starts)} starts with 8 workers; ms: " + " ".join(f"{start:.0f}" for start in starts))
