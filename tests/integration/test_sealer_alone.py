"""The sealer apart from the server: a database role, a key and, as root, an OS user of its own."""
import os
import shutil
import signal
import stat
import subprocess
import urllib.request
from pathlib import Path

import pytest

import memberhub_testing as testing
from module_stack import stack_of_a_module
from private_stack import MEMBERHUBD, TOP, wait_for
from trail import Trail

MEMBERHUBCTL = TOP / "build" / "memberhubctl"
SOON_S = 10
# Each worker looks at the months at a moment of its own in so many seconds from its start.
LOOKS_WITHIN_S = 60
NOBODY = 65534


@pytest.fixture(scope="module")
def stack():
    """One whose server does not seal."""
    with stack_of_a_module("sealer-alone", audit_seal="off") as found:
        found.up()
        yield found


@pytest.fixture
def trail(stack):
    return Trail(stack)


@pytest.fixture
def hub(stack, accounts):
    account = accounts.new()
    testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
    return account


def run(stack, program, *arguments, **settings):
    changed = {f"MEMBERHUB_{name.upper()}": str(value) for name, value in settings.items()}
    return subprocess.run([program, "-c", stack.directory / "memberhub.conf", *arguments], text=True,
                          env={**stack.environment, **changed}, stdin=subprocess.DEVNULL, capture_output=True)


def get(stack, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{stack.port}{path}", timeout=testing.TIMEOUT_S) as answer:
        return answer.read().decode()


@pytest.fixture
def seal_key(stack, tmp_path_factory):
    """The key that the chain has had so far, in a file of its own."""
    path = stack.directory / "seal.key"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        subprocess.run([MEMBERHUBCTL, "-c", stack.directory / "memberhub.conf", "audit", "key", "--private"],
                       env=stack.environment, stdout=file, check=True)
    return path


def start_sealer(stack, directory, seal_key, **how):
    """The sealer with what it needs and nothing else: neither master key, socket nor the application's role."""
    log = directory / "sealer.log"
    environment = {**stack.environment, "MEMBERHUB_AUDIT_SEAL_KEY_FILE": str(seal_key),
                   "MEMBERHUB_AUDIT_SEAL_FILE": str(directory / "seals"), "MEMBERHUB_SERVER_LOG": str(log),
                   "MEMBERHUB_AUTH_MASTER_KEY_FILE": "/nonexistent/master.key",
                   "MEMBERHUB_SERVER_SOCKET": "/nonexistent/socket",
                   "MEMBERHUB_SERVER_SCOREBOARD": "/nonexistent/board",
                   "MEMBERHUB_DATABASE_DEFAULT": "host=/nonexistent"}
    return subprocess.Popen([MEMBERHUBD, "-c", stack.directory / "memberhub.conf", "--sealer"], env=environment,
                            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)


def stop(process):
    process.send_signal(signal.SIGTERM)
    assert process.wait(testing.TIMEOUT_S) == 0


def test_a_sealer_alone_goes_on_with_the_chain_without_master_key_or_socket(stack, trail, hub, seal_key, tmp_path):
    with stack.memberhubd("--sealer", server_log=tmp_path / "first.log"):  # by the master key, as ever
        wait_for(lambda: trail.unsealed() == 0, "the first sealer seals", SOON_S)
    before = trail.last_number()
    shutil.copy(stack.directory / "seals", tmp_path / "seals")
    testing.client(testing.SERVICE, hub).create_members(AccountDetails=[{"AccountId": "987654321098"}])
    sealer = start_sealer(stack, tmp_path, seal_key)
    wait_for(lambda: trail.last_number() > before and trail.unsealed() == 0, "the sealer alone seals", SOON_S)
    stop(sealer)
    trail.check()  # every seal by the one key, chained
    for settings in ({}, {"audit_seal_key_file": seal_key, "auth_master_key_file": "/nonexistent/master.key"}):
        verified = run(stack, MEMBERHUBCTL, "audit", "verify", "--seals", str(tmp_path / "seals"), **settings)
        assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="becomes another user")
def test_a_sealer_alone_runs_as_a_user_that_may_not_read_the_master_key(stack, trail, hub, seal_key):
    directory = stack.directory / "sealer"
    directory.mkdir()
    os.chown(directory, NOBODY, NOBODY)
    own_key = directory / "seal.key"
    shutil.copy(seal_key, own_key)
    os.chown(own_key, NOBODY, NOBODY)
    own_key.chmod(0o400)
    # What is built here need not be within the reach of others.
    program = directory / "memberhubd"
    shutil.copy(MEMBERHUBD, program)
    (stack.directory / "memberhub.conf").chmod(0o644)
    (stack.record("sockets") / "pg").chmod(0o711)
    before = trail.last_number()
    environment = {**stack.environment, "MEMBERHUB_AUDIT_SEAL_KEY_FILE": str(own_key),
                   "MEMBERHUB_AUDIT_SEAL_FILE": str(directory / "seals"),
                   "MEMBERHUB_SERVER_LOG": str(directory / "sealer.log")}
    assert stat.S_IMODE((stack.directory / "master.key").stat().st_mode) == 0o600
    sealer = subprocess.Popen([program, "-c", stack.directory / "memberhub.conf", "--sealer"], env=environment, cwd="/",
                              user=NOBODY, group=NOBODY, extra_groups=[], stdin=subprocess.DEVNULL)
    wait_for(lambda: trail.last_number() > before and trail.unsealed() == 0, "nobody's sealer seals", SOON_S)
    stop(sealer)
    trail.check()


def test_a_role_that_is_not_the_sealers_does_not_seal(stack, hub, tmp_path):
    log = tmp_path / "log"
    with stack.memberhubd("--sealer", server_log=log, database_sealer=""):
        line, _ = wait_for(lambda: "sealing_failed" in (log.read_text() if log.exists() else "") and log.read_text(),
                           "the sealer says that it may not", SOON_S)
    assert "permission denied for function audit_seal_lock" in line


def test_a_server_that_does_not_seal_counts_relationships_and_tells_the_lag(stack, hub):
    assert stack.sealers() == []
    assert len(stack.children("memberhub-count")) == 1
    wait_for(lambda: "\nmemberhub_relationships{" in get(stack, "/metrics"), "relationships are counted", SOON_S)
    assert "\nmemberhub_audit_seal_lag_seconds " in get(stack, "/metrics")


def test_workers_make_the_coming_months_where_nobody_seals(stack, trail, tmp_path):
    assert trail.value("""DO $$ BEGIN EXECUTE 'DROP TABLE memberhub.audit_event_'
        || to_char(now() AT TIME ZONE 'UTC' + interval '3 months', 'YYYY_MM'); END $$;
        SELECT memberhub.audit_months_ahead()""").split()[-1] == "2"
    with stack.memberhubd(server_socket=tmp_path / "socket", server_log=tmp_path / "log", server_workers=16,
                          server_scoreboard=tmp_path / "board", audit_seal="off"):
        wait_for(lambda: trail.value("SELECT memberhub.audit_months_ahead()") == "3", "the months are made",
                 LOOKS_WITHIN_S + testing.TIMEOUT_S)


@pytest.mark.parametrize("program, arguments, key", [
    (MEMBERHUBD, ["--check"], "auth_master_key_file"),
    (MEMBERHUBD, [], "auth_master_key_file"),
    (MEMBERHUBD, ["--sealer", "--check"], "audit_seal_key_file"),
    (MEMBERHUBD, ["--sealer"], "audit_seal_key_file"),
    (MEMBERHUBCTL, ["key", "create", "--account", "111111111111"], "auth_master_key_file"),
    (MEMBERHUBCTL, ["audit", "key"], "audit_seal_key_file"),
    (MEMBERHUBCTL, ["audit", "verify"], "audit_seal_key_file"),
])
def test_a_key_that_others_may_read_is_refused_with_the_command_that_mends_it(stack, tmp_path, program, arguments, key):
    path = tmp_path / "its.key"
    path.write_text("00" * 32 + "\n")
    for mode in (0o640, 0o604, 0o440):
        path.chmod(mode)
        refused = run(stack, program, *arguments, **{key: path})
        assert refused.returncode == 1
        assert f"(mode {mode:04o}); allow its owner alone: chmod 0600 {path}" in refused.stderr


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_key_that_its_owner_alone_may_read_is_good(stack, tmp_path, mode):
    path = tmp_path / "its.key"
    path.write_text("00" * 32 + "\n")
    path.chmod(mode)
    for arguments in (["--check"], ["--sealer", "--check"]):
        checked = run(stack, MEMBERHUBD, *arguments, auth_master_key_file=path, audit_seal_key_file=path, audit_seal="on")
        assert checked.returncode == 0, checked.stderr


def test_the_private_key_goes_into_no_file_that_others_may_read(stack, tmp_path):
    conf = stack.directory / "memberhub.conf"
    for mode, status in ((0o644, 1), (0o640, 1), (0o600, 0)):
        path = Path(tmp_path / f"{mode:o}")
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, mode), "w") as file:
            path.chmod(mode)
            done = subprocess.run([MEMBERHUBCTL, "-c", conf, "audit", "key", "--private"], env=stack.environment,
                                  stdout=file, stderr=subprocess.PIPE, text=True)
        assert done.returncode == status, done.stderr
        assert (len(path.read_text()) == 65) == (status == 0)


@pytest.mark.skipif(os.geteuid() != 0, reason="gives a socket to another group")
def test_the_socket_belongs_to_the_group_that_is_set(stack, tmp_path):
    path = tmp_path / "socket"
    log = tmp_path / "log"
    with stack.memberhubd("-X", server_socket=path, server_socket_group="nogroup", server_log=log):
        wait_for(path.exists, "the server listens", SOON_S)
        wait_for(lambda: stat.S_IMODE(path.stat().st_mode) == 0o660, "the socket has its mode", SOON_S)
        assert path.stat().st_gid == NOBODY
    refused = run(stack, MEMBERHUBD, "-X", server_socket=path, server_socket_group="no-such-group", server_scoreboard="",
                  server_pid_file="")
    assert refused.returncode == 1 and "server.socket_group: there is no group no-such-group" in refused.stderr
