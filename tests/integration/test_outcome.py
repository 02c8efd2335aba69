"""Exactly once, whatever becomes of the connection to the database, of the database, or of its standby.

The worker reaches PostgreSQL through proxies that this file controls: one before the primary, one before the standby,
both named in its connection string. There is one worker, so that it is known which connection a call uses.
"""
import contextlib
import json
import os
import random
import subprocess
import tempfile
import threading
import time
import uuid
from pathlib import Path

import pytest

import memberhub_testing as testing
from cut_proxy import CUT, DOWN, HALF_CLOSE, SWALLOW, UP, CutProxy
from fastcgi_client import KeptConnection
from private_stack import TOP, Stack, wait_for
from private_standby import Primary, Standby
from signer import Connection, Request

CALL_TIMEOUT_MS = 4000
# Of a server that waits for the database longer than any machine takes to have it back.
PATIENT_MS = testing.TIMEOUT_S * 1000 * 3 // 4


@pytest.fixture(scope="module")
def module_stack():
    with contextlib.ExitStack() as opened, pytest.MonkeyPatch.context() as patch:
        directory = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="memberhub-outcome-")))
        doors = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="memberhub-doors-")))
        for path in (directory, doors):
            path.chmod(0o711)  # PostgreSQL's user passes through
        # No sealer: what passes the door is what the worker says, to the byte.
        stack = Stack(directory, server_workers=1, audit_seal="off",
                      database_call_timeout_ms=CALL_TIMEOUT_MS, database_default=(
            f"host={doors},{doors} port=1,2 target_session_attrs=read-write dbname=memberhub user=memberhub_app"))
        servers = [lambda: Primary(stack).socket_path, lambda: Standby(stack).socket_path]
        stack.primary_door, stack.standby_door = (
            opened.enter_context(CutProxy(str(doors / f".s.PGSQL.{number}"), server))
            for number, server in enumerate(servers, 1))
        patch.setenv("MEMBERHUB_ENDPOINT", f"http://127.0.0.1:{stack.port}")
        try:
            yield stack
        finally:
            stack.dev("down", "--purge")


@pytest.fixture
def stack(module_stack):
    """The stack, serving, whatever the test before did to it."""
    module_stack.primary_door.refusing = False
    done = module_stack.dev("up", "--port", str(module_stack.port))
    assert done.returncode == 0, done.stdout + done.stderr
    return module_stack


@pytest.fixture
def primary(stack):
    return Primary(stack)


@pytest.fixture
def standby(stack):
    """A synchronous standby of the stack's database, streaming."""
    with Standby(stack) as made:
        yield made


@pytest.fixture
def patient(stack):
    """A connection to a server whose calls wait for the database for PATIENT_MS."""
    path = Path(stack.socket_path).with_name("patient.sock")
    with stack.memberhubd("-X", server_socket=path, database_call_timeout_ms=PATIENT_MS):
        wait_for(lambda: accepts(path), "the patient server listens")
        with KeptConnection(path) as worker:
            yield worker


@pytest.fixture
def seeded(request):
    return random.Random(f"{os.environ['MEMBERHUB_TEST_SEED']}/{request.node.name}")


class Change:
    """One CreateMembers of one account that no other change names, to be sent as often as one likes."""

    def __init__(self, administrator, member):
        self.administrator, self.member, self.invocation = administrator, member, str(uuid.uuid4())

    def request(self, named=True):
        """The request as an SDK makes it: signed anew, under the same invocation id."""
        body = json.dumps({"AccountDetails": [{"AccountId": self.member}]}).encode()
        request = Request(self.administrator, "POST", "/members", body)
        if named:
            request.add("amz-sdk-invocation-id", self.invocation)
        return request.sign()

    def send(self, named=True):
        with Connection() as connection:
            return connection.exchange(self.request(named).raw())


class Administrator:
    """An account with a hub, and the changes it asked for."""

    def __init__(self, accounts):
        self.account, self.accounts = accounts.new(), accounts
        testing.client(testing.SERVICE, self.account).enable_security_hub(EnableDefaultStandards=False)

    def change(self):
        return Change(self.account, self.accounts.new())

    def read(self):
        with Connection() as connection:
            return connection.exchange(Request(self.account, "GET", "/members").sign().raw())

    def events(self, database):
        """How many events of its CreateMembers the database has, for each member."""
        rows = database.query(
            "SELECT record::json -> 'requestParameters' -> 'AccountDetails' -> 0 ->> 'AccountId', count(*) "
            "FROM memberhub.audit_event "
            f"WHERE account_id = '{self.account}' AND event_name = 'CreateMembers' GROUP BY 1")
        return {member: int(count) for member, count in rows}

    def members(self, database):
        return {member for member, in database.query(
            f"SELECT member_id FROM memberhub.relationship WHERE administrator_id = '{self.account}'")}


@pytest.fixture
def administrator(stack, accounts):
    return Administrator(accounts)


def accepts(path):
    with contextlib.suppress(OSError), KeptConnection(path):
        return True
    return False


class Background:
    """A call in a thread: its answer, and when it came."""

    def __init__(self, call):
        self.thread = threading.Thread(target=self.run, args=(call,))
        self.answer = self.at = None
        self.started = time.monotonic()
        self.thread.start()

    def run(self, call):
        self.answer = call()
        self.at = time.monotonic()

    def is_waiting(self):
        return self.thread.is_alive()

    def wait(self):
        self.thread.join(testing.TIMEOUT_S)
        assert self.answer is not None, "no answer"
        return self.answer


def backends(database, condition="true"):
    """The worker's sessions at a server. The counter has one as the same role."""
    return database.query("SELECT pid, state FROM pg_stat_activity WHERE usename = 'memberhub_app' "
                          f"AND application_name NOT LIKE 'memberhubd counter%' AND {condition}")


def wait_until_commit_waits(database):
    return wait_for(lambda: backends(database, "wait_event = 'SyncRep'"), "a commit waits for the standby")[0]


def check_exactly_once(administrator, database, changes):
    """Each of the changes is there with its one event, and nothing else is."""
    wanted = {change.member for change in changes}
    assert administrator.events(database) == dict.fromkeys(wanted, 1)
    assert administrator.members(database) == wanted


def exchange_size(door, administrator):
    """The bytes of one change's exchange on a session that has made one before."""
    administrator.change().send()
    door.count()
    warm = administrator.change()
    assert warm.send().status == 200
    return dict(door.passed)


def disturb(door, administrator, faults):
    """Sends a change for each fault (direction, offset, kind), and once more. Gives the changes, the first
    answers' statuses, and the faults that did not happen."""
    changes, statuses, missed = [], [], []
    for fault in faults:
        change = administrator.change()
        door.arm(*fault)
        first = change.send()
        if not door.disarm():
            missed.append(fault)
        again = change.send()
        assert first.status in (200, 503), (fault, first.body)
        assert again.status == 200, (fault, again.body)
        assert first.status == 503 or first.body == again.body, fault
        changes.append(change)
        statuses.append(first.status)
    return changes, statuses, missed


def test_a_connection_cut_at_any_byte_of_a_change_loses_nothing_and_doubles_nothing(stack, primary, accounts):
    administrator, measured = Administrator(accounts), Administrator(accounts)
    size = exchange_size(stack.primary_door, measured)
    assert size[UP] > 300 and size[DOWN] > 100  # a whole call, and a whole answer
    faults = [(direction, offset, CUT) for direction in (UP, DOWN) for offset in range(size[direction] + 1)]
    changes, statuses, missed = disturb(stack.primary_door, administrator, faults)
    assert missed == []
    # A new session is to be had at once, so it answers what became of the change.
    assert set(statuses) == {200}
    check_exactly_once(administrator, primary, changes)
    assert len(backends(primary)) == 1


def test_a_connection_closed_on_one_side_loses_nothing_and_doubles_nothing(stack, primary, accounts, seeded):
    administrator, measured = Administrator(accounts), Administrator(accounts)
    size = exchange_size(stack.primary_door, measured)
    faults = [(direction, seeded.randint(0, size[direction]), HALF_CLOSE) for direction in (UP, DOWN) * 10]
    changes, statuses, missed = disturb(stack.primary_door, administrator, faults)
    assert missed == []
    assert set(statuses) == {200}
    check_exactly_once(administrator, primary, changes)


def test_a_connection_that_goes_silent_is_given_up_at_the_deadline_and_its_session_ended(
        stack, primary, accounts, seeded):
    administrator, measured = Administrator(accounts), Administrator(accounts)
    size = exchange_size(stack.primary_door, measured)
    # The call never arrives whole; its answer never does.
    faults = [(UP, seeded.randrange(size[UP]), SWALLOW), (DOWN, seeded.randrange(size[DOWN]), SWALLOW)]
    started = time.monotonic()
    changes, statuses, missed = disturb(stack.primary_door, administrator, faults)
    assert missed == []
    assert statuses == [503, 503]
    assert time.monotonic() - started > 2 * CALL_TIMEOUT_MS / 1000
    check_exactly_once(administrator, primary, changes)
    wait_for(lambda: len(backends(primary)) == 1, "the sessions that were left behind end")


def test_sessions_cut_while_they_are_set_up_lose_nothing_and_double_nothing(stack, primary, accounts, seeded):
    administrator = Administrator(accounts)
    door = stack.primary_door
    assert administrator.change().send().status == 200
    door.cut_all()
    door.count()
    assert administrator.change().send().status == 200  # connects, ends what was before, prepares, executes
    size = dict(door.passed)
    changes = []
    for direction in (UP, DOWN) * 10:
        change = administrator.change()
        door.cut_all()
        door.arm(direction, seeded.randint(0, size[direction] - 1))
        first = change.send()
        assert door.disarm()
        again = change.send()
        assert (first.status, again.status, first.body) == (200, 200, again.body)
        changes.append(change)
    assert administrator.events(primary).items() >= {change.member: 1 for change in changes}.items()
    assert set(administrator.events(primary).values()) == {1}


def test_a_session_that_was_cut_off_while_it_waits_for_a_lock_is_ended_by_the_next_one(stack, primary, administrator):
    change = administrator.change()
    assert administrator.change().send().status == 200
    holder = subprocess.Popen(
        [TOP / "dev", "psql", "--dir", stack.directory, "-qAt", "-c", "BEGIN", "-c",
         f"SELECT 'held' FROM memberhub.enrollment WHERE account_id = '{administrator.account}' FOR UPDATE", "-f", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        waiting = "wait_event_type = 'Lock'"
        call = Background(change.send)
        (first, _), = wait_for(lambda: backends(primary, waiting), "the change waits")[0]
        stack.primary_door.cut_all()
        wait_for(lambda: [pid for pid, _ in backends(primary, waiting) if pid != first], "another session waits")
        wait_for(lambda: first not in [pid for pid, _ in backends(primary)], "the first one is ended")
        assert call.is_waiting()
    finally:
        holder.communicate()  # the end of its input rolls back
    assert call.wait().status == 200
    assert administrator.events(primary)[change.member] == 1


def test_what_a_worker_sends_again_is_no_new_call_whatever_was_done_in_between(stack, primary, administrator):
    """By a client that names no calls, within the time in which the same bytes could be meant as a new call."""
    directory, port = str(primary.socket_path).rsplit("/.s.PGSQL.", 1)
    other = Path(stack.socket_path).with_name("other.sock")
    change = administrator.change()
    assert administrator.change().send().status == 200
    primary.query("ALTER TABLE memberhub.retry_key ALTER COLUMN arrived_at SET DEFAULT now() + interval '1 hour'")
    with stack.memberhubd("-X", server_socket=other,
                          database_default=f"host={directory} port={port} dbname=memberhub user=memberhub_app"):
        wait_for(lambda: accepts(other), "the other server listens")
        try:
            stack.primary_door.refusing = True
            stack.primary_door.arm(DOWN, 0)
            call = Background(lambda: change.send(named=False))
            wait_for(lambda: change.member in administrator.members(primary), "the change is made, and its answer lost")
            with KeptConnection(other) as worker:
                body = json.dumps({"AccountIds": [change.member]}).encode()
                assert worker.send(Request(administrator.account, "POST", "/members/delete", body).sign())[0] == 200
            assert change.member not in administrator.members(primary)
        finally:
            stack.primary_door.refusing = False
            primary.query("ALTER TABLE memberhub.retry_key ALTER COLUMN arrived_at SET DEFAULT now()")
        assert call.wait().status == 200
    assert change.member not in administrator.members(primary)
    assert administrator.events(primary)[change.member] == 1


def test_a_server_that_restarts_is_waited_for(stack, primary, administrator, patient):
    assert patient.send(administrator.change().request())[0] == 200
    change = administrator.change()
    primary.stop("immediate")
    call = Background(lambda: patient.send(change.request()))
    primary.start()
    assert call.wait()[0] == 200
    wait_for(lambda: change.send().status == 200, "it serves")
    assert administrator.events(primary)[change.member] == 1


def test_a_host_that_hangs_is_passed_over_for_the_next_one(stack, primary, administrator):
    assert administrator.change().send().status == 200
    change, later = administrator.change(), administrator.change()
    stack.standby_door.target = stack.primary_door.target  # another way to the same database
    stack.primary_door.hanging = True
    try:
        stack.primary_door.arm(UP, 100)
        assert change.send().status == 200
        tried = len(stack.primary_door.hung)
        assert later.send().status == 200
        assert tried == len(stack.primary_door.hung) > 0
    finally:
        stack.primary_door.hanging = False
        stack.standby_door.target = lambda: Standby(stack).socket_path
        stack.standby_door.cut_all()
    assert administrator.events(primary)[change.member] == 1


def test_without_a_database_a_change_is_503_at_the_deadline_and_at_once_when_it_stays_away(
        stack, primary, administrator):
    change = administrator.change()
    assert administrator.change().send().status == 200
    stack.primary_door.refusing = True
    stack.primary_door.arm(DOWN, 0)  # made, but its answer is lost
    started = time.monotonic()
    assert change.send().status == 503
    waited = time.monotonic() - started
    assert CALL_TIMEOUT_MS / 1000 - 1 < waited < CALL_TIMEOUT_MS / 1000 * 1.5
    assert administrator.events(primary)[change.member] == 1
    started = time.monotonic()
    assert change.send().status == 503
    assert time.monotonic() - started < CALL_TIMEOUT_MS / 1000 / 2
    stack.primary_door.refusing = False
    wait_for(lambda: change.send().status == 200, "it serves again")
    assert administrator.events(primary)[change.member] == 1


def test_no_change_is_acknowledged_while_the_synchronous_standby_is_away(stack, standby, administrator, accounts):
    primary = standby.primary
    acknowledged = administrator.change()
    assert acknowledged.send().status == 200
    stranger = accounts.new()  # has no hub, so no row of its own that a call would lock
    assert Change(stranger, accounts.new()).send().status == 401
    standby.stop()
    change, refused = administrator.change(), Change(stranger, accounts.new())
    assert change.send().status == 503
    assert administrator.read().status == 200  # which promises nothing
    # The server has ended the first session by now, and shows the change: it is still not acknowledged.
    call = Background(change.send)
    wait_until_commit_waits(primary)
    assert administrator.events(primary)[change.member] == 1
    assert len(backends(primary)) == 1
    assert call.is_waiting()
    standby.start()
    assert call.wait().status == 200
    # Nor is a refusal, whose event is only here.
    standby.stop()
    call = Background(refused.send)
    for _ in range(2):
        (pid, _), = wait_until_commit_waits(primary)
        primary.query(f"SELECT pg_terminate_backend({pid})")
        wait_for(lambda: pid not in [other for other, _ in backends(primary)], "its session is ended")
    wait_until_commit_waits(primary)
    assert call.is_waiting()
    standby.start()
    assert call.wait().status == 401
    check_exactly_once(administrator, primary, [acknowledged, change])
    check_exactly_once(administrator, standby, [acknowledged, change])


def test_a_commit_whose_wait_for_the_standby_is_ended_is_no_success(stack, standby, administrator):
    primary = standby.primary
    assert administrator.change().send().status == 200
    standby.stop()
    change = administrator.change()
    call = Background(change.send)
    ended = set()
    for end in ("pg_cancel_backend", "pg_terminate_backend") * 2:
        (pid, _), = wait_for(lambda: [row for row in backends(primary, "wait_event = 'SyncRep'") if row[0] not in ended],
                             "another commit waits for the standby")[0]
        primary.query(f"SELECT {end}({pid})")
        ended.add(pid)
    assert call.is_waiting()
    assert administrator.events(primary)[change.member] == 1
    standby.start()
    assert call.wait().status == 200
    assert administrator.events(standby)[change.member] == 1
    assert administrator.events(primary)[change.member] == 1


def test_the_call_after_a_failover_works_and_all_that_was_acknowledged_is_there(
        stack, standby, administrator, patient):
    changes = [administrator.change() for _ in range(20)]
    assert {change.send().status for change in changes} == {200}
    assert patient.send(changes[0].request())[0] == 200
    standby.primary.stop("immediate")
    after = administrator.change()
    call = Background(lambda: patient.send(after.request()))
    standby.promote()
    promoted = time.monotonic()
    assert call.wait()[0] == 200
    wait_for(lambda: after.send().status == 200, "it serves")
    print(f"from failure to answer {call.at - call.started:.3f} s, from promotion {call.at - promoted:.3f} s")
    assert {change.send().body for change in changes} == {after.send().body}
    check_exactly_once(administrator, standby, [*changes, after])


def test_a_change_that_only_the_lost_server_had_is_made_once_on_the_one_in_its_place(stack, standby, administrator):
    changes = [administrator.change() for _ in range(3)]
    assert {change.send().status for change in changes} == {200}
    standby.stop()
    lost = administrator.change()
    call = Background(lost.send)
    wait_until_commit_waits(standby.primary)
    standby.primary.stop("immediate")
    standby.start()
    assert lost.member not in administrator.events(standby)
    standby.promote()
    call.wait()
    assert lost.send().status == 200  # at the first attempt, or now if that took the deadline to learn
    check_exactly_once(administrator, standby, [*changes, lost])
