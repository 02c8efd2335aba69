"""A new master takes the place of the old one, with the same socket, and no client notices."""
import itertools
import contextlib
import os
import shutil
import signal
import socket
import stat
import subprocess
import threading
from pathlib import Path

import pytest

import memberhub_testing as testing
from configured_stack import ConfiguredStack
from pool_load import Load, create, read
from private_stack import MEMBERHUBD, is_alive, state_of, wait_for
from signer import send


class UpgradableStack(ConfiguredStack):
    """Its program is a file of its own, which a test can replace."""

    def __init__(self, stack):
        self.__dict__ = stack.__dict__

    @property
    def program(self):
        return self.directory / "memberhubd"

    def install(self, source=MEMBERHUBD):
        """Replaces the program as a package manager does: the old file stays with those that run it."""
        fresh = self.program.with_suffix(".new")
        shutil.copy(source, fresh)
        fresh.chmod(0o755)
        fresh.rename(self.program)

    def up(self):
        self.stop()
        self.write()
        self.install()
        self.out = open(self.directory / "log" / "memberhubd.out", "a")
        subprocess.Popen([self.program, "-c", self.conf], stdin=subprocess.DEVNULL, stdout=self.out,
                         stderr=self.out, env=self.environment, start_new_session=True)
        wait_for(lambda: is_alive(self.master) and self.whole(), "it serves")
        self.served = None

    def successors(self, master):
        return [event["successor"] for event in self.events("upgrading") if event["pid"] == master and
                is_alive(event["successor"])]

    def upgrade(self):
        self.served = None
        os.kill(self.master, signal.SIGUSR2)


@pytest.fixture(scope="module")
def module_stack(session_stack):
    found = UpgradableStack(session_stack)
    found.up()
    yield found
    found.stop()


@pytest.fixture
def stack(module_stack, monkeypatch):
    monkeypatch.setenv("MEMBERHUB_ENDPOINT", f"http://127.0.0.1:{module_stack.port}")
    module_stack.install()
    module_stack.be(server_workers=4)
    return module_stack


@pytest.fixture
def hub(stack, accounts):
    account = accounts.new()
    testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
    return account


# A script's last line. By the script's own name, which is what the next upgrade executes.
BE_MEMBERHUBD = f'exec -a "$0" {MEMBERHUBD} "$@"'


def install_script(stack, *lines):
    script = stack.directory / "script"
    script.write_text("\n".join(["#!/bin/bash", *lines, ""]))
    stack.install(script)


def inode(path):
    return os.stat(path).st_ino


def everybody(stack):
    return [stack.master, *stack.workers(), *stack.sealers()]


def test_a_new_master_takes_over_under_load_and_no_request_is_lost(stack, hub, accounts):
    lock, turn = threading.Lock(), itertools.count()

    def next_request():
        with lock:
            member = accounts.new() if next(turn) % 4 == 0 else None
        return (member, create(hub, member)) if member else ("read", read(hub))

    socket_file, masters, gone = inode(stack.socket_path), [stack.master], []
    with Load(8, next_request) as load:
        for _ in range(3):
            old = everybody(stack)
            stack.upgrade()
            wait_for(lambda: stack.master != old[0], "another master")
            wait_for(lambda: not any(map(is_alive, old)), "the old one and its children leave")
            masters.append(stack.master)
            gone += old
        seen = len(load.answers)
        wait_for(lambda: len(load.answers) > seen + 50, "the new one serves")
    assert load.broken == []
    assert load.statuses() == {200}
    assert len(set(masters)) == 4
    assert len(stack.await_whole()) == len(stack.workers()) == 4 and len(stack.sealers()) == 1
    assert not set(gone) & set(everybody(stack))
    assert inode(stack.socket_path) == socket_file
    assert stat.S_IMODE(os.stat(stack.socket_path).st_mode) == 0o660
    assert stack.events("upgraded")[-1]["predecessor"] == masters[2]
    # It is a master like any other: it reloads, and the socket is its own to remove.
    stack.reload(server_workers=2)
    assert len(stack.await_whole()) == 2
    stack.stop()
    assert not Path(stack.socket_path).exists()
    assert not list((stack.directory / "run").glob("*d.pid*"))
    assert not list((stack.directory / "run").glob("memberhub.scoreboard*"))


def test_the_new_master_has_the_program_and_the_settings_of_now(stack, hub):
    stack.write(server_workers=3)
    note = stack.directory / "executed"
    install_script(stack, f"echo $$ >{note}", BE_MEMBERHUBD)
    old = stack.master
    stack.upgrade()
    wait_for(lambda: stack.master != old and not is_alive(old), "the old one leaves")
    assert int(note.read_text()) == stack.master
    assert stack.shown()["master_pid"] == stack.master
    assert len(stack.await_whole()) == 3
    assert send(read(hub)).status == 200


def break_program(stack):
    stack.program.unlink()


def break_settings(stack):
    stack.write(server_workers=0)


def break_workers(stack):
    stack.write(server_workers=4, server_log="/nowhere/log")


def break_children(stack):
    """The master comes up, its children do not: they read a key that they may not."""
    wrapper = stack.directory / "wrapper"
    wrapper.write_text(f"#!/bin/sh\nexec prlimit --nofile=6:6 {MEMBERHUBD} \"$@\"\n")
    stack.install(wrapper)


def move_socket(stack):
    stack.write(server_workers=4, server_socket="/tmp/elsewhere.sock")


@pytest.mark.parametrize("damage", [break_program, break_settings, break_workers, break_children, move_socket])
def test_a_new_master_that_cannot_serve_leaves_the_old_one_serving(stack, hub, damage):
    stack.await_settled()
    before, scoreboard = everybody(stack), inode(stack.directory / "run" / "memberhub.scoreboard")
    seen = len(stack.events("upgrade_failed"))
    damage(stack)
    with Load(4, lambda: ("read", read(hub))) as load:
        stack.upgrade()
        wait_for(lambda: len(stack.events("upgrade_failed")) > seen, "the old one says so")
        answered = len(load.answers)
        wait_for(lambda: len(load.answers) > answered + 50, "it serves on")
    assert load.broken == []
    assert load.statuses() == {200}
    assert stack.master == before[0]
    assert stack.events("upgrade_failed")[-1]["how"] == "left"
    wait_for(lambda: everybody(stack) == before, "nothing of the new one is left")
    assert inode(stack.directory / "run" / "memberhub.scoreboard") == scoreboard
    assert not list((stack.directory / "run").glob("memberhub.scoreboard.*"))
    # And when the cause is gone it goes well: the tests below do.
    stack.served = {"server_workers": 4}


def test_a_new_master_that_is_killed_before_it_took_over_changes_nothing(stack, hub):
    stack.await_settled()
    before, seen = everybody(stack), len(stack.events("upgrade_failed"))
    silent = stack.directory / "silent"
    silent.write_text("#!/bin/sh\nexec sleep 600\n")
    stack.install(silent)
    stack.upgrade()
    (new, *_), _ = wait_for(lambda: stack.successors(before[0]), "it is started")
    os.kill(before[1], signal.SIGKILL)
    wait_for(lambda: len(stack.await_whole()) == 4, "the pool is whole meanwhile")
    os.kill(new, signal.SIGKILL)
    wait_for(lambda: len(stack.events("upgrade_failed")) > seen, "the old one says so")
    assert stack.events("upgrade_failed")[-1]["code"] == signal.SIGKILL
    assert set(before) - set(everybody(stack)) == {before[1]}
    assert send(read(hub)).status == 200


def begin_upgrade(stack):
    """Gives the new master that the one of now starts."""
    seen = len(stack.events("upgrading"))
    stack.upgrade()
    return wait_for(lambda: stack.events("upgrading")[seen:], "it begins")[0][0]["successor"]


def begin_upgrade_that_waits(stack):
    """Gives the file without which the new master does not run."""
    go = stack.directory / "go"
    go.unlink(missing_ok=True)
    install_script(stack, f"until test -e {go}; do sleep 0.01; done", BE_MEMBERHUBD)
    begin_upgrade(stack)
    return go


def test_a_new_master_that_dies_while_it_takes_over_has_taken_nothing(stack, hub):
    """It has published, and told so; the old one hears of that when it is dead."""
    stack.await_settled()
    before, seen = everybody(stack), len(stack.events("upgrade_failed"))
    run = stack.directory / "run"
    install_script(stack, f"echo $$ >{run}/memberhubd.pid", f": >{run}/memberhub.scoreboard.$$",
                   f"until grep -q successor.:$$ {stack.directory}/log/memberhubd.log; do :; done",
                   # Until it halts it may still hear of it.
                   "kill -STOP $PPID", "until grep -q State:.T /proc/$PPID/status; do :; done", "kill -QUIT $PPID")
    new = begin_upgrade(stack)
    wait_for(lambda: not is_alive(new), "it dies")
    os.kill(before[0], signal.SIGCONT)
    wait_for(lambda: len(stack.events("upgrade_failed")) > seen, "the old one says so")
    wait_for(lambda: before[0] in [event["pid"] for event in stack.events("upgrade_undone")], "and what is lost")
    assert int((run / "memberhubd.pid").read_text()) == before[0]
    assert not [event for event in stack.events("retiring") if event["pid"] == before[0]]
    assert not list(run.glob("memberhub.scoreboard.*"))
    assert everybody(stack) == before
    assert send(read(hub)).status == 200
    # What is shown of a server comes back with the next one.
    stack.up()


def test_told_to_quit_by_somebody_else_during_an_upgrade_it_stops(stack):
    stack.reload(server_workers=4, server_stop_timeout_ms=500)
    old = everybody(stack)
    install_script(stack, "exec sleep 600")
    new = begin_upgrade(stack)
    os.kill(old[0], signal.SIGQUIT)
    wait_for(lambda: not any(map(is_alive, [*old, new])), "both stop")
    assert not [event for event in stack.events("retiring") if event["pid"] == old[0]]
    assert not Path(stack.socket_path).exists()


def pending(pid):
    """The signals that wait for a process."""
    text = Path(f"/proc/{pid}/status").read_text()
    mask = int(text.partition("ShdPnd:")[2].split()[0], 16)
    return {number for number in signal.valid_signals() if mask >> (number - 1) & 1}


def test_to_open_the_log_anew_is_told_to_a_new_master_that_starts_too(stack):
    stack.await_settled()
    old, seen = stack.master, len(stack.events("upgrade_failed"))
    install_script(stack, "exec sleep 600")
    new = begin_upgrade(stack)
    os.kill(old, signal.SIGUSR1)
    wait_for(lambda: signal.SIGUSR1 in pending(new), "it is told")
    os.kill(new, signal.SIGKILL)
    wait_for(lambda: len(stack.events("upgrade_failed")) > seen, "it is gone")
    assert stack.master == old


def test_asked_twice_it_is_upgraded_once(stack, hub):
    old, seen = stack.master, len(stack.events("upgrading"))
    os.kill(old, signal.SIGUSR2)
    wait_for(lambda: len(stack.events("upgrading")) > seen, "it begins")
    os.kill(old, signal.SIGUSR2)
    wait_for(lambda: not is_alive(old), "the old one leaves")
    assert len(stack.events("upgrading")) == seen + 1
    assert len(stack.await_whole()) == 4
    assert send(read(hub)).status == 200


def halt(pid):
    os.kill(pid, signal.SIGSTOP)
    # Before that it may still take a signal.
    wait_for(lambda: state_of(pid) == "T", "it halts")


def beside_it(stack, old, change):
    stack.upgrade()
    change(stack.master)


def before_the_old_one_begins(stack, old, change):
    """It finds both signals at once, and SIGHUP first."""
    halt(old)
    stack.upgrade()
    change(old)
    os.kill(old, signal.SIGCONT)


def before_the_new_one_runs(stack, old, change):
    go = begin_upgrade_that_waits(stack)
    change(old)
    wait_for(lambda: signal.SIGHUP not in pending(old), "the old one is told")
    go.touch()


def before_the_old_one_hears_of_the_new_one(stack, old, change):
    go = begin_upgrade_that_waits(stack)
    halt(old)
    go.touch()
    wait_for(lambda: signal.SIGQUIT in pending(old), "the new one has taken over")
    change(old)
    os.kill(old, signal.SIGCONT)


@pytest.mark.parametrize("when", [beside_it, before_the_old_one_begins, before_the_new_one_runs,
                                  before_the_old_one_hears_of_the_new_one])
def test_settings_that_change_during_an_upgrade_are_not_forgotten(stack, hub, when):
    def change(told):
        stack.write(server_workers=5)
        os.kill(told, signal.SIGHUP)

    old = stack.master
    when(stack, old, change)
    wait_for(lambda: stack.master != old and not is_alive(old), "the old one leaves")
    wait_for(lambda: len(stack.workers()) == 5, "the last settings hold")
    assert len(stack.await_whole()) == 5


def test_settings_that_change_when_the_old_one_leaves_are_not_forgotten(stack):
    """Whoever tells it knows the old process id only."""
    old = stack.master
    with socket.socket(socket.AF_UNIX) as peer:
        # With this one an old worker stays until its deadline.
        peer.connect(stack.socket_path)
        wait_for(lambda: sum(worker["connections"] for worker in stack.shown()["workers"]) > 0, "it is accepted")
        stack.upgrade()
        wait_for(lambda: [event for event in stack.events("retiring") if event["pid"] == old], "it leaves")
        stack.write(server_workers=5)
        os.kill(old, signal.SIGHUP)
        wait_for(lambda: stack.master != old and len(stack.workers()) == 5, "the last settings hold")
        assert is_alive(old)
    assert len(stack.await_whole()) == 5


def test_told_to_stop_during_an_upgrade_both_stop(stack):
    old = everybody(stack)
    new = begin_upgrade(stack)
    # The upgrade goes on meanwhile: the old one may have gone already.
    with contextlib.suppress(ProcessLookupError):
        os.kill(old[0], signal.SIGTERM)
    wait_for(lambda: not any(map(is_alive, old)), "the old one stops")
    if stack.master == new and is_alive(new):
        # It had taken over: then it is the one to stop.
        os.kill(new, signal.SIGTERM)
    wait_for(lambda: not is_alive(new), "the new one stops")
    assert not Path(stack.socket_path).exists()
