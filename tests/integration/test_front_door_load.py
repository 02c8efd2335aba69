"""The front door under load: too many clients, slow, idle and vanishing ones, and nginx's reloads.

All of it disturbs, so it happens to a stack of its own, with eight workers.
"""
import contextlib
import itertools
import json
import os
import re
import resource
import select
import signal
import socket
import struct
from pathlib import Path

import pytest

import memberhub_testing as testing
from crowd import Crowd
from module_stack import stack_of_a_module
from private_stack import state_of, wait_for
from signer import Connection, Request, send

# nginx/memberhub-server.conf: so many requests of one of nginx's processes are in hand or wait for a worker.
IN_HAND = 400
# So many connections wait for memberhubd (src/daemon/listener.c), and fewer where the kernel's limit is lower.
QUEUE = min(512, int(Path("/proc/sys/net/core/somaxconn").read_text()))
IDLE = 10_000
# What else this process, or one of nginx's, has open.
OTHER_FILES = 300
# With fewer clients the tests would not tell. No usual system allows so few open files.
FLOOR = 3_000
RELOADS = 20


@pytest.fixture(scope="module")
def module_stack():
    with all_open_files(), stack_of_a_module("front") as found:
        yield found


@contextlib.contextmanager
def all_open_files():
    """Raises the limit of open files, which nginx inherits, as far as it goes."""
    usual, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (usual, most))


def at_most(clients):
    """So many clients, or as many as this machine's limits allow."""
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0] - OTHER_FILES
    assert allowed >= FLOOR, f"{FLOOR + OTHER_FILES} open files are needed (ulimit -Hn)"
    return min(clients, allowed)


@pytest.fixture
def stack(module_stack):
    """The stack. No test may cost it a worker."""
    module_stack.up()
    before = module_stack.workers()
    yield module_stack
    assert module_stack.workers() == before


def in_hand(stack):
    """How many connections there are to workers; one of the lines is the listening socket."""
    lines = Path("/proc/net/unix").read_text().splitlines()
    return sum(line.endswith(" " + stack.socket_path) for line in lines) - 1


def check_nobody_is_in_hand(stack):
    """Soon no connection to a worker is left."""
    wait_for(lambda: in_hand(stack) == 0, "all connections to workers are closed")


def nginx_workers(stack):
    master = int((stack.directory / "run" / "nginx.pid").read_text())
    return set(map(int, Path(f"/proc/{master}/task/{master}/children").read_text().split()))


def log_of_refused(stack):
    return (stack.directory / "log" / "nginx-refused.log").read_text()


@pytest.fixture
def hub(stack, accounts):
    account = accounts.new()
    testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
    return account


def read(account):
    return Request(account, "GET", "/accounts").sign().raw()


def change(account, member, size=0):
    """CreateMembers, in a body of at least that many bytes."""
    body = json.dumps({"AccountDetails": [{"AccountId": member}]}).encode()
    return Request(account, "POST", "/members", body.ljust(size)).sign().raw()


def members(account):
    client = testing.client(testing.SERVICE, account)
    pages = client.get_paginator("list_members").paginate(OnlyAssociated=False)
    return {member["AccountId"] for page in pages for member in page["Members"]}


def check_served(account, clients=32):
    """So many clients at once are served, each twice."""
    with Crowd(clients, lambda raw=read(account): ("read", raw)) as crowd:
        crowd.run(lambda: len(crowd.answers) >= 2 * clients, "they are served")
        crowd.leave()
        assert set(crowd.statuses) == {200} and not crowd.unanswered


# ---- too many

def check_shed(received):
    """A refusal for want of a worker, as bytes: 503, when to come again, and AWS's shape."""
    head, _, body = received.partition(b"\r\n\r\n")
    lines = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
    assert head.startswith(b"HTTP/1.1 503 ")
    assert lines[b"Content-Type"] == b"application/json"
    assert lines[b"x-amzn-ErrorType"] == b"ServiceUnavailableException"
    assert int(lines[b"Retry-After"]) >= 1
    assert len(lines[b"x-amzn-RequestId"]) == 36
    assert json.loads(body)["message"]


@contextlib.contextmanager
def standing_still(pids):
    """Those processes stand still, and go on after that."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        wait_for(lambda: {state_of(pid) for pid in pids} == {"T"}, "they stand still")
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


@contextlib.contextmanager
def one_serves(stack, which):
    """Whoever connects is served by that one of nginx's two processes."""
    processes = sorted(nginx_workers(stack))
    assert len(processes) == 2
    with standing_still([processes[1 - which]]):
        yield


def ask_once(count, raw):
    """A crowd of so many clients that ask for one thing each."""
    crowd = Crowd(count, None)
    crowd.leaving = True
    for client in crowd.clients:
        client.name, client.raw = "read", raw
    return crowd


def check_served_or_shed(crowd, served):
    assert (crowd.statuses[200], crowd.statuses[503]) == (served, len(crowd.clients) - served)
    assert len(crowd.answers) == len(crowd.clients) and not crowd.unanswered
    for _, status, received in crowd.answers:
        if status != 200:
            check_shed(received)


def test_what_is_more_than_may_wait_is_refused_at_once_and_the_rest_is_served(stack, hub):
    assert QUEUE > IN_HAND, "net.core.somaxconn is too low to tell"
    clients = 1000
    check_nobody_is_in_hand(stack)
    with one_serves(stack, 0), ask_once(clients, read(hub)) as crowd, Connection() as operator:
        with standing_still(stack.workers()):
            crowd.run(lambda: len(crowd.answers) == clients - IN_HAND, "refusals")
            operator.socket.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            wait_for(lambda: in_hand(stack) == IN_HAND + 1, "the operator waits with the others")
        assert set(crowd.statuses) == {503}
        assert operator.exchange(b"").status == 200
        crowd.leave()
        check_served_or_shed(crowd, IN_HAND)
    # The log tells who refused: nginx by its own count, which names no socket.
    wait_for(lambda: log_of_refused(stack).count('"upstream":"memberhub"') >= clients - IN_HAND,
             "the refusals are logged")
    check_served(hub)


def test_what_is_more_than_memberhubd_s_queue_holds_is_refused_as_well(stack, hub):
    """Each of nginx's processes has as many in hand as it may, which is more than wait for memberhubd."""
    clients = 500
    raw = read(hub)
    check_nobody_is_in_hand(stack)
    with contextlib.ExitStack() as opened:
        with standing_still(stack.workers()):
            crowds, waiting = [], 0
            for which in range(2):
                with one_serves(stack, which):
                    crowd, before = opened.enter_context(ask_once(clients, raw)), waiting
                    crowd.run(lambda: len(crowd.answers) + in_hand(stack) == clients + before,
                              "all wait or are refused")
                    waiting = in_hand(stack)
                crowds.append((crowd, waiting - before))
            # Linux lets one more wait than it was told.
            assert QUEUE <= waiting <= QUEUE + 1
        for crowd, served in crowds:
            crowd.leave()
            check_served_or_shed(crowd, served)
    check_served(hub)


def test_256_clients_are_served_by_one_of_nginx_s_processes(stack, hub):
    with one_serves(stack, 0):
        check_served(hub, 256)


def test_processes_of_nginx_that_are_killed_take_no_place_with_them(stack, hub):
    raw = read(hub)
    killed = nginx_workers(stack)
    with contextlib.ExitStack() as opened, standing_still(stack.workers()):
        for _ in range(IN_HAND + 100):
            opened.enter_context(Connection()).socket.sendall(raw)
        wait_for(lambda: in_hand(stack) >= min(IN_HAND, QUEUE), "as many wait as may")
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        wait_for(lambda: len(nginx_workers(stack) - killed) == len(killed), "nginx has new ones")
    check_nobody_is_in_hand(stack)
    check_served(hub, 256)


def test_a_flood_of_ten_times_what_may_wait_gets_answers_and_refusals_and_nothing_else(
        stack, hub, accounts):
    """Good requests, unsigned ones, and changes, from clients that ask again at once."""
    raw = read(hub)
    unsigned = b"GET /accounts HTTP/1.1\r\nHost: a\r\n\r\n"
    turn = itertools.count()

    def next_request():
        number = next(turn)
        if number % 10 == 0:
            member = accounts.new()
            return member, change(hub, member)
        return ("unsigned", unsigned) if number % 10 == 1 else ("read", raw)

    with Crowd(at_most(10 * IN_HAND), next_request) as crowd:
        # Good answers keep coming: as many again, three times.
        for _ in range(3):
            before = crowd.statuses[200]
            crowd.run(lambda: crowd.statuses[200] >= before + 500, "good answers")
        crowd.leave()
    assert set(crowd.statuses) == {200, 403, 503}
    assert not crowd.unanswered
    for name, status, received in crowd.answers:
        if status == 503:
            check_shed(received)
        assert status == 503 or (status == 403) == (name == "unsigned")
    # All is as usual at once, and what was refused was not done.
    check_served(hub, 256)
    acknowledged = {name for name, status, _ in crowd.answers if status == 200} - {"read"}
    assert members(hub) == acknowledged


def test_what_clients_that_vanished_had_asked_for_is_not_begun(stack, hub, accounts):
    requests = [change(hub, accounts.new(), 4_321) for _ in range(200)]
    # No other request has this size.
    gone = f'"status":499,"upstream_status":"-","source_address":"127.0.0.1","method":"POST",' \
           f'"request_bytes":{len(requests[0])}'

    with standing_still(stack.workers()):
        for raw in requests:
            with Connection() as connection:
                connection.socket.sendall(raw)
        wait_for(lambda: log_of_refused(stack).count(gone) == len(requests), "nginx sees all of them go")
    check_served(hub)
    assert members(hub) == set()
    check_nobody_is_in_hand(stack)


# ---- slow, idle, and gone

def test_requests_that_come_byte_by_byte_are_served_and_hold_nobody_up(stack, hub, accounts):
    requests = {accounts.new(): None for _ in range(50)}
    requests = {member: change(hub, member) for member in requests}
    with contextlib.ExitStack() as opened:
        slow = {member: opened.enter_context(Connection()) for member in requests}
        for connection in slow.values():
            connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for at in range(max(map(len, requests.values()))):
            for member, raw in requests.items():
                slow[member].socket.sendall(raw[at:at + 1])
            if at % 100 == 0:
                check_served(hub)
        assert {slow[member].exchange(b"").status for member in slow} == {200}
    assert members(hub) == set(requests)


def test_clients_that_keep_back_half_a_body_take_nobody_s_place(stack, hub, accounts):
    """More of them than requests may be in hand."""
    raw = change(hub, accounts.new(), 40_000)
    with contextlib.ExitStack() as opened:
        slow = [opened.enter_context(Connection()) for _ in range(IN_HAND + 100)]
        for connection in slow:
            connection.socket.sendall(raw[:20_000])
        check_served(hub, 256)
        assert slow[-1].exchange(raw[20_000:]).status == 200


def test_an_answer_that_is_read_byte_by_byte_is_whole_and_holds_nobody_up(stack, hub):
    raw = read(hub)
    with contextlib.ExitStack() as opened:
        slow = [opened.enter_context(Connection()).socket for _ in range(50)]
        for one in slow:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
            one.sendall(raw.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
        heads = [b""] * len(slow)
        for turn in range(100):
            heads = [head + one.recv(1) for head, one in zip(heads, slow)]
            if turn % 25 == 0:
                check_served(hub)
        for head, one in zip(heads, slow):
            answer = head + b"".join(iter(lambda one=one: one.recv(4096), b""))
            assert answer.startswith(b"HTTP/1.1 200 ")
            json.loads(answer.partition(b"\r\n\r\n")[2])


def reset(connection):
    """Closes with a reset, as a client does that crashes."""
    connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.socket.close()


@pytest.mark.parametrize("end", [reset, lambda connection: connection.socket.close()],
                         ids=["reset", "closed"])
def test_half_a_request_changes_nothing_wherever_it_ends(stack, hub, accounts, end):
    raw = change(hub, accounts.new(), 40_000)
    head = len(raw) - 40_000
    ends = [*range(1, head + 50, 7), *range(head + 50, len(raw), 4_001), len(raw) - 1]
    for at in ends:
        connection = Connection()
        connection.socket.sendall(raw[:at])
        end(connection)
    check_served(hub)
    assert members(hub) == set()
    check_nobody_is_in_hand(stack)


def test_a_request_whose_client_does_not_wait_for_the_answer_is_done_once_or_not(
        stack, hub, accounts):
    asked = [accounts.new() for _ in range(100)]
    for turn, member in enumerate(asked):
        connection = Connection()
        connection.socket.sendall(change(hub, member))
        if turn % 2:
            reset(connection)
        connection.socket.close()
    check_nobody_is_in_hand(stack)
    assert members(hub) <= set(asked)
    # Whoever asks again gets what is so.
    for member in asked:
        assert send(change(hub, member)).status == 200
    assert members(hub) == set(asked)


# nginx answers this itself, and keeps the connection.
OWN_ANSWER = b"GET /.memberhub/error HTTP/1.1\r\nHost: a\r\n\r\n"


def test_ten_thousand_idle_clients_hold_nobody_up_and_are_served_when_they_ask(
        stack, hub, record_property):
    with contextlib.ExitStack() as opened:
        idle = [opened.enter_context(Connection()) for _ in range(at_most(IDLE))]
        record_property("idle", len(idle))
        for connection in idle:
            connection.socket.sendall(OWN_ANSWER)
        statuses = {connection.socket.recv(65536)[:12] for connection in idle}
        assert statuses == {b"HTTP/1.1 404"}
        check_served(hub, 256)
        raw = read(hub)
        assert {connection.exchange(raw).status for connection in idle[::20]} == {200}
        ended = select.poll()
        for connection in idle:
            ended.register(connection.socket, select.POLLIN)
        assert ended.poll(0) == []
    assert "worker_connections" not in (stack.directory / "log" / "nginx-error.log").read_text()


# ---- bodies on kept connections

# Around what fills 16 bits, a record of nginx's, and libfcgi's buffer.
EDGES = [edge + off for edge in (8_192, 16_384, 32_768, 65_535) for off in range(-8, 9)
         if edge + off <= 65_536]


def test_bodies_of_every_size_arrive_intact_on_one_connection(stack, hub, accounts):
    """Each in turn with a short one, which would begin within the other if a length got lost."""
    asked = []
    with Connection() as connection:
        for size in accounts.random.sample(EDGES, len(EDGES)):
            for padding in (size, 0):
                asked.append(accounts.new())
                assert connection.exchange(change(hub, asked[-1], padding)).status == 200, size
    assert members(hub) == set(asked)


def in_chunks(raw, size):
    """The same request with its body in chunks of that size."""
    head, _, body = raw.partition(b"\r\n\r\n")
    head = re.sub(rb"\r\nContent-Length: \d+", b"\r\nTransfer-Encoding: chunked", head)
    parts = [body[at:at + size] for at in range(0, len(body), size)] + [b""]
    return head + b"\r\n\r\n" + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


@pytest.mark.parametrize("size", [1_000, 32_768, 65_535])
def test_bodies_in_chunks_arrive_intact_on_one_connection(stack, hub, accounts, size):
    asked = []
    with Connection() as connection:
        for edge in EDGES[-10:]:
            asked.append(accounts.new())
            raw = in_chunks(change(hub, asked[-1], edge), size)
            assert connection.exchange(raw).status == 200, edge
    assert members(hub) == set(asked)


@pytest.mark.parametrize("framed", [lambda raw: raw, lambda raw: in_chunks(raw, 8_000)],
                         ids=["by its length", "in chunks"])
def test_a_body_beyond_the_limit_ends_its_connection_and_nothing_behind_it_is_done(
        stack, hub, accounts, framed):
    asked = []
    for size in range(65_537, 65_545):
        with Connection() as connection:
            asked.append(accounts.new())
            assert connection.exchange(change(hub, asked[-1])).status == 200
            too_much = framed(change(hub, accounts.new(), size))
            answer = connection.exchange(too_much + change(hub, accounts.new()))
            assert (answer.status, answer.headers["Connection"]) == (413, "close")
    assert members(hub) == set(asked)


# ---- nginx's reloads

def test_twenty_reloads_of_nginx_lose_no_request(stack, hub, accounts, record_property):
    """Who asks on a kept connection just as nginx closes it asks again, as SDKs do."""
    raw = read(hub)
    turn = itertools.count()
    master = int((stack.directory / "run" / "nginx.pid").read_text())

    def next_request():
        if next(turn) % 4:
            return "read", raw
        member = accounts.new()
        return member, change(hub, member)

    with Crowd(32, next_request) as crowd:
        for _ in range(RELOADS):
            before, seen = nginx_workers(stack), len(crowd.answers)
            os.kill(master, signal.SIGHUP)
            crowd.run(lambda: not before & nginx_workers(stack) and len(crowd.answers) > seen + 50,
                      "new processes serve")
        crowd.leave()
    assert set(crowd.statuses) == {200}
    # No connection ended before its first answer, or within one; who asked again was served.
    assert set(crowd.unanswered) <= {"closed"}
    record_property("asked_again", crowd.unanswered["closed"])
    assert members(hub) == {name for name, _, _ in crowd.answers} - {"read"}
