"""A standby of a private stack's PostgreSQL: made from it, stopped, started, promoted."""
import os
import shutil
import subprocess
from pathlib import Path

from private_stack import wait_for

STANDBY_PORT = 5433  # names its socket beside the primary's; nothing listens on TCP


class Cluster:
    """One of the two servers. It belongs to the user that ./dev up runs PostgreSQL as."""

    name = "memberhub"  # the database that is asked

    def __init__(self, stack, data, port):
        self.stack, self.data, self.port = stack, Path(data), port
        self.sockets = stack.record("sockets") / "pg"
        primary = stack.record("pg-home") / "data"
        self.owner = (primary.owner(), primary.group())
        # The newest, as ./dev chooses.
        found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
        self.programs = max(found, key=lambda path: int(path.parts[-3])).parent

    @property
    def socket_path(self):
        return str(self.sockets / f".s.PGSQL.{self.port}")

    def run(self, program, *arguments):
        user, group = self.owner
        switch = ["setpriv", f"--reuid={user}", f"--regid={group}", "--init-groups", "--"] if os.geteuid() == 0 else []
        done = subprocess.run([*switch, self.programs / program, *arguments], cwd="/", stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def pg_ctl(self, command, *arguments):
        # A server that is started keeps what it inherits: its log is a file, not our pipe.
        return self.run("pg_ctl", "-D", str(self.data), "-w", "-t", "30", "-s", "-l", f"{self.data}.log",
                        command, *arguments)

    def start(self):
        self.pg_ctl("start", "-o", f"-p {self.port} -c listen_addresses= -c unix_socket_directories={self.sockets}")

    def stop(self, mode="fast"):
        self.pg_ctl("stop", "-m", mode)

    def is_running(self):
        return (self.data / "postmaster.pid").exists()

    def query(self, sql):
        """The rows of a query by the superuser, each a list of texts."""
        out = self.run("psql", "-X", "-qAt", "-F", "\t", "-h", str(self.sockets), "-p", str(self.port), "-U", "postgres",
                       "-d", self.name, "-v", "ON_ERROR_STOP=1", "-c", sql)
        return [line.split("\t") for line in out.splitlines()]

    def value(self, sql):
        return self.query(sql)[0][0]


class Primary(Cluster):
    def __init__(self, stack):
        super().__init__(stack, stack.record("pg-home") / "data", stack.port)

    def set_synchronous(self, names):
        """Has commits wait for these standbys; "" for none."""
        self.query(f"ALTER SYSTEM SET synchronous_standby_names = '{names}'")
        self.query("SELECT pg_reload_conf()")
        wait_for(lambda: self.value("SHOW synchronous_standby_names") == names, "the setting is read")


class Standby(Cluster):
    """A context manager: makes the standby, starts it, and has the primary's commits wait for it."""

    def __init__(self, stack):
        super().__init__(stack, stack.record("pg-home") / "standby", STANDBY_PORT)
        self.primary = Primary(stack)

    def __enter__(self):
        self.remove()
        self.run("pg_basebackup", "-h", str(self.sockets), "-p", str(self.primary.port), "-U", "postgres",
                 "-D", str(self.data), "-R", "-c", "fast", "--no-sync")
        self.start()
        self.primary.set_synchronous("*")
        self.wait_until_streaming()
        return self

    def __exit__(self, *_):
        if self.is_running():
            self.stop("immediate")
        self.remove()
        if self.primary.is_running():
            self.primary.set_synchronous("")
        else:
            auto = self.primary.data / "postgresql.auto.conf"
            auto.write_text("".join(line for line in auto.read_text().splitlines(keepends=True)
                                    if not line.startswith("synchronous_standby_names")))

    def remove(self):
        shutil.rmtree(self.data, ignore_errors=True)

    def wait_until_streaming(self):
        wait_for(lambda: self.primary.query("SELECT pid FROM pg_stat_replication WHERE sync_state = 'sync'"),
                 "the standby streams")

    def promote(self):
        self.pg_ctl("promote")
