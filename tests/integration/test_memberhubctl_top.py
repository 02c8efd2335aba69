"""memberhubctl top beside a server that works, hangs, ends and begins anew.

All of it disturbs, so it happens to a stack of its own.
"""
import contextlib
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import threading
import time

import pytest

import memberhub_testing as testing
from module_stack import stack_of_a_module
from private_stack import TOP, WORKERS, is_alive, wait_for
from signer import Request, send

MEMBERHUBCTL = TOP / "build" / "memberhubctl"
# So long no worker is taken for one that hangs by anybody but these tests.
PATIENCE_MS = 600000


@pytest.fixture(scope="module")
def module_stack():
    # A call waits for a lock, a quarter of its time, for longer than it takes to look twice.
    with stack_of_a_module("top", server_hang_timeout_ms=PATIENCE_MS, database_call_timeout_ms=30000) as found:
        yield found


@pytest.fixture
def stack(module_stack):
    """The stack, with workers that are all ready, whatever the test before did to it."""
    module_stack.up()
    wait_for(lambda: look(module_stack)["workers_by_state"]["idle"] == WORKERS, "all workers are idle")
    return module_stack


@pytest.fixture
def hub(stack, accounts):
    account = accounts.new()
    testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
    return account


def command(stack, *arguments):
    return [MEMBERHUBCTL, "-c", stack.directory / "memberhub.conf", "top", *arguments]


def run(stack, *arguments, **settings):
    changed = {f"MEMBERHUB_{name.upper()}": str(value) for name, value in settings.items()}
    return subprocess.run(command(stack, *arguments), env={**os.environ, **changed}, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=testing.TIMEOUT_S)


def look(stack, *arguments, **settings):
    """What one look shows, of the time since the server's start."""
    done = run(stack, "--count", "1", "--json", *arguments, **settings)
    assert (done.returncode, done.stderr) == (0, ""), done
    return json.loads(done.stdout)


@contextlib.contextmanager
def watching(stack, *arguments):
    process = subprocess.Popen(command(stack, "--json", *arguments), stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def read(account):
    return Request(account, "GET", "/accounts").sign().raw()


def requests(seen, operation):
    """How many requests for an operation of Security Hub a look shows."""
    return sum(row["requests"] for row in seen["operations"]
               if (row["service"], row["operation"]) == ("securityhub", operation))


def served(seen):
    return sum(worker["served"] for worker in seen["workers"])


def test_known_traffic_is_counted_exactly(stack, hub):
    before = look(stack)
    for _ in range(25):
        assert send(read(hub)).status == 200
    for _ in range(7):
        assert send(Request(hub, "POST", "/members/get", b"{}").sign().raw()).status == 400
    # A request is counted when its answer is on its way.
    wait_for(lambda: served(look(stack)) == served(before) + 32, "all are counted")
    after = look(stack)
    assert requests(after, "DescribeHub") == requests(before, "DescribeHub") + 25
    assert requests(after, "GetMembers") == requests(before, "GetMembers") + 7
    assert after["all"]["requests"] == before["all"]["requests"] + 32
    assert after["all"]["refused_per_second"] > 0
    assert after["all"]["failed_per_second"] == before["all"]["failed_per_second"] == 0
    assert 0 < after["all"]["p50_seconds"] <= after["all"]["p90_seconds"] <= after["all"]["p99_seconds"] <= 5
    assert sorted(worker["pid"] for worker in after["workers"]) == sorted(stack.workers())
    assert [worker["number"] for worker in after["workers"]] == list(range(1, WORKERS + 1))
    assert after["sealer"]["pid"] == stack.sealers()[0]
    assert after["database"]["sessions"] >= 1
    assert (after["master_pid"], after["master_gone"], after["draining"]) == (stack.master, False, False)


def test_once_shows_the_rates_of_now_and_not_those_of_the_whole_life(stack, hub):
    done = subprocess.Popen(command(stack, "--once", "--json", "--interval", "3"), stdout=subprocess.PIPE, text=True)
    # Requests go on until it has ended, so that its two looks are among them.
    sent = 0
    while done.poll() is None:
        assert send(read(hub)).status == 200
        sent += 1
    seen = json.loads(done.stdout.read())
    assert done.returncode == 0 and not seen["since_start"] and seen["interval_seconds"] >= 3
    assert 0 < seen["all"]["requests"] <= sent
    assert seen["all"]["requests_per_second"] * seen["interval_seconds"] == pytest.approx(seen["all"]["requests"], 0.01)
    assert " in 0.2 s\n" in run(stack, "--once", "--interval", "0.2").stdout


def test_a_later_look_tells_only_of_the_time_since_the_one_before(stack, hub):
    with watching(stack, "--count", "2", "--interval", "3") as process:
        first = json.loads(process.stdout.readline())
        for _ in range(10):
            assert send(read(hub)).status == 200
        second = json.loads(process.stdout.readline())
        assert process.stdout.readline() == ""
        assert process.wait(testing.TIMEOUT_S) == 0
    assert first["since_start"] and not second["since_start"]
    assert second["interval_seconds"] < first["interval_seconds"] + 3
    assert [row["operation"] for row in second["operations"]] == ["DescribeHub"]
    assert second["all"]["requests"] == 10
    expected = 10 / second["interval_seconds"]
    assert abs(second["all"]["requests_per_second"] - expected) < 0.01
    assert abs(sum(worker["requests_per_second"] for worker in second["workers"]) - expected) < 0.1


def test_workers_that_hang_are_seen_by_their_silence(stack):
    workers = stack.workers()
    try:
        os.kill(workers[-1], signal.SIGSTOP)
        wait_for(lambda: look(stack, "--sort", "silence")["workers"][0]["silent_seconds"] > 3, "silence grows")
        seen = look(stack, "--sort", "silence")["workers"]
        assert seen[0]["pid"] == workers[-1]
        assert all(worker["silent_seconds"] < seen[0]["silent_seconds"] for worker in seen[1:])
        for pid in workers[:-1]:
            os.kill(pid, signal.SIGSTOP)
        # Not one process is there to answer, nor is the database asked.
        seen = look(stack, database_admin="host=/nowhere", database_default="host=/nowhere")
        assert len(seen["workers"]) == WORKERS
    finally:
        for pid in workers:
            os.kill(pid, signal.SIGCONT)
    wait_for(lambda: max(worker["silent_seconds"] for worker in look(stack)["workers"]) < 2, "all live again")
    assert stack.workers() == workers


def test_the_operation_that_a_worker_has_in_hand_is_named(stack, hub):
    holder = subprocess.Popen([stack.dev_path, "psql", "--dir", stack.directory, "-qAt"], env=stack.environment,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with holder:
        holder.stdin.write("BEGIN; LOCK TABLE memberhub.enrollment; SELECT 'locked';\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "locked\n"
        released = threading.Event()

        def ask():
            # A call that waits for too long is refused, and then there is another.
            while not released.is_set():
                send(read(hub))

        waiting = threading.Thread(target=ask)
        waiting.start()

        def busy():
            # One is busy before it knows with what.
            return [worker for worker in look(stack)["workers"] if worker["state"] == "busy" and worker["operation"]]

        found, _ = wait_for(busy, "a worker is busy")
        assert [(worker["service"], worker["operation"]) for worker in found] == [("securityhub", "DescribeHub")]
        assert found[0]["connections"] >= 1
        wait_for(lambda: re.search(r"^ +\d+ +\d+ busy .* DescribeHub securityhub$", run(stack, "--count", "1").stdout, re.M),
                 "the table names it")
        released.set()
        holder.stdin.close()
        waiting.join()
    wait_for(lambda: not busy(), "it is idle again")
    assert {worker["operation"] for worker in look(stack)["workers"]} == {None}


def test_a_server_that_ends_and_begins_anew_is_followed(stack, hub):
    assert send(read(hub)).status == 200
    with watching(stack, "--interval", "0.1") as process:
        first = json.loads(process.stdout.readline())
        assert first["started_at"] and first["all"]["requests"] > 1
        master = stack.master
        os.kill(master, signal.SIGTERM)
        wait_for(lambda: not is_alive(master), "it stops")
        assert process.stderr.readline() == "memberhubctl: the server has stopped; waiting for another\n"
        stack.up()

        def next_of_another():
            seen = json.loads(process.stdout.readline())
            return seen if seen["started_at"] != first["started_at"] else None

        seen, _ = wait_for(next_of_another, "the new server is seen")
        assert seen["since_start"] and seen["master_pid"] == stack.master
        assert seen["all"]["requests"] < first["all"]["requests"]
        assert not json.loads(process.stdout.readline())["since_start"]
        process.send_signal(signal.SIGINT)
        assert process.wait(testing.TIMEOUT_S) == 0
        notices = set(process.stderr.read().splitlines())
    assert "memberhubctl: the server was started anew" in notices


def test_a_server_without_a_master_is_shown_too(stack, tmp_path):
    settings = {"server_socket": tmp_path / "socket", "server_scoreboard": tmp_path / "scoreboard"}
    with stack.memberhubd("-X", **settings):
        wait_for(settings["server_scoreboard"].exists, "it has begun")
        wait_for(lambda: look(stack, **settings)["workers_by_state"]["idle"] == 1, "it is idle")
        seen = look(stack, **settings)
        assert ", alone\n" in run(stack, "--once", **settings).stdout
    assert (seen["master_pid"], seen["master_gone"], seen["sealer"]) == (0, False, None)
    assert [worker["number"] for worker in seen["workers"]] == [0]


def test_a_server_that_was_killed_is_told_from_one_that_runs(stack):
    master = stack.master
    os.kill(master, signal.SIGKILL)
    wait_for(lambda: not is_alive(master), "it is dead")
    assert look(stack)["master_gone"]
    assert f"master {master} IS GONE\n" in run(stack, "--once").stdout


def test_without_a_server_it_says_where_it_looked(stack, tmp_path):
    absent, other = tmp_path / "absent", tmp_path / "other"
    other.write_bytes(bytes(100000))
    cases = {
        f"no server runs here: {absent} is not there; see server.scoreboard": absent,
        "server.scoreboard is empty: the server shows nothing": "",
        f"server.scoreboard: {other}: a scoreboard of another version": other,
    }
    for complaint, path in cases.items():
        done = run(stack, server_scoreboard=path)
        assert (done.returncode, done.stdout, done.stderr) == (1, "", f"memberhubctl: {complaint}\n")


WRONG = {
    "no interval": (("--interval", "0.05"), "--interval takes seconds from 0.1 to 3600"),
    "too long an interval": (("--interval", "3600.001"), "--interval takes seconds from 0.1 to 3600"),
    "too fine an interval": (("--interval", "1.0001"), "--interval takes seconds"),
    "an interval that is no number": (("--interval", "1."), "--interval takes seconds"),
    "no count": (("--count", "0"), "--count takes a number from 1"),
    "once and a count": (("--once", "--count", "2"), "--once and --count exclude each other"),
    "an unknown key": (("--sort", "name"), "--sort takes one of requests, errors, refusals, latency, silence, age, "),
}


@pytest.mark.parametrize("arguments, complaint", WRONG.values(), ids=WRONG)
def test_wrong_arguments_are_told_with_exit_status_2(stack, arguments, complaint):
    done = run(stack, *arguments)
    assert (done.returncode, done.stdout) == (2, ""), done
    assert complaint in done.stderr


def test_without_a_terminal_it_prints_a_block_a_look(stack):
    done = run(stack, "--count", "3", "--interval", "0.1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\033" not in done.stdout
    assert len(re.findall(r"^memberhub [0-9.]+, up ", done.stdout, re.M)) == done.stdout.count("\nworkers   8, ") == 3
    assert done.stdout.count(" since the start\n") == 1
    for pid in stack.workers():
        assert len(re.findall(rf"^ +\d+ +{pid} \w+ ", done.stdout, re.M)) == 3


class Terminal:
    """A terminal of so many lines and columns, in which memberhubctl top runs."""

    def __init__(self, stack, lines, columns, *arguments):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            # Nothing is shown before the terminal has its size: the first line from it says so.
            os.read(0, 1)
            os.execv(MEMBERHUBCTL, [str(word) for word in command(stack, *arguments)])
        self.output = ""
        self.resize(lines, columns)
        os.write(self.fd, b"\n")

    def resize(self, lines, columns):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def read(self):
        """Takes what has come within a moment; False when there is nothing more to come."""
        try:
            if select.select([self.fd], [], [], 0.05)[0]:
                self.output += os.read(self.fd, 65536).decode()
        except OSError:  # the program has ended
            return False
        return True

    def pictures(self):
        """The pictures so far, each a list of lines, without what steers the terminal."""
        self.read()
        whole = [part.split("\033[J")[0] for part in self.output.split("\033[H")[1:] if "\033[J" in part]
        return [[re.sub(r"\033\[K$", "", line) for line in part.split("\r\n")[:-1]] for part in whole]

    def modes(self):
        """How the terminal treats keys."""
        return termios.tcgetattr(self.fd)[3]

    def end(self, keys=b"\x03"):
        """Ends it as a person would; gives its exit status."""
        os.write(self.fd, keys)
        deadline = time.monotonic() + testing.TIMEOUT_S
        while self.read():
            assert time.monotonic() < deadline, "it does not end"
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.fd)
        return status


def test_at_a_terminal_it_draws_within_its_lines_and_columns(stack, hub):
    for _ in range(3):
        assert send(read(hub)).status == 200
    terminal = Terminal(stack, 24, 80, "--interval", "0.2")
    wait_for(lambda: len(terminal.pictures()) > 2, "three pictures")
    for picture in terminal.pictures():
        assert re.match(r"memberhub [0-9.]+, up ", picture[0]) and picture[1].startswith("workers   8, ")
        assert len(picture) <= 23 and max(map(len, picture)) <= 80
        assert not any("\033" in line for line in picture)
    first = terminal.pictures()[0]
    assert "DescribeHub " in "".join(first)
    assert sum(line.split()[1:2] == [str(pid)] for line in first for pid in stack.workers()) == WORKERS

    terminal.output = ""
    terminal.resize(12, 40)
    wait_for(lambda: any(len(picture) <= 11 for picture in terminal.pictures()), "it draws anew")
    assert max(map(len, terminal.pictures()[-1])) <= 40
    terminal.output = ""
    terminal.resize(4, 40)
    wait_for(lambda: any(len(picture) == 3 for picture in terminal.pictures()), "it draws anew")
    assert terminal.end() == 0
    assert terminal.output.endswith("\r\n")


@pytest.mark.parametrize("keys", [b"q", b"Q", b"xyz\nq", b"\x03"], ids=["q", "Q", "q after others", "an interrupt"])
def test_q_ends_it_and_the_terminal_is_as_it_was(stack, keys):
    terminal = Terminal(stack, 24, 80)
    before = terminal.modes()
    wait_for(terminal.pictures, "a picture")
    assert before & termios.ECHO and not terminal.modes() & (termios.ECHO | termios.ICANON)
    keep = os.dup(terminal.fd)
    assert terminal.end(keys) == 0
    assert termios.tcgetattr(keep)[3] == before
    os.close(keep)
