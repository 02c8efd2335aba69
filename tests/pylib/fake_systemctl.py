#!/usr/bin/python3
"""What systemctl does in a machine without systemd, as far as memberhub's units and README need it.

enable --now starts units of /usr/local/lib/systemd/system by their own text: users and groups, directories,
credentials, environment, the socket. reload, restart: postgresql and nginx, as Debian has them. Never more than that: what
it does not know ends it.
"""
import grp
import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

UNITS = Path("/usr/local/lib/systemd/system")
DEADLINE_S = 30


class Unit:
    """The text of a unit; a key may be there several times."""

    def __init__(self, name):
        self.name = name
        self.values = {}
        for line in (UNITS / name).read_text().splitlines():
            if line and line[0] not in "#[":
                key, _, value = line.partition("=")
                self.values.setdefault(key, []).append(value)

    def get(self, key, default=None):
        return self.values.get(key, [default])[-1]

    def all(self, key):
        return self.values.get(key, [])


def listen(unit):
    """The socket of a unit, as systemd opens it."""
    path = Path(unit.get("ListenStream"))
    path.parent.mkdir(mode=int(unit.get("DirectoryMode"), 8), exist_ok=True)
    path.unlink(missing_ok=True)
    found = socket.socket(socket.AF_UNIX)
    found.bind(str(path))
    os.chown(path, pwd.getpwnam(unit.get("SocketUser")).pw_uid, grp.getgrnam(unit.get("SocketGroup")).gr_gid)
    path.chmod(int(unit.get("SocketMode"), 8))
    found.listen(int(unit.get("Backlog")))
    return found


def prepare(unit, user):
    """Directories and credentials; gives the directory of these."""
    for key, base in (("RuntimeDirectory", "/run"), ("StateDirectory", "/var/lib"), ("LogsDirectory", "/var/log")):
        for name in unit.all(key):
            directory = Path(base, name)
            directory.mkdir(exist_ok=True)
            directory.chmod(int(unit.get(f"{key}Mode", "0755"), 8))
            os.chown(directory, user.pw_uid, user.pw_gid)
    credentials = Path("/run/credentials", unit.name)
    credentials.mkdir(parents=True, exist_ok=True)
    for line in unit.all("LoadCredential"):
        name, _, source = line.partition(":")
        shutil.copy(source, credentials / name)
        (credentials / name).chmod(0o400)
        os.chown(credentials / name, user.pw_uid, user.pw_gid)
    credentials.chmod(0o500)
    os.chown(credentials, user.pw_uid, user.pw_gid)
    return credentials


def execute(command, user, groups, environment, handed):
    """In the child: becomes what the unit says."""
    os.setsid()
    os.setgroups([user.pw_gid, *(grp.getgrnam(name).gr_gid for name in groups)])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)
    os.umask(0o027)
    os.chdir("/")
    if handed is not None:
        os.dup2(handed.fileno(), 3)
        os.set_inheritable(3, True)  # it may have been 3 before, which dup2 leaves as it is
        environment = {**environment, "LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
    log = os.open(f"/var/log/{command[0].rpartition('/')[2]}.{user.pw_name}.log", os.O_WRONLY | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.execve(command[0], command, environment)


def run(unit, command, user, environment, handed=None):
    log = Path(f"/var/log/{command[0].rpartition('/')[2]}.{user.pw_name}.log")
    log.touch()
    os.chown(log, user.pw_uid, user.pw_gid)
    pid = os.fork()
    if pid == 0:
        try:
            execute(command, user, unit.get("SupplementaryGroups", "").split(), environment, handed)
        finally:
            os._exit(127)
    return pid


def start(unit, handed):
    user = pwd.getpwnam(unit.get("User"))
    groups = [group.gr_name for group in grp.getgrall() if user.pw_name in group.gr_mem]
    unit.values["SupplementaryGroups"] = [" ".join([*groups, unit.get("SupplementaryGroups", "")])]
    credentials = prepare(unit, user)
    manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    address = f"/run/notify-{unit.name}"
    Path(address).unlink(missing_ok=True)
    manager.bind(address)
    os.chmod(address, 0o666)
    manager.settimeout(DEADLINE_S)
    environment = {"PATH": "/usr/bin:/bin", "CREDENTIALS_DIRECTORY": str(credentials), "NOTIFY_SOCKET": address}
    for line in unit.all("Environment"):
        name, _, value = line.partition("=")
        environment[name] = value.replace("%d", str(credentials))
    for line in unit.all("ExecStartPre"):
        _, status = os.waitpid(run(unit, line.split(), user, environment), 0)
        if status != 0:
            sys.exit(f"systemctl: {unit.name}: {line} failed")
    run(unit, unit.get("ExecStart").split(), user, environment, handed)
    while not any(line == "READY=1" for line in manager.recv(4096).decode().splitlines()):
        pass


def wait_for(command):
    started = time.monotonic()
    while subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode != 0:
        if time.monotonic() - started > DEADLINE_S:
            sys.exit(f"systemctl: not within {DEADLINE_S} s: {command}")
        time.sleep(0.05)


def postgresql():
    """Debian's cluster, started where it does not run."""
    control = ["pg_ctlcluster", "--skip-systemctl-redirect", "15", "main"]
    running = subprocess.run([*control, "status"], check=False, stdout=subprocess.DEVNULL)
    subprocess.run([*control, "reload" if running.returncode == 0 else "start"], check=True)
    wait_for(["pg_isready", "-q"])


def nginx():
    subprocess.run(["nginx", "-s", "stop"], check=False, stderr=subprocess.DEVNULL)
    wait_for(["test", "!", "-s", "/run/nginx.pid"])
    subprocess.run(["nginx"], check=True)


def main(arguments):
    if arguments == ["daemon-reload"]:
        return
    if arguments[:2] == ["enable", "--now"]:
        units = [Unit(name) for name in arguments[2:]]
        sockets = {unit.name.removesuffix(".socket"): listen(unit) for unit in units if unit.name.endswith(".socket")}
        for unit in units:
            if unit.name.endswith(".service"):
                start(unit, sockets.get(unit.name.removesuffix(".service")))
    elif arguments in (["reload", "postgresql"], ["restart", "postgresql"]):
        postgresql()
    elif arguments == ["restart", "nginx"]:
        nginx()
    else:
        sys.exit(f"systemctl: {' '.join(arguments)}: not known here")


main(sys.argv[1:])
