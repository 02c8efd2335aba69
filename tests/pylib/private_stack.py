"""A stack of a test's own, for tests that disturb it or need other settings."""
import contextlib
import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import memberhub_testing as testing

TOP = Path(__file__).parents[2]
WORKERS = 8
MEMBERHUBD = TOP / "build" / "memberhubd"


def wait_for(condition, what, deadline_s=testing.TIMEOUT_S):
    """Waits until the condition holds; gives what it gave, and the seconds that took."""
    started = time.monotonic()
    while True:
        found = condition()
        waited = time.monotonic() - started
        if found:
            return found, waited
        assert waited < deadline_s, f"not within {deadline_s} s: {what}"
        time.sleep(0.01)


def state_of(pid):
    """The letter that Linux has for what a process is at, or None."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return None


def is_alive(pid):
    """Whether a process lives; one that waits for its parent to notice its end does not."""
    return state_of(pid) not in (None, "Z")


def title_of(pid):
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return None


class Stack:
    """A stack of ./dev's in a directory of its own."""

    def __init__(self, directory, **settings):
        """`settings` beside those of ./dev up, as in compat_errors="observed"."""
        self.directory = directory
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        changed = {f"MEMBERHUB_{name.upper()}": str(value) for name, value in settings.items()}
        self.last_master = None
        # One account may have all workers: most tests make their load with one.
        self.environment = {**os.environ, "MEMBERHUB_SERVER_WORKERS": str(WORKERS),
                            "MEMBERHUB_LIMITS_ACCOUNT_WORKERS": "256", **changed}

    @property
    def dev_path(self):
        return TOP / "dev"

    def dev(self, command, *arguments, **options):
        return subprocess.run([self.dev_path, command, "--dir", self.directory, *arguments],
                              env=self.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, **options)

    def up(self):
        done = self.dev("up", "--port", str(self.port))
        assert done.returncode == 0, done.stdout + done.stderr
        wanted = int(self.environment["MEMBERHUB_SERVER_WORKERS"])
        wait_for(lambda: len(self.workers()) == wanted, "all workers run")

    def record(self, name):
        return Path((self.directory / name).read_text().strip())

    @property
    def socket_path(self):
        return str(self.record("sockets") / "memberhub.sock")

    @property
    def master(self):
        """The pid of the master that serves, or that served last."""
        with contextlib.suppress(FileNotFoundError):
            self.last_master = int((self.directory / "run" / "memberhubd.pid").read_text())
        return self.last_master

    def children(self, title):
        """The pids of the master's children of that title that live."""
        try:
            children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()
        except (FileNotFoundError, ProcessLookupError):
            return []
        return [int(pid) for pid in children if is_alive(pid) and title_of(pid) == title]

    def workers(self):
        return self.children("memberhubd")

    def sealers(self):
        return self.children("memberhub-seal")

    def events(self, name):
        text = (self.directory / "log" / "memberhubd.log").read_text()
        # The last line may still be on its way.
        found = (json.loads(line) for line in text.rpartition("\n")[0].splitlines() if f'"{name}"' in line)
        return [line for line in found if line["event"] == name]

    def stop_database(self):
        pid = int((self.record("pg-home") / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGINT)  # fast shutdown
        wait_for(lambda: not is_alive(pid), "PostgreSQL stops")

    def database_answers(self):
        return self.dev("psql", "-qAtc", "SELECT 1").stdout.strip() == "1"

    @contextlib.contextmanager
    def memberhubd(self, *arguments, files=1024, **settings):
        """
        Another memberhubd with this stack's settings, but for those given (server_log="...") and the files that are
        the stack's own, and with so many open files.
        """
        settings = {"server_scoreboard": "", "server_pid_file": "", **settings}
        changed = {f"MEMBERHUB_{name.upper()}": str(value) for name, value in settings.items()}
        process = subprocess.Popen(
            ["prlimit", f"--nofile={files}:{files}", MEMBERHUBD, "-c", self.directory / "memberhub.conf", *arguments],
            env={**self.environment, **changed}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            yield process
        finally:
            process.kill()
            process.communicate()
