"""The sealer: what it seals and when, killed, doubled, without its database or its file.

All of it disturbs, so it happens to a stack of its own. What was sealed is checked by a verifier
that shares no code with the server (pylib/trail.py).
"""
import json
import os
import random
import signal
import subprocess
import threading
from pathlib import Path

import pytest

import memberhub_testing as testing
from module_stack import stack_of_a_module
from private_stack import is_alive, title_of, wait_for
from signer import Connection, Request
from trail import Trail, file_line

# A sealer looks each second; the rest is for a machine that is merely slow.
SOON_S = 10


@pytest.fixture(scope="module")
def module_stack():
    with stack_of_a_module("sealer") as found:
        yield found


@pytest.fixture
def stack(module_stack):
    module_stack.up()
    return module_stack


@pytest.fixture
def trail(stack):
    return Trail(stack)


@pytest.fixture
def hub(stack, accounts):
    account = accounts.new()
    testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
    return account


@pytest.fixture
def member(hub, accounts):
    """Makes members of the hub; each is an event."""
    client = testing.client(testing.SERVICE, hub)
    return lambda: client.create_members(AccountDetails=[{"AccountId": accounts.new()}])


class Writers:
    """Clients that each make one member after the other."""

    def __init__(self, hub, accounts, clients=3):
        self.hub, self.enough, self.made, self.broken = hub, threading.Event(), [], []
        self.threads = [threading.Thread(target=self.run, args=[testing.Accounts(accounts.new())])
                        for _ in range(clients)]

    def run(self, members):
        try:
            while not self.enough.is_set():
                self.write_until_closed(members)
        except Exception as error:  # whatever it is, it is a request without an answer
            self.broken.append(repr(error))

    def write_until_closed(self, members):
        with Connection() as connection:
            while not self.enough.is_set():
                body = json.dumps({"AccountDetails": [{"AccountId": members.new()}]}).encode()
                request = Request(self.hub, "POST", "/members", body).sign()
                answer = connection.exchange(request.raw())
                self.made.append(answer.status)
                if answer.headers["Connection"] == "close":
                    return

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        wait_for(lambda: len(self.made) > len(self.threads), "the writes begin")
        return self

    def __exit__(self, *_):
        self.enough.set()
        for thread in self.threads:
            thread.join()


def all_sealed(trail):
    wait_for(lambda: trail.unsealed() == 0, "everything is sealed", SOON_S)


def check_all(trail):
    """Everything is sealed, rightly and once, and the file has it all. Gives the number of seals."""
    all_sealed(trail)
    wait_for(lambda: len(trail.file_lines()) >= trail.last_number(), "the file has caught up", SOON_S)
    seals, sealed = trail.check()
    assert sealed == int(trail.value("SELECT count(*) FROM memberhub.audit_event"))
    lines = [file_line(seal) for seal in trail.rows(
        "SELECT number, record, encode(signature, 'hex') AS signature"
        " FROM memberhub.audit_seal ORDER BY number")]
    assert trail.file_lines()[:len(lines)] == lines
    return seals


def sealer_of(pids):
    """The one sealer among them, once it is there."""
    (found,), _ = wait_for(lambda: pids() if len(pids()) == 1 else None, "a sealer")
    return found


def test_events_are_sealed_soon_and_the_seals_are_right(trail, member):
    member()
    before = check_all(trail)
    member()
    member()
    assert check_all(trail) > before


def test_the_first_seal_is_there_before_the_first_event(trail):
    first, = trail.rows("SELECT record FROM memberhub.audit_seal WHERE number = 1")
    said = Trail.split(first["record"])
    assert (said["from-transaction"], said["previous"]) == ("0", "0" * 64)


def test_a_sealer_that_is_killed_50_times_leaves_no_gap_and_seals_nothing_twice(
        stack, trail, hub, accounts):
    chance = random.Random(accounts.new())
    before = trail.last_number()
    last = None
    with Writers(hub, accounts) as writers:
        for turn in range(50):
            pid = sealer_of(lambda: [pid for pid in stack.sealers() if pid != last])
            # Its first round, or its second one after a second; the latter also ends the pause
            # before a new one.
            moment = turn % 2 + chance.uniform(0, 0.08)
            threading.Event().wait(moment)
            os.kill(pid, signal.SIGKILL)
            wait_for(lambda: not is_alive(pid), "it dies")
            last = pid
    assert len(writers.made) > 100 and set(writers.made) == {200}
    assert writers.broken == []
    sealer_of(stack.sealers)
    assert check_all(trail) > before + 10
    assert [event for event in stack.events("sealer_gone") if event["how"] != "killed"] == []


def test_of_two_servers_one_seals_and_the_other_takes_over(stack, trail, member, tmp_path):
    log = tmp_path / "log"
    log.touch()

    def said(name):
        lines = log.read_text().rpartition("\n")[0].splitlines()
        return [line for line in map(json.loads, lines) if line["event"] == name]

    first = stack.master
    with stack.memberhubd(server_socket=tmp_path / "socket", server_log=log,
                          server_workers=1) as second:
        wait_for(lambda: said("sealer_waits"), "the second one waits")
        member()
        all_sealed(trail)
        assert said("sealer_seals") == []
        os.kill(first, signal.SIGTERM)
        wait_for(lambda: said("sealer_seals"), "the second one takes over", SOON_S + 10)
        wait_for(lambda: not is_alive(first), "the first one has stopped", SOON_S + 10)
        waited = len(stack.events("sealer_waits"))
        stack.up()
        wait_for(lambda: len(stack.events("sealer_waits")) > waited, "the first one waits", SOON_S)
        member()
        check_all(trail)
        second.terminate()
        assert second.wait(testing.TIMEOUT_S) == 0
    member()
    check_all(trail)
    assert stack.events("seal_overtaken") + said("seal_overtaken") == []


EVENT = """SELECT memberhub.audit_record(sha256('one'), '[{{"account_id":"{}","identity":{{}},"service":"securityhub",
    "region":"eu-west-1","operation":"GetFindings","request_id":"r","dialect":"documented","read_only":true,
    "event_time_ms":9999999999999}}]'::jsonb);\n"""


def test_a_transaction_that_stays_open_delays_sealing_and_is_not_left_out(stack, trail, member, hub):
    all_sealed(trail)
    slow = subprocess.Popen([stack.dev_path, "psql", "--dir", stack.directory, "-qAtX"],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with slow:
        slow.stdin.write("\\set ON_ERROR_STOP on\nBEGIN;\n" + EVENT.format(hub) + "SELECT pg_current_xact_id();\n")
        slow.stdin.flush()
        assert slow.stdout.readline().strip() == "1"
        opened = int(slow.stdout.readline())
        sequence = int(trail.value("SELECT coalesce(max(sequence), 0) FROM memberhub.audit_event"))
        member()
        # Long enough for two looks at it.
        oldest = "SELECT now() - min(event_time) > '2.5 s' FROM memberhub.audit_event WHERE sequence > "
        wait_for(lambda: trail.value(oldest + str(sequence)) == "t", "the sealer has looked twice")
        assert trail.unsealed() == 1
        assert int(trail.value("SELECT max(to_transaction)::text FROM memberhub.audit_seal")) <= opened
        slow.stdin.write("COMMIT;\n")
    assert slow.returncode == 0
    check_all(trail)


def test_an_hour_without_events_has_an_empty_seal(stack, trail):
    all_sealed(trail)
    number = trail.last_number()
    change = """BEGIN; SET LOCAL session_replication_role = replica;
        ALTER TABLE memberhub.audit_seal DISABLE TRIGGER audit_seal_append_only;
        UPDATE memberhub.audit_seal SET sealed_at = sealed_at {} WHERE number = {};
        ALTER TABLE memberhub.audit_seal ENABLE ALWAYS TRIGGER audit_seal_append_only; COMMIT"""
    trail.value(change.format("- interval '59 minutes 30 s'", number))
    started = len(stack.events("sealer_seals"))
    os.kill(sealer_of(stack.sealers), signal.SIGTERM)
    wait_for(lambda: len(stack.events("sealer_seals")) > started, "a new sealer has begun", SOON_S)
    assert trail.last_number() == number
    trail.value(change.format("- interval '30 s'", number))
    wait_for(lambda: trail.last_number() == number + 1, "an empty seal", SOON_S)
    trail.value(change.format("+ interval '1 h'", number))
    record, = trail.rows(f"SELECT record FROM memberhub.audit_seal WHERE number = {number + 1}")
    said = Trail.split(record["record"])
    assert (said["events"], said["accounts"]) == ("0", "0")
    check_all(trail)


def test_a_database_that_was_away_is_sealed_on(stack, trail, member):
    pid = sealer_of(stack.sealers)
    failed, again = (len(stack.events(name)) for name in ("sealing_failed", "sealing_again"))
    stack.stop_database()
    # It waits as patiently for its database as any call does, and then says so.
    wait_for(lambda: len(stack.events("sealing_failed")) > failed, "the sealer says so")
    stack.up()
    wait_for(lambda: len(stack.events("sealing_again")) > again, "it seals again", SOON_S)
    member()
    check_all(trail)
    assert stack.sealers() == [pid]


def test_a_line_that_a_crash_cut_short_is_written_again(stack, trail, member):
    check_all(trail)
    with open(stack.directory / "seals", "a", encoding="utf-8") as file:
        file.write(trail.file_lines()[-1][:100])
    member()
    check_all(trail)


def test_a_file_that_is_gone_is_written_again_from_the_database(stack, trail, member):
    check_all(trail)
    (stack.directory / "seals").unlink()
    member()
    check_all(trail)


def says_so(stack, name, before):
    """Waits for another event of that name; gives its detail."""
    wait_for(lambda: len(stack.events(name)) > before, f"the sealer says {name}", SOON_S)
    return stack.events(name)[-1].get("detail")


def test_a_file_that_contradicts_the_database_is_left_alone_and_nothing_is_sealed_on_top(
        stack, trail, member):
    check_all(trail)
    file = stack.directory / "seals"
    right, number = file.read_text(), trail.last_number()
    wrong = right[:-4] + ("0" if right[-4] != "0" else "1") + right[-3:]
    failed, again = (len(stack.events(name)) for name in ("sealing_failed", "sealing_again"))
    file.write_text(wrong)
    assert f"its seal {number} is not the database's" in says_so(stack, "sealing_failed", failed)
    member()
    # One that has just begun has its first round before it says anything else.
    os.kill(sealer_of(stack.sealers), signal.SIGTERM)
    says_so(stack, "sealing_failed", failed + 1)
    assert (trail.last_number(), trail.unsealed(), file.read_text()) == (number, 1, wrong)
    file.write_text(right)
    says_so(stack, "sealing_again", again)
    check_all(trail)
    assert len(stack.events("sealing_failed")) == failed + 2


AS_SUPERUSER = """BEGIN; SET LOCAL session_replication_role = replica;
    ALTER TABLE memberhub.audit_seal DISABLE TRIGGER audit_seal_append_only;
    {}; ALTER TABLE memberhub.audit_seal ENABLE ALWAYS TRIGGER audit_seal_append_only; COMMIT"""
LAST = "number = (SELECT max(number) FROM memberhub.audit_seal)"


@pytest.mark.parametrize("rewrite", [
    f"DELETE FROM memberhub.audit_seal WHERE {LAST}",
    f"UPDATE memberhub.audit_seal SET record = replace(record, 'sealed-at 2', 'sealed-at 3') WHERE {LAST}",
    f"UPDATE memberhub.audit_seal SET signature = sha512(signature) WHERE {LAST}"])
def test_history_that_the_superuser_rewrote_is_not_signed_again(stack, trail, member, rewrite):
    member()
    check_all(trail)
    failed, again = (len(stack.events(name)) for name in ("sealing_failed", "sealing_again"))
    lines = trail.file_lines()
    trail.value(f"CREATE TABLE public.kept AS SELECT * FROM memberhub.audit_seal WHERE {LAST}")
    try:
        trail.value(AS_SUPERUSER.format(rewrite))
        says_so(stack, "sealing_failed", failed)
        member()
        assert trail.last_number() <= len(lines) and trail.file_lines() == lines
    finally:
        trail.value(AS_SUPERUSER.format(
            "DELETE FROM memberhub.audit_seal WHERE number >= (SELECT number FROM public.kept);"
            "INSERT INTO memberhub.audit_seal SELECT * FROM public.kept; DROP TABLE public.kept"))
    says_so(stack, "sealing_again", again)
    check_all(trail)


def test_no_seal_is_dated_by_a_clock_that_is_ahead(stack, trail, member):
    check_all(trail)
    failed, again = (len(stack.events(name)) for name in ("sealing_failed", "sealing_again"))
    clock = ("CREATE OR REPLACE FUNCTION memberhub.now_ms() RETURNS timestamptz LANGUAGE sql VOLATILE "
             "RETURN date_trunc('milliseconds', clock_timestamp()){}")
    number = trail.last_number()
    try:
        trail.value(clock.format(" + interval '10 minutes'"))
        assert "the database's clock is 600 s ahead" in says_so(stack, "sealing_failed", failed).replace("599", "600")
        assert trail.last_number() == number
    finally:
        trail.value(clock.format(""))
    says_so(stack, "sealing_again", again)
    member()
    check_all(trail)


def test_a_server_that_is_told_so_has_no_sealer(stack, tmp_path):
    log = tmp_path / "log"
    with stack.memberhubd(server_socket=tmp_path / "socket", server_log=log, server_workers=1,
                          audit_seal="off") as other:
        wait_for(lambda: log.exists() and '"ready"' in log.read_text(), "it serves")
        children = Path(f"/proc/{other.pid}/task/{other.pid}/children").read_text().split()
        assert sorted(title_of(pid) for pid in children) == ["memberhub-count", "memberhubd"]
        other.terminate()
        assert other.wait(testing.TIMEOUT_S) == 0
    assert "sealer" not in log.read_text()


def test_months_are_there_ahead_of_time(trail):
    ahead = trail.value("""SELECT count(*) FROM generate_series(0, 3) AS n WHERE to_regclass(
        to_char(now() AT TIME ZONE 'UTC' + n * interval '1 month', '"memberhub.audit_event_"YYYY_MM'))
        IS NOT NULL""")
    assert ahead == "4"
