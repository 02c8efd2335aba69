"""New settings without a stop, workers that leave of themselves, and processes that hang."""
import contextlib
import itertools
import os
import signal
import subprocess
import threading
from pathlib import Path

import pytest

import memberhub_testing as testing
from configured_stack import SERVING
from pool_load import Load, check_unavailable, create, read
from private_stack import is_alive, wait_for
from signer import send

# The least there is, so that a test of what hangs is short.
QUICK_TO_JUDGE = {"server_hang_timeout_ms": 2000, "database_call_timeout_ms": 1000}


@pytest.fixture
def stack(session_stack, monkeypatch):
    """The stack, serving with four workers, whatever the test before did to it."""
    monkeypatch.setenv("MEMBERHUB_ENDPOINT", f"http://127.0.0.1:{session_stack.port}")
    session_stack.be(server_workers=4)
    return session_stack


@pytest.fixture
def hub(stack, accounts):
    account = accounts.new()
    testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
    return account


def everybody(stack):
    """Those that stay."""
    shown = stack.shown()
    return sorted(process["pid"] for process in [*shown["workers"], shown["sealer"]]
                  if process and process["state"] in SERVING)


def statuses(hub):
    """The statuses of reads on so many connections that each of nginx's processes has some."""
    return {send(read(hub)).status for _ in range(20)}


def reads_and_writes(hub, accounts):
    """Gives requests one after the other, a fourth of them changes, for several threads."""
    lock, turn = threading.Lock(), itertools.count()

    def next_request():
        with lock:
            member = accounts.new() if next(turn) % 4 == 0 else None
        return (member, create(hub, member)) if member else ("read", read(hub))

    return next_request


def test_a_reload_puts_new_workers_in_the_place_of_all_and_loses_no_request(stack, hub, accounts):
    before = stack.workers() + stack.sealers()
    with Load(8, reads_and_writes(hub, accounts)) as load:
        stack.reload(server_workers=6)
        wait_for(lambda: not any(map(is_alive, before)), "the old ones leave")
        seen = len(load.answers)
        wait_for(lambda: len(load.answers) > seen + 50, "the new ones serve")
    assert load.broken == []
    assert load.statuses() == {200}
    assert len(stack.await_whole()) == len(stack.workers()) == 6
    assert len(stack.sealers()) == 1


def test_the_new_workers_are_ready_before_the_first_old_one_is_told_to_leave(stack):
    stack.await_settled()
    stack.reload(server_workers=4)
    stack.await_settled()
    log = (stack.directory / "log" / "memberhubd.log").read_text().splitlines()
    begin = max(i for i, line in enumerate(log) if '"reloading"' in line)
    order = [line.split('"event":"')[1].split('"')[0] for line in log[begin:] if '"worker_st' in line]
    assert order[:4] == ["worker_started"] * 4
    assert sorted(order[4:]) == ["worker_stopped"] * 4 + ["worker_stopping"] * 4


def test_what_a_reload_changes_holds_when_the_old_ones_are_gone(stack, hub):
    other = stack.directory / "log" / "other.log"
    stack.reload(server_workers=4, auth_test_accounts="off", server_log=other, audit_seal="off")
    stack.await_settled()
    wait_for(lambda: stack.sealers() == [], "there is no sealer")
    assert statuses(hub) == {403}
    wait_for(lambda: '"request"' in other.read_text(), "the new log has the request")
    stack.write(server_workers=4)
    stack.hang_up()
    wait_for(lambda: '"reloaded"' in other.read_text(), "the log of before says that the reload is done")
    stack.await_settled()
    assert len(stack.sealers()) == 1
    assert statuses(hub) == {200}


@pytest.mark.parametrize("settings, named", [
    ({"server_workers": 0}, "[server] workers must be"),
    ({"server_colour": "red"}, "[server] colour is no setting"),
    ({"auth_master_key_file": "/nowhere/master.key"}, "/nowhere/master.key"),
    ({"database_default": "port=port host"}, "database.default"),
    ({"server_socket": "/tmp/other.sock"}, "[server] socket cannot be changed without a restart"),
    ({"server_scoreboard": "/tmp/other"}, "[server] scoreboard cannot be changed without a restart"),
    ({"server_pid_file": "/tmp/other"}, "[server] pid_file cannot be changed without a restart"),
])
def test_bad_settings_are_refused_and_the_old_ones_stay(stack, hub, settings, named):
    before = everybody(stack)
    assert named in stack.refused(**{"server_workers": 4, **settings})
    assert send(read(hub)).status == 200
    assert everybody(stack) == before


def test_a_file_of_settings_that_is_gone_is_refused(stack, hub):
    before = everybody(stack)
    seen = len(stack.events("reload_refused"))
    stack.conf.unlink()
    stack.hang_up()
    wait_for(lambda: len(stack.events("reload_refused")) > seen, "the master says so")
    assert send(read(hub)).status == 200
    assert everybody(stack) == before


def test_new_workers_that_cannot_start_leave_the_old_ones_serving(stack, hub):
    stack.await_settled()
    before = everybody(stack)
    seen = len(stack.events("reload_failed"))
    with Load(4, lambda: ("read", read(hub))) as load:
        stack.write(server_workers=4, server_log="/nowhere/log")
        stack.hang_up()
        wait_for(lambda: len(stack.events("reload_failed")) > seen, "the master gives up")
        wait_for(lambda: sorted(stack.workers() + stack.sealers()) == before, "the new ones are gone")
    assert "server.log: /nowhere/log" in stack.events("worker_not_started")[-1]["detail"]
    assert load.broken == []
    assert load.statuses() == {200}
    # Nothing of it is left: the next one goes well.
    stack.reload(server_workers=3)
    assert len(stack.await_whole()) == 3


def test_new_workers_that_are_never_ready_are_given_up(stack, hub):
    """They wait for somebody to read their log, which is a pipe."""
    stack.await_settled()
    before, seen = everybody(stack), len(stack.events("reload_failed"))
    pipe = stack.directory / "log" / "pipe"
    os.mkfifo(pipe)
    with Load(2, lambda: ("read", read(hub))) as load:
        stack.write(server_workers=4, server_log=pipe, server_stop_timeout_ms=500)
        stack.hang_up()
        wait_for(lambda: len(stack.workers()) == 8, "they are started")
        wait_for(lambda: len(stack.events("reload_failed")) > seen, "the master gives them up")
        wait_for(lambda: sorted(stack.workers() + stack.sealers()) == before, "they are gone")
    assert "not ready in time" in stack.events("reload_failed")[-1]["detail"]
    assert load.broken == []
    assert load.statuses() == {200}


def test_reloads_upon_reloads_and_children_killed_in_between_end_in_a_whole_pool(stack, hub):
    for workers in (1, 7, 2, 5, 3):
        stack.write(server_workers=workers)
        stack.hang_up()
        for pid in stack.workers()[-2:] + stack.sealers()[-1:]:
            with contextlib.suppress(ProcessLookupError):  # it had just left
                os.kill(pid, signal.SIGKILL)
    wait_for(lambda: (stack.events("reloading")[-1]["workers"], stack.events("reloading")[-1]["generation"]) ==
             (3, stack.events("reloaded")[-1]["generation"]), "the last settings hold")
    wait_for(lambda: len(stack.settled()) == 3 and len(stack.sealers()) == 1, "and nobody of before is left")
    assert send(read(hub)).status == 200


def test_a_log_that_nobody_reads_any_more_ends_no_process(stack, tmp_path):
    """As of `memberhubd 2>&1 | logger` when logger has ended."""
    with stack.memberhubd(server_socket=tmp_path / "socket", server_log="stderr", server_workers=1) as process:
        for line in process.stderr:
            if '"event":"ready"' in line:
                break
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        before = wait_for(lambda: children.read_text().split(), "its children")[0]
        process.stderr.close()
        process.send_signal(signal.SIGUSR1)
        process.send_signal(signal.SIGHUP)
        wait_for(lambda: not is_alive(process.pid) or not set(before) & set(children.read_text().split()),
                 "others take the place of all")
        process.send_signal(signal.SIGTERM)
        assert process.wait(testing.TIMEOUT_S) == 0
        process.stderr = None


def test_a_request_to_reload_does_not_keep_a_server_from_stopping(stack):
    master, children = stack.master, stack.workers() + stack.sealers()
    os.kill(master, signal.SIGTERM)
    for _ in range(3):
        os.kill(master, signal.SIGHUP)
    wait_for(lambda: not any(map(is_alive, [master, *children])), "all stop")


def test_workers_leave_after_their_number_of_requests_and_others_take_over(stack, hub, accounts):
    stack.reload(server_workers=4, server_worker_requests=40)
    first = stack.await_settled()
    gone = len(stack.events("worker_gone"))
    with Load(8, reads_and_writes(hub, accounts)) as load:
        wait_for(lambda: len(stack.events("worker_gone")) >= gone + 6, "six have left")
    assert load.broken == []
    assert load.statuses() == {200}
    assert not set(first) & set(stack.await_whole())
    assert {(event["how"], event["code"]) for event in stack.events("worker_gone")[gone:]} == {("left", 0)}


def hung(stack, before, state):
    """Waits until a process is said to hang; checks what is said of it."""
    wait_for(lambda: len(stack.events(before["name"])) > before["seen"], "it is found to hang")
    event = stack.events(before["name"])[-1]
    assert event["state"] == state
    assert event["silent_ms"] >= 2000
    return event["pid"]


def test_a_worker_that_hangs_is_killed_and_only_what_waited_for_it_is_lost(stack, hub):
    stack.reload(server_workers=4, **QUICK_TO_JUDGE)
    before = stack.await_settled()
    note = {"name": "worker_hung", "seen": len(stack.events("worker_hung"))}
    with Load(8, lambda: ("read", read(hub))) as load:
        os.kill(before[0], signal.SIGSTOP)
        wait_for(lambda: len(stack.events("worker_hung")) > note["seen"], "it is found to hang")
        seen = len(load.answers)
        wait_for(lambda: len(load.answers) > seen + 50, "the others serve")
    assert stack.events("worker_hung")[-1]["pid"] == before[0]
    assert load.broken == []
    lost = [answer for _, answer in load.answers if answer.status != 200]
    assert len(lost) <= 8
    for answer in lost:
        check_unavailable(answer)
    after = stack.await_whole()
    assert set(before) - set(after) == {before[0]}


def test_a_worker_that_hangs_without_a_client_is_replaced_too(stack):
    stack.reload(server_workers=2, **QUICK_TO_JUDGE)
    before = stack.await_settled()
    note = {"name": "worker_hung", "seen": len(stack.events("worker_hung"))}
    os.kill(before[1], signal.SIGSTOP)
    assert hung(stack, note, "idle") == before[1]
    wait_for(lambda: not is_alive(before[1]), "it is gone")
    assert before[0] in stack.await_whole()


def stop_in_a_call(stack, pids):
    """Stops one of these workers in its call; gives its pid, or None where none had one, or it had just ended."""
    for pid, state in stack.states().items():
        if state == "busy" and pid in pids:
            os.kill(pid, signal.SIGSTOP)
            if stack.states()[pid] == "busy":
                return pid
            os.kill(pid, signal.SIGCONT)
    return None


def test_a_worker_that_hangs_in_a_call_is_replaced_and_its_client_told(stack, hub):
    stack.reload(server_workers=4, server_hang_timeout_ms=2000, database_call_timeout_ms=2000)
    before = stack.await_settled()
    note = {"name": "worker_hung", "seen": len(stack.events("worker_hung"))}
    answers, stopped = [], threading.Event()
    lock = subprocess.Popen([stack.dev_path, "psql", "--dir", stack.directory, "-qAt"], text=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask():
        # A call that waits for a lock for too long is refused, and then there is another, until one is never answered.
        while not stopped.is_set():
            answers.append(send(read(hub)))

    client = threading.Thread(target=ask)
    try:
        lock.stdin.write("BEGIN; LOCK TABLE memberhub.enrollment; SELECT 'locked';\n")
        lock.stdin.flush()
        assert lock.stdout.readline() == "locked\n"
        client.start()
        busy = wait_for(lambda: stop_in_a_call(stack, before), "a worker is stopped in its call")[0]
    finally:
        stopped.set()
        lock.communicate("ROLLBACK;\n")
    assert hung(stack, note, "busy") == busy
    client.join(testing.TIMEOUT_S)
    check_unavailable(answers[-1])
    wait_for(lambda: not is_alive(busy), "it is gone")
    assert set(before) - set(stack.await_whole()) == {busy}
    assert send(read(hub)).status == 200


def test_processes_that_were_all_held_up_together_are_given_time(stack, hub):
    """As when a machine is suspended: nobody could show life, and nobody hangs."""
    stack.reload(server_workers=4, **QUICK_TO_JUDGE)
    before, seen = stack.await_settled(), len(stack.events("worker_hung"))
    together = [stack.master, *before]
    for pid in together:
        os.kill(pid, signal.SIGSTOP)

    def silent_s():
        return min(worker["silent_seconds"] for worker in stack.shown()["workers"] if worker["pid"] in before)

    wait_for(lambda: silent_s() > 3, "all are silent for longer than one may be")
    for pid in together:
        os.kill(pid, signal.SIGCONT)
    wait_for(lambda: silent_s() < 2, "they show life again")
    assert send(read(hub)).status == 200
    assert stack.await_whole() == before
    assert len(stack.events("worker_hung")) == seen


def test_nothing_of_a_server_is_left_when_it_has_stopped(stack):
    stack.stop()
    assert not Path(stack.socket_path).exists()
    assert not list((stack.directory / "run").glob("memberhub.scoreboard*"))
