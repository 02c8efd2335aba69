"""What a service manager gives and is told: the socket, readiness, reloads, the watchdog. And the units."""
import fcntl
import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

import memberhub_testing as testing
from configured_stack import ConfiguredStack
from pool_load import Load, read
from private_stack import MEMBERHUBD, TOP, is_alive, wait_for
from signer import send

UNITS = TOP / "contrib" / "systemd"
WATCHDOG_MS = 200


class Manager:
    """The other end of NOTIFY_SOCKET. Messages are dicts, in the order in which they came."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        self.socket.bind(str(path))
        self.path, self.seen = path, []

    def messages(self):
        try:
            while True:
                lines = self.socket.recv(4096).decode().splitlines()
                self.seen.append(dict(line.split("=", 1) for line in lines))
        except BlockingIOError:
            return self.seen

    def await_message(self, since=0, **wanted):
        """Waits for a message with these values behind the first `since`; gives its place."""
        def find():
            for place, message in enumerate(self.messages()[since:], since):
                if wanted.items() <= message.items():
                    return place + 1
        return wait_for(find, f"{wanted} among {self.seen[since:]}")[0] - 1


def activated(stack, handed, environment, arguments=()):
    """Starts memberhubd as a service manager does, with sockets from descriptor 3 on."""
    script = "".join(f"exec {fd}<&{one.fileno()}; " for fd, one in enumerate(handed, 3))
    script += f'export LISTEN_PID=$$ LISTEN_FDS={len(handed)}; exec "$@"'
    return subprocess.Popen(
        ["bash", "-c", script, "bash", MEMBERHUBD, "-c", stack.conf, *arguments], text=True,
        pass_fds=[one.fileno() for one in handed], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env={**stack.environment, **{name: str(value) for name, value in environment.items()}})


def unix_socket():
    """One whose descriptor is none of those that activated() makes."""
    with socket.socket(socket.AF_UNIX) as made:
        return socket.socket(fileno=fcntl.fcntl(made.fileno(), fcntl.F_DUPFD_CLOEXEC, 16))


def listening(path):
    made = unix_socket()
    made.bind(str(path))
    made.listen(512)
    os.chmod(path, 0o660)
    return made


class ActivatedStack(ConfiguredStack):
    """The test is its service manager: it holds the socket, and is told how the server is."""

    def __init__(self, stack):
        self.__dict__ = stack.__dict__

    def up(self):
        super().stop()
        self.write(server_workers=2)
        self.handed = listening(self.socket_path)
        self.manager = Manager(self.directory / "notify")
        self.start()

    def start(self):
        self.served = None
        since = len(self.manager.messages())
        self.process = activated(self, [self.handed], {
            "NOTIFY_SOCKET": self.manager.path, "WATCHDOG_USEC": WATCHDOG_MS * 1000})
        self.manager.await_message(since, READY="1")

    def stop(self):
        self.process.terminate()
        self.process.communicate(timeout=testing.TIMEOUT_S)
        assert self.process.returncode == 0


@pytest.fixture(scope="module")
def module_stack(session_stack):
    found = ActivatedStack(session_stack)
    found.up()
    yield found
    ConfiguredStack.stop(found)
    found.handed.close()


@pytest.fixture
def stack(module_stack, monkeypatch):
    monkeypatch.setenv("MEMBERHUB_ENDPOINT", f"http://127.0.0.1:{module_stack.port}")
    if not is_alive(module_stack.master):
        module_stack.write(server_workers=2)
        module_stack.start()
        module_stack.served = {"server_workers": 2}
    module_stack.be(server_workers=2)
    return module_stack


@pytest.fixture
def hub(stack, accounts):
    account = accounts.new()
    testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
    return account


def test_over_a_restart_clients_wait_in_the_sockets_queue_and_none_is_refused(stack, hub):
    file = os.stat(stack.socket_path).st_ino
    with Load(6, lambda: ("read", read(hub))) as load:
        for _ in range(3):
            stack.stop()
            stack.start()
            seen = len(load.answers)
            wait_for(lambda: len(load.answers) > seen + 20, "it serves again")
    assert load.broken == []
    assert load.statuses() == {200}
    assert os.stat(stack.socket_path).st_ino == file


def test_the_manager_is_told_of_readiness_reloads_and_the_end(stack):
    stack.stop()
    since = len(stack.manager.messages())
    stack.start()
    ready = stack.manager.messages()[stack.manager.await_message(since, READY="1")]
    assert ready["STATUS"] == "Serving with 2 workers"
    assert len(stack.await_whole()) == 2

    since = len(stack.manager.messages())
    now_us = time.clock_gettime(time.CLOCK_MONOTONIC) * 1e6
    stack.reload(server_workers=3)
    reloading = stack.manager.await_message(since, RELOADING="1")
    assert now_us - 1000 <= int(stack.manager.seen[reloading]["MONOTONIC_USEC"]) <= now_us + 60e6
    done = stack.manager.await_message(reloading, READY="1")
    assert stack.manager.seen[done]["STATUS"] == "Serving with 3 workers"

    assert "[server] workers" in stack.refused(server_workers=0)
    refused = next(message for message in reversed(stack.manager.messages()) if "STATUS" in message)
    assert "[server] workers must be" in refused["STATUS"]

    since = len(stack.manager.messages())
    stack.stop()
    stack.manager.await_message(since, STOPPING="1")


def test_ready_is_said_only_when_the_workers_are(stack):
    stack.stop()
    since, started = len(stack.manager.messages()), len(stack.events("worker_started"))
    stack.write(server_workers=40)
    stack.start()
    stack.manager.await_message(since, READY="1")
    assert len(stack.events("worker_started")) - started == 40


def test_the_watchdog_is_fed_while_somebody_serves_and_not_otherwise(stack):
    fed = stack.manager.await_message(len(stack.manager.messages()), WATCHDOG="1")
    stack.manager.await_message(fed + 1, WATCHDOG="1")
    # From here on no worker can live.
    subprocess.run(["prlimit", f"--pid={stack.process.pid}", "--nofile=6:"], check=True)
    for pid in stack.workers():
        os.kill(pid, signal.SIGKILL)
    not_started = len(stack.events("worker_not_started"))
    wait_for(lambda: len(stack.events("worker_not_started")) >= not_started + 2, "workers cannot start")
    since = len(stack.manager.messages())
    not_started = len(stack.events("worker_not_started"))
    wait_for(lambda: len(stack.events("worker_not_started")) >= not_started + 4 * WATCHDOG_MS // 100,
             "several times as long as it may be hungry")
    assert [message for message in stack.manager.messages()[since:] if "WATCHDOG" in message] == []
    subprocess.run(["prlimit", f"--pid={stack.process.pid}", "--nofile=1024:"], check=True)
    stack.manager.await_message(len(stack.manager.messages()), WATCHDOG="1")
    assert len(stack.await_whole()) == 2


def test_over_an_upgrade_the_manager_learns_the_new_master_and_keeps_the_socket(stack, hub):
    old, since = stack.process, len(stack.manager.messages())
    os.kill(old.pid, signal.SIGUSR2)
    assert old.wait(testing.TIMEOUT_S) == 0
    new = stack.master
    assert new != old.pid
    told = stack.manager.await_message(since, MAINPID=str(new), READY="1", WATCHDOG="1")
    # Nothing that a manager would drop, because it does not know the new one yet, is said before.
    assert all(message.keys() == {"WATCHDOG"} for message in stack.manager.seen[since:told])
    stack.manager.await_message(told, WATCHDOG="1")
    assert send(read(hub)).status == 200
    os.kill(new, signal.SIGTERM)
    wait_for(lambda: not is_alive(new), "the new one stops")
    assert Path(stack.socket_path).exists()
    stack.start()
    assert send(read(hub)).status == 200


def test_sockets_that_are_not_the_one_of_the_settings_are_refused(stack, tmp_path):
    elsewhere, other = listening(tmp_path / "elsewhere"), unix_socket()
    cases = [([elsewhere], "does not listen at"), ([other], "does not listen at"),
             ([stack.handed, elsewhere], "2 sockets were handed over instead of one")]
    for handed, said in cases:
        process = activated(stack, handed, {"MEMBERHUB_SERVER_PID_FILE": ""})
        _, error = process.communicate(timeout=testing.TIMEOUT_S)
        assert process.returncode == 1
        assert said in error
    assert elsewhere.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1


def exchange(path):
    """Sends a FastCGI request that is none of ours; gives the answer."""
    begin = bytes([1, 1, 0, 1, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
    with socket.socket(socket.AF_UNIX) as peer:
        peer.settimeout(testing.TIMEOUT_S)
        peer.connect(str(path))
        peer.sendall(begin + bytes([1, 4, 0, 1, 0, 0, 0, 0]) + bytes([1, 5, 0, 1, 0, 0, 0, 0]))
        return b"".join(iter(lambda: peer.recv(4096), b""))


def test_it_serves_on_a_socket_that_systemd_opens(stack, tmp_path):
    path = tmp_path / "socket"
    settings = {"MEMBERHUB_SERVER_SOCKET": path, "MEMBERHUB_SERVER_PID_FILE": "", "MEMBERHUB_SERVER_SCOREBOARD": "",
                "MEMBERHUB_SERVER_LOG": tmp_path / "log", "NOTIFY_SOCKET": tmp_path / "nobody"}
    process = subprocess.Popen(
        ["systemd-socket-activate", "-l", path, *(f"--setenv={name}={value}" for name, value in settings.items()),
         MEMBERHUBD, "-c", stack.conf], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=stack.environment)
    try:
        wait_for(path.exists, "systemd listens")
        assert b"Status: 400" in exchange(path)
        process.terminate()
        assert process.wait(testing.TIMEOUT_S) == 0
    finally:
        process.kill()
        process.wait()
    assert path.exists()


def test_one_process_alone_takes_the_socket_too(stack, tmp_path):
    handed = listening(tmp_path / "socket")
    process = activated(stack, [handed], {
        "MEMBERHUB_SERVER_SOCKET": tmp_path / "socket", "MEMBERHUB_SERVER_PID_FILE": "",
        "MEMBERHUB_SERVER_SCOREBOARD": "", "MEMBERHUB_SERVER_LOG": "stderr"}, ["-X"])
    try:
        assert b"Status: 400" in exchange(tmp_path / "socket")
        process.terminate()
        process.communicate(timeout=testing.TIMEOUT_S)
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()
    assert handed.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1


@pytest.fixture
def units(tmp_path):
    """The units, with the program where it is now: systemd looks whether it is there."""
    for unit in UNITS.glob("memberhub*.s[eo]*"):
        text = unit.read_text().replace("@sbindir@/memberhubd", str(MEMBERHUBD))
        (tmp_path / unit.name.removesuffix(".in")).write_text(text)
    return tmp_path


def systemd_analyze(*arguments):
    return subprocess.run(["systemd-analyze", *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=testing.TIMEOUT_S)


def test_the_units_are_well_formed(units):
    done = systemd_analyze("verify", "--man=no", *(units / f"memberhub{name}" for name in
                                                    (".service", "-sealer.service", ".socket")))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["memberhub.service", "memberhub-sealer.service"])
def test_the_service_is_locked_in(units, name):
    done = systemd_analyze("security", "--offline=true", "--threshold=10", units / name)
    assert done.returncode == 0, done.stdout
    assert float(re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)[1]) <= 1.0


def test_the_units_agree_with_the_settings_and_with_nginx():
    path = re.search(r"^ListenStream=(.*)", (UNITS / "memberhub.socket").read_text(), re.M)[1]
    assert f"#socket = {path}" in (TOP / "memberhub.conf.sample").read_text()
    assert f"unix:{path};" in (TOP / "nginx" / "memberhub-server.conf").read_text()
    assert f"d {os.path.dirname(path)} " in (UNITS / "memberhub.tmpfiles").read_text()
    assert f"SocketGroup={setting('socket_group')}" in (UNITS / "memberhub.socket").read_text()
    sealer = (UNITS / "memberhub-sealer.service.in").read_text()
    assert f"LoadCredential=seal.key:{setting('seal_key_file')}" in sealer
    assert f"/var/lib/{re.search(r'^StateDirectory=(.*)', sealer, re.M)[1]}/" in setting("seal_file")
    assert f"LoadCredential=master.key:{setting('master_key_file')}" in (UNITS / "memberhub.service.in").read_text()


def setting(name):
    """A setting as the sample has it, commented out or not."""
    return re.search(rf"^#?{name} = (.*)", (TOP / "memberhub.conf.sample").read_text(), re.M)[1]
