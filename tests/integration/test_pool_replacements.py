"""Every worker is replaced over and over, and no client notices."""
import itertools
import os
import random
import signal
import threading

import pytest

import memberhub_testing as testing
from pool_load import Load, create, read
from private_stack import is_alive, wait_for

# The numbers; more of them when asked for.
REPLACEMENTS = int(os.environ.get("MEMBERHUB_REPLACEMENTS", "1000"))
RELOADS = max(REPLACEMENTS // 50, 1)
WORKERS = 8
# PostgreSQL has a hundred connections, and who leaves keeps his for two or three seconds.
CHILDREN_MAX = 64


@pytest.fixture
def stack(session_stack, monkeypatch):
    monkeypatch.setenv("MEMBERHUB_ENDPOINT", f"http://127.0.0.1:{session_stack.port}")
    session_stack.be(server_workers=WORKERS)
    return session_stack


def told_to_leave(stack, how):
    """Replaces all workers that stay, by a reload or each by itself; gives them."""
    before, _ = wait_for(lambda: len(stack.staying()) == WORKERS and stack.staying(), "the pool is whole")
    wait_for(lambda: len(stack.workers()) + WORKERS <= CHILDREN_MAX, "some have left")
    if how == "reload":
        stack.hang_up()
    else:
        for pid in before:
            os.kill(pid, signal.SIGTERM)
    wait_for(lambda: not before & stack.staying(), "all are on their way")
    return before


def test_workers_replaced_a_thousand_times_under_load_lose_no_request(stack, accounts):
    hub = accounts.new()
    testing.client(testing.SERVICE, hub).enable_security_hub(EnableDefaultStandards=False)
    lock, turn = threading.Lock(), itertools.count()

    def next_request():
        with lock:
            member = accounts.new() if next(turn) % 8 == 0 else None
        return (member, create(hub, member)) if member else ("read", read(hub))

    rounds = -(-REPLACEMENTS // WORKERS)
    ways = ["reload"] * RELOADS + ["leave"] * (rounds - RELOADS)
    random.Random(os.environ["MEMBERHUB_TEST_SEED"]).shuffle(ways)
    gone, stopped = [], len(stack.events("worker_stopped"))
    with Load(6, next_request) as load:
        for how in ways:
            gone += told_to_leave(stack, how)
        wait_for(lambda: not any(map(is_alive, gone)), "nobody is stuck")
    print(f"{len(gone)} replacements, {RELOADS} reloads, {len(load.answers)} requests")
    assert len(gone) >= REPLACEMENTS
    assert load.broken == []
    assert load.statuses() == {200}
    assert len(stack.await_whole()) == len(stack.workers()) == WORKERS and len(stack.sealers()) == 1
    client = testing.client(testing.SERVICE, hub)
    pages = client.get_paginator("list_members").paginate(OnlyAssociated=False)
    assert {member["AccountId"] for page in pages for member in page["Members"]} == load.names(200) - {"read"}
    assert all(event["abandoned"] == 0 for event in stack.events("worker_stopped")[stopped:])
