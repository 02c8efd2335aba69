"""A worker's memory is the same after very many requests as after some."""
import os
import re
from pathlib import Path
from urllib.parse import quote

import pytest

import memberhub_testing as testing
from configured_stack import ConfiguredStack
from load_driver import drive, step, write_plan

# The issue asks for 100,000, which the long form makes.
REQUESTS = int(os.environ.get("MEMBERHUB_MEMORY_REQUESTS", "15000"))
SETTLING = 5000
ROUNDS = 3
CALLERS = 50
DEADLINE_S = 600


@pytest.fixture
def stack():
    found = ConfiguredStack("memberhub-memory-")
    try:
        found.up()
        found.be(server_workers=2, server_worker_requests=0)
        yield found
    finally:
        found.down()


def private_kib(pid):
    """What a process alone holds and has written to. What it shares changes with the other stacks of a test run."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except PermissionError:
        if os.geteuid() == 0:
            raise
        # Nor may its own user look into a process that keeps secrets. What everybody may read, the sums in
        # /proc/PID/status, is off by as much as a leak would have to be.
        pytest.skip("only root may read how much memory a worker has of its own")
    return int(re.search(r"^Private_Dirty: +([0-9]+) kB", rollup, re.M)[1])


def plan_of(callers):
    """Reads, changes, and refusals of several kinds."""
    plan = []
    for account in callers:
        hub = quote(f"arn:aws:securityhub:{testing.REGION}:{account}:hub/default", safe="")
        plan += [step(account, "GET", "/accounts"), step(account, "GET", "/invitations"),
                 step(account, "GET", "/administrator"), step(account, "GET", "/members?MaxResults=none"),
                 step(account, "POST", f"/tags/{hub}", {"Tags": {"team": "memory"}}),
                 step(account, "POST", "/members/invite", {"AccountIds": [account, "000000000001"]}),
                 step(account, "POST", "/members", {"AccountDetails": "none"})]
    return plan


def test_a_workers_memory_is_flat_over_many_requests(stack, accounts):
    callers = [accounts.new() for _ in range(CALLERS)]
    opening = write_plan(stack.directory / "open.plan", [
        step(account, "POST", "/accounts", {"EnableDefaultStandards": False}) for account in callers])
    drive(stack.port, opening, "--once", connections=4, seconds=DEADLINE_S)
    plan = write_plan(stack.directory / "memory.plan", plan_of(callers))

    def after(requests):
        report = drive(stack.port, plan, connections=8, requests=requests, seconds=DEADLINE_S)
        assert report["lost"] + report["malformed"] + report["timeouts"] == 0
        assert set(report["statuses"]) <= {"200", "400"}, report["statuses"]
        assert sum(report["statuses"].values()) >= requests
        return [private_kib(pid) for pid in workers]

    workers = stack.workers()
    assert all(private_kib(pid) > 0 for pid in workers)  # or there is nothing to drive it for
    rounds = [after(SETTLING)]
    # A worker may meet late, and once, what it needs more for. A leak grows on, in every round.
    while True:
        rounds.append(after(REQUESTS))
        is_flat = sum(rounds[-1]) <= 1.01 * sum(rounds[-2])
        if is_flat or len(rounds) > ROUNDS:
            break
    print(f"private memory of {len(workers)} workers, in KiB, after {SETTLING} requests and each {REQUESTS} more: {rounds}")
    assert stack.workers() == workers
    assert is_flat, rounds
