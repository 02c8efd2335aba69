"""No tenant stops another: whatever one does, each call of another is answered before its deadline.

Slow readers and writers, one account with fifty times its share, locks held on a tenant's row; on a stack of its own
whose accounts have the usual share. No worker is killed by any of it, and no event is lost.
"""
import contextlib
import itertools
import json
import re
import select
import socket
import subprocess
import threading
import time
from urllib.parse import quote, urlsplit

import pytest

import memberhub_testing as testing
from crowd import Crowd
from fastcgi_client import KeptConnection
from module_stack import stack_of_a_module
from private_stack import TOP, wait_for
from signer import Connection, Request

WORKERS = 4
SHARE = WORKERS // 2
# [database] call_timeout_ms: what a call of another tenant may take, however the one behaves.
DEADLINE_S = 5
# So slow that a quarter of a megabyte takes two minutes.
SLOW_BYTES, SLOW_EVERY_S = 1024, 0.5
PAGE_BYTES = 256 * 1024


@pytest.fixture(scope="module")
def module_stack():
    with stack_of_a_module("fairness", server_workers=WORKERS, limits_account_workers=0) as found:
        yield found


@pytest.fixture
def stack(module_stack):
    """The stack. No test may cost it a worker or an event."""
    module_stack.up()
    before, hung, lost = module_stack.workers(), len(module_stack.events("worker_hung")), events_lost(module_stack)
    yield module_stack
    assert module_stack.workers() == before
    assert len(module_stack.events("worker_hung")) == hung
    assert events_lost(module_stack) == lost


def events_lost(stack):
    return sum(event["events"] for event in stack.events("events_lost"))


def psql(stack, text):
    done = stack.dev("psql", "-XqAtc", text)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def hubs(stack, accounts):
    """Makes accounts with hubs."""
    def make(count):
        made = [accounts.new() for _ in range(count)]
        for account in made:
            testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
        return made
    return make


def read(account):
    return Request(account, "GET", "/accounts").sign().raw()


def tag(account, value):
    """A change that locks the account's own row."""
    hub = quote(f"arn:aws:securityhub:{testing.REGION}:{account}:hub/default", safe="")
    return Request(account, "POST", f"/tags/{hub}", json.dumps({"Tags": value}).encode()).sign().raw()


def invite(account, member):
    body = json.dumps({"AccountIds": [member]}).encode()
    return Request(account, "POST", "/members/invite", body).sign().raw()


def lookup_request(account):
    request = Request(account, "POST", "/", b"{}")
    request.set("Content-Type", "application/x-amz-json-1.1").set(
        "X-Amz-Target", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents")
    return request.sign(service="cloudtrail")


def lookup(account):
    return lookup_request(account).raw()


class Others:
    """Other tenants, who ask again and again, on more connections than there are workers."""

    def __init__(self, accounts):
        self.accounts, self.number = accounts, itertools.count()
        self.longest_s = 0

    def check_served(self, calls, until=lambda: True):
        """So many calls, and as many more as it takes until then, each answered well before its deadline."""
        end = time.monotonic() + testing.TIMEOUT_S
        with contextlib.ExitStack() as opened:
            connections = [opened.enter_context(Connection()) for _ in range(2 * WORKERS)]
            for done in itertools.count():
                if done >= calls and until():
                    break
                assert time.monotonic() < end, "what was waited for did not come"
                account = self.accounts[done % len(self.accounts)]
                raw = read(account) if done % 4 else tag(account, {"turn": f"{next(self.number)}"})
                begun = time.monotonic()
                answer = connections[done % len(connections)].exchange(raw)
                took_s = time.monotonic() - begun
                if answer.headers["Connection"] == "close":  # a thousand requests on it
                    connections[done % len(connections)] = opened.enter_context(Connection())
                assert answer.status == 200, answer.body
                assert took_s < DEADLINE_S
                self.longest_s = max(self.longest_s, took_s)


@pytest.fixture
def others(hubs):
    found = Others(hubs(3))
    found.check_served(12)
    return found


@contextlib.contextmanager
def flood(clients, next_request):
    """A crowd in a thread of its own, which asks until the block is over."""
    enough = threading.Event()
    with Crowd(clients, next_request) as crowd:
        def ask():
            crowd.run(enough.is_set, "it is enough", 4 * testing.TIMEOUT_S)
            crowd.leave()
        asking = threading.Thread(target=ask)
        asking.start()
        try:
            wait_for(lambda: len(crowd.answers) > 0, "the flood begins", DEADLINE_S)
            yield crowd
        finally:
            enough.set()
            asking.join()
    assert not crowd.unanswered["cut"] and not crowd.unanswered["refused"]


# ---- slow clients

class SlowReaders:
    """Connections that ask and then read a kilobyte in half a second each; one thread turns them all."""

    def __init__(self, raws):
        self.sockets, url = [], urlsplit(testing.endpoint())
        for raw in raws:
            reader = socket.socket()
            reader.settimeout(DEADLINE_S)
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            reader.connect((url.hostname, url.port))
            reader.sendall(raw)
            assert reader.recv(1, socket.MSG_PEEK)  # one after the other: the account has a share as well
            self.sockets.append(reader)
        self.received = {reader: b"" for reader in self.sockets}
        self.enough = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while not self.enough.wait(SLOW_EVERY_S):
            for reader in select.select(self.sockets, [], [], 0)[0]:
                self.received[reader] += reader.recv(SLOW_BYTES)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.enough.set()
        self.thread.join()
        for reader in self.sockets:
            reader.close()

    def have_begun(self, count=4 * SLOW_BYTES):
        return all(len(received) >= count for received in self.received.values())


@pytest.fixture
def talker(stack, hubs):
    """An account whose events are so large that a page of them ends by its size."""
    [account] = hubs(1)
    with Connection() as connection:
        for turn in range(24):
            tags = {f"{turn}-{n}": "x" * 250 for n in range(40)} | {f"k{turn}-{n}": "\"" * 120 for n in range(8)}
            answer = connection.exchange(tag(account, tags))
            assert answer.status == 200 or b"50 tags" in answer.body
    return account


def ids_of(answers):
    return {re.search(rb"x-amzn-RequestId: (\S+)", answer)[1].decode() for answer in answers}


def recorded(stack, account, ids):
    """Whether each of those calls has its event, once."""
    found = psql(stack, "SELECT record::json ->> 'requestID' FROM memberhub.audit_event "
                        f"WHERE account_id = '{account}' AND event_name = 'LookupEvents'")
    return sorted(name for name in found if name in ids) == sorted(ids)


def test_readers_that_take_a_kilobyte_in_half_a_second_hold_nobody_up(stack, talker, others):
    with Connection() as connection:
        whole = connection.exchange(lookup(talker))
        assert whole.status == 200 and len(whole.body) > PAGE_BYTES
        assert len(whole.body) < 2 * PAGE_BYTES and whole.json()["NextToken"]
    with SlowReaders([lookup(talker) for _ in range(4 * WORKERS)]) as slow:
        others.check_served(100, slow.have_begun)
        ids = ids_of(slow.received.values())
        assert len(ids) == 4 * WORKERS
        # On record although none of them has its answer yet.
        wait_for(lambda: recorded(stack, talker, ids), "the reads are on record")
        assert max(map(len, slow.received.values())) < PAGE_BYTES


def test_writers_that_send_a_byte_at_a_time_hold_nobody_up(stack, hubs, others):
    account, turns = hubs(1)[0], itertools.count()
    with contextlib.ExitStack() as opened:
        raws = [tag(account, {"slow": f"{n}"}) for n in range(4 * WORKERS)]
        slow = [opened.enter_context(Connection()) for _ in raws]
        for connection, raw in zip(slow, raws):
            connection.socket.sendall(raw[:-20])

        def trickled():
            """One more byte of each; never the last."""
            at = -20 + next(turns)
            for connection, raw in zip(slow, raws):
                connection.socket.sendall(raw[at:at + 1])
            return at == -2
        others.check_served(100, trickled)
        for connection, raw in zip(slow, raws):
            answer = connection.exchange(raw[-1:])
            assert answer.status in (200, 429)


def test_who_takes_its_answer_in_drops_is_given_up_and_its_event_is_on_record(stack, talker):
    """nginx takes answers at once; this is a front door that does not."""
    given_up = sum(line.get("delivery") == "given_up" for line in stack.events("request"))
    request = lookup_request(talker)
    with KeptConnection(stack.socket_path) as connection:
        connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        connection.ask(connection.parameters(request), request.body)
        taken, ids = b"", []

        def is_over():
            nonlocal taken
            with contextlib.suppress(BlockingIOError):
                taken += connection.socket.recv(256, socket.MSG_DONTWAIT)
            return sum(line.get("delivery") == "given_up" for line in stack.events("request")) > given_up
        wait_for(is_over, "the worker gives up", 4 * DEADLINE_S)
        ids = ids_of([taken])
    assert len(taken) < PAGE_BYTES
    assert recorded(stack, talker, ids)


# ---- one account that asks for too much

def check_throttled(received):
    """What a REST service says of it: SDKs wait and try again."""
    head, _, body = received.partition(b"\r\n\r\n")
    lines = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
    assert head.startswith(b"HTTP/1.1 429 ")
    assert lines[b"x-amzn-ErrorType"] == b"TooManyRequestsException"
    assert int(lines[b"Retry-After"]) >= 1
    assert json.loads(body)["Message"] == "Too Many Requests"


def test_one_account_at_fifty_times_its_share_is_throttled_and_others_are_served(stack, hubs, others):
    [greedy], number = hubs(1), itertools.count()

    def ask():
        turn = next(number)
        return turn, tag(greedy, {"turn": f"{turn}"}) if turn % 2 else read(greedy)
    with flood(50 * SHARE, ask) as crowd:
        others.check_served(200, lambda: crowd.statuses[429] > 0 and crowd.statuses[200] > 0)
    assert set(crowd.statuses) <= {200, 429}
    check_throttled(next(received for _, status, received in crowd.answers if status == 429))
    # Alone, and one at a time, it is served as anybody is.
    assert {Connection().exchange(read(greedy)).status for _ in range(10)} == {200}


# ---- a lock held on a tenant's row

@contextlib.contextmanager
def locked(stack, account):
    """Somebody, in psql, has the row of the account's hub, and goes for lunch."""
    command = [TOP / "dev", "psql", "--dir", stack.directory, "-XqAt"]
    holder = subprocess.Popen(command, env=stack.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        holder.stdin.write(f"BEGIN; SELECT account_id FROM memberhub.enrollment WHERE account_id = '{account}' "
                           "FOR UPDATE;\n")
        holder.stdin.flush()
        assert holder.stdout.readline().strip() == account
        yield
    finally:
        holder.stdin.close()
        holder.wait()


def check_only_refused(crowd):
    """Throttled, or told to come again after a lock that was not to be had; and nothing was done."""
    assert crowd.statuses[200] == 0 and set(crowd.statuses) <= {429, 503}
    for _, status, received in crowd.answers:
        assert b"\r\nRetry-After: " in received


def check_free_again(make):
    """Served, once it is no longer remembered that calls waited in vain."""
    wait_for(lambda: Connection().exchange(make()).status == 200, "the tenant is served again", 3 * DEADLINE_S)


def test_a_lock_on_a_tenant_s_row_holds_up_that_tenant_alone(stack, hubs, others):
    [victim], number = hubs(1), itertools.count()
    with locked(stack, victim):
        with flood(50 * SHARE, lambda: ("tag", tag(victim, {"turn": f"{next(number)}"}))) as crowd:
            others.check_served(100, lambda: crowd.statuses[503] > 0)
        check_only_refused(crowd)
    check_free_again(lambda: tag(victim, {"free": "again"}))


def test_a_lock_on_the_row_of_a_tenant_whom_many_name_holds_up_nobody_else(stack, hubs, others, accounts):
    victim, *inviters = hubs(1 + 10 * WORKERS)
    for inviter in inviters:
        testing.client(testing.SERVICE, inviter).create_members(AccountDetails=[{"AccountId": victim}])
    number = itertools.count()
    with locked(stack, victim):
        with flood(50 * SHARE, lambda: ("invite", invite(inviters[next(number) % len(inviters)], victim))) as crowd:
            others.check_served(100, lambda: crowd.statuses[503] > 0)
            # A read of the victim's own waits for no lock, and counts for nobody who names it.
            with Connection() as connection:
                assert connection.exchange(read(victim)).status == 200
        check_only_refused(crowd)
    check_free_again(lambda: invite(inviters[0], victim))


# ---- one address

def test_an_address_has_so_many_requests_in_hand_and_another_is_served(stack, hubs):
    """Loopback is exempt, as a proxy's address may be; 127.0.0.2 stands for a stranger's."""
    [account] = hubs(1)
    limit = int(re.search(r"limit_conn memberhub_address (\d+);",
                          (TOP / "nginx" / "memberhub-server.conf").read_text())[1])
    raw = tag(account, {"a": "b"})
    with contextlib.ExitStack() as opened:
        held = [opened.enter_context(Connection(("127.0.0.2", 0))) for _ in range(limit + 20)]
        for connection in held:
            connection.socket.sendall(raw[:-1])

        def answered():
            return len(select.select([connection.socket for connection in held], [], [], 0)[0])
        # Nothing else comes from there before all of them are known: it would take the place of one.
        wait_for(lambda: answered() == 20, "those that are too many are refused")

        def refused():
            with Connection(("127.0.0.2", 0)) as connection:
                answer = connection.exchange(read(account))
                return answer.status == 503 and answer.headers["Retry-After"] == "1"
        assert refused()
        assert Connection().exchange(read(account)).status == 200
        with Connection(("127.0.0.3", 0)) as connection:
            assert connection.exchange(read(account)).status == 200
        for connection in held:
            connection.socket.close()
        wait_for(lambda: not refused(), "there is room again")
