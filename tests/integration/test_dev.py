"""./dev down stops all of a stack, whatever became of its pid files and of the ./dev up that made it."""
import contextlib
import os
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest
from private_stack import Stack, is_alive, wait_for
from private_standby import Standby

LIMIT_S = 120


def processes_of(directory):
    """The pids of all that a stack in this directory runs: each names it in its command line, or its parent does."""
    found, parents = set(), {}
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            parents[path.name] = (path / "stat").read_text().rpartition(")")[2].split()[1]
            words = (path / "cmdline").read_bytes().replace(b"\0", b" ")
            if str(directory).encode() + b"/" in words and words.split()[0] not in (b"bash", b"/usr/bin/env"):
                found.add(path.name)
    for _ in range(3):
        found |= {pid for pid, parent in parents.items() if parent in found}
    return found


@pytest.fixture
def stack():
    # Short, so that sockets and cluster are in it.
    directory = Path(tempfile.mkdtemp(prefix="memberhub-dev-"))
    directory.chmod(0o711)
    stack = Stack(directory / "s")
    yield stack
    done = stack.dev("down", "--purge")
    left = processes_of(stack.directory)
    for pid in left:
        os.kill(int(pid), signal.SIGKILL)
    subprocess.run(["rm", "-rf", directory], check=True)
    assert done.returncode == 0 and not left, (done, left)


def purge(stack):
    """Has the stack purged; what runs then is gone, and so is the directory."""
    before = processes_of(stack.directory)
    done = stack.dev("down", "--purge", timeout=LIMIT_S)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [pid for pid in before if is_alive(pid)] == []
    assert processes_of(stack.directory) == set()
    assert not stack.directory.exists()
    return done.stdout


def test_a_server_whose_pid_files_are_lost_is_stopped(stack):
    stack.up()
    assert len(processes_of(stack.directory)) > 10  # 8 workers, their master, nginx and PostgreSQL
    for name in ("memberhubd.pid", "nginx.pid"):
        (stack.directory / "run" / name).unlink()
    purge(stack)


def test_a_second_up_finds_the_server_whose_pid_file_is_lost(stack):
    stack.up()
    pid = stack.master
    (stack.directory / "run" / "memberhubd.pid").write_text("1\n")
    done = stack.dev("up")
    assert done.returncode == 0 and done.stdout.startswith("Already serving."), done
    assert is_alive(pid)
    purge(stack)


def test_an_up_while_the_server_stops_waits_for_its_end_and_starts_another(stack):
    stack.up()
    before = stack.master
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as kept:
        kept.connect(stack.socket_path)  # a worker waits for it until its deadline
        os.kill(before, signal.SIGTERM)
        stack.up()
    assert not is_alive(before)
    assert is_alive(stack.master)
    purge(stack)


def test_nginx_that_does_not_stop_is_ended_with_its_workers(stack):
    stack.up()
    master = int((stack.directory / "run" / "nginx.pid").read_text())
    workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    assert workers
    os.kill(master, signal.SIGSTOP)
    purge(stack)
    assert [pid for pid in workers if is_alive(pid)] == []


def test_a_standby_beside_the_cluster_is_stopped(stack):
    stack.up()
    with Standby(stack) as standby:
        assert standby.is_running()
        purge(stack)
        # What a test does with it in the end has nothing left to work on.
        standby.primary.data.mkdir(parents=True)
        (standby.primary.data / "postgresql.auto.conf").touch()
    subprocess.run(["rm", "-rf", stack.directory], check=True)


def begin_up(stack):
    return subprocess.Popen([stack.dev_path, "up", "--dir", stack.directory, "--port", str(stack.port)],
                            env=stack.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def test_down_waits_for_the_up_that_runs(stack):
    with begin_up(stack) as up:
        wait_for((stack.directory / "port").exists, "the stack is begun")
        purge(stack)
        assert up.wait(LIMIT_S) == 0
    assert processes_of(stack.directory) == set()


def kill_up(stack, begun):
    """Begins an up and kills it as soon as that file is there."""
    with begin_up(stack) as up:
        wait_for((stack.directory / begun).exists, f"{begun} is there")
        up.kill()


# In the middle of making the cluster, of starting it, of the rest.
@pytest.mark.parametrize("begun", ["log/initdb.log", "log/pg_ctl.log", "log/migrate.log", "run/memberhubd.pid"])
def test_what_an_up_that_was_killed_has_begun_is_stopped_and_another_up_goes_on_with_it(stack, begun):
    kill_up(stack, begun)
    purge(stack)
    kill_up(stack, begun)
    stack.up()
    purge(stack)


def test_nothing_is_made_or_removed_where_no_stack_ever_was(stack):
    stack.directory.mkdir()
    (stack.directory / "log").mkdir()
    done = stack.dev("down", "--purge")
    assert done.returncode == 0 and done.stdout.startswith("Nothing runs"), done
    assert [path.name for path in stack.directory.iterdir()] == ["log"]
