"""More clients than workers: what they wait, and what is left of the throughput when they are far too many."""
import statistics

import everyday
import load_driver
import turns

CROWD = 256
CROWD_S, CROWD_QUICK_S, WARMUP_S = 6, 2, 1
# Clients of the peak, and of the overload, which asks for so many times the peak.
PEAK_CLIENTS, OVERLOAD_CLIENTS, TIMES = 64, 2000, 10
OVERLOAD_S, OVERLOAD_QUICK_S = 4, 2
PAIRS, PAIRS_QUICK = 2, 1
# What a client may see of a server that has too much to do.
ALLOWED = "200,4xx,503"


def measure_crowd(bench):
    bench.once(everyday.prepare)
    seconds = CROWD_QUICK_S if bench.quick else CROWD_S
    return load_driver.drive(bench.stack.port, bench.plan(everyday.mixed()), connections=CROWD, warmup=WARMUP_S,
                             seconds=seconds + WARMUP_S)


def failures(report):
    return sum(report[name] for name in ("unexpected", "malformed", "timeouts", "lost"))


def crowd_errors(bench):
    report = bench.once(measure_crowd)
    return bench.figure(
        ours=failures(report),
        how=f"{report['good']['answers']} answers in {report['seconds']:.1f} s, {report['good']['per_s']:.0f}/s, "
            f"statuses {report['statuses']}, {report['lost']} lost; nine reads to one TagResource")


def crowd_slowest(bench):
    good = bench.once(measure_crowd)["good"]
    return bench.figure(ours=good["p99_ms"], reference=good["p50_ms"],
                        how=f"p90 {good['p90_ms']:.1f} ms, longest {good['max_ms']:.1f} ms")


def measure_overload(bench):
    """Phases at the peak and beyond it, in turns."""
    bench.once(everyday.prepare)
    seconds, pairs = (OVERLOAD_QUICK_S, PAIRS_QUICK) if bench.quick else (OVERLOAD_S, PAIRS)
    plan, found = bench.plan(everyday.writing()), {"peak": [], "overload": []}

    def peak():
        found["peak"].append(load_driver.drive(bench.stack.port, plan, connections=PEAK_CLIENTS, warmup=WARMUP_S,
                                               seconds=seconds + WARMUP_S))
        return found["peak"][-1]["good"]["per_s"]

    def overload():
        rate = round(TIMES * found["peak"][-1]["good"]["per_s"])
        found["overload"].append(load_driver.drive(
            bench.stack.port, plan, connections=OVERLOAD_CLIENTS, warmup=WARMUP_S, seconds=seconds + WARMUP_S,
            rate=rate, expect=ALLOWED, timeout=60))
        return found["overload"][-1]["good"]["per_s"]

    turns.take(bench, "good writes/s", pairs, peak=peak, overload=overload)
    return found


def goodput(bench):
    found = bench.once(measure_overload)
    rates = {name: [report["good"]["per_s"] for report in reports] for name, reports in found.items()}
    middle = turns.medians(rates)
    offered = statistics.median((report["good"]["answers"] + report["other"]["answers"]) / report["seconds"]
                                for report in found["overload"])
    return bench.figure(
        ours=middle["overload"], reference=middle["peak"],
        how=f"TagResource that was done, a second; {PEAK_CLIENTS} clients at the peak, {OVERLOAD_CLIENTS} that ask for "
            f"{TIMES} times as much and were answered {offered:.0f} times a second; load driver and nginx share the "
            f"processors with it; writes/s: {turns.told(rates)}")


def errors(bench):
    reports = bench.once(measure_overload)["overload"]
    statuses = {}
    for report in reports:
        for status, count in report["statuses"].items():
            statuses[status] = statuses.get(status, 0) + count
    return bench.figure(
        ours=sum(failures(report) for report in reports),
        how=f"answers by status: {statuses}; " + ", ".join(
            f"{sum(report[name] for report in reports)} {name}" for name in ("malformed", "timeouts", "lost")))
